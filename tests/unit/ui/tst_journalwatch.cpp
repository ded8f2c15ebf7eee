// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/descriptor.h"
#include "core/files.h"
#include "ui/source/background.h"
#include "ui/source/journalwatch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QByteArray header(const char *command)
{
    return QByteArray(R"({"type":"run","id":"20260101T000000000Z-1","pid":1,"idas":[],"command":")")
        + command + "\"}\n";
}

} // namespace

/// Journals that somebody else writes to, cuts, replaces or fills with anything while they are
/// read.
class TestJournalWatch : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void seesWhatReplacedAJournal_data();
    void seesWhatReplacedAJournal();
    void survivesWhatIsNoJournal();

private:
    QString journal() const { return m_folder->filePath(u"20260101T000000000Z-1.jsonl"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalWatch::seesWhatReplacedAJournal_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("cut") << header("first") + QByteArray(500, '\n');
    QTest::newRow("garbage") << QByteArray(500, '\xff') + "\n{\"type\":\n[[[[\n" + header("first")
            + QByteArray(64, '\0') + "\n";
}

void TestJournalWatch::seesWhatReplacedAJournal()
{
    QFETCH(QByteArray, before);
    QVERIFY(writeFile(journal(), before));
    // The run goes on: whoever writes a journal holds its lock.
    const Descriptor writer(::open(QFile::encodeName(journal()).constData(), O_RDWR | O_CLOEXEC));
    QCOMPARE(::flock(writer.get(), LOCK_EX | LOCK_NB), 0);
    Background background;
    JournalWatch watch(m_folder->path(), background);
    QList<RunState> runs;
    connect(&watch, &JournalWatch::runsChanged, &watch, [&](const QList<RunState> &now) {
        runs = now;
    });
    watch.start();
    QTRY_COMPARE(runs.size(), 1);
    QCOMPARE(runs.first().header.command, u"first"_s);
    // In place, as an editor or a full disk leaves it.
    QFile file(journal());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(header("second"));
    file.close();
    QTRY_VERIFY(!runs.isEmpty() && runs.first().header.command == u"second"_s);
}

void TestJournalWatch::survivesWhatIsNoJournal()
{
    QVERIFY(writeFile(journal(), header("first")));
    const QByteArray pipe = QFile::encodeName(m_folder->filePath(u"20260102T000000000Z-1.jsonl"_s));
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    QVERIFY(QFile::link(u"/dev/zero"_s, m_folder->filePath(u"20260103T000000000Z-1.jsonl"_s)));
    Background background;
    JournalWatch watch(m_folder->path(), background);
    QList<RunState> runs;
    connect(&watch, &JournalWatch::runsChanged, &watch, [&](const QList<RunState> &now) {
        runs = now;
    });
    watch.start();
    QTRY_COMPARE(runs.size(), 1);
}

QTEST_GUILESS_MAIN(TestJournalWatch)
#include "tst_journalwatch.moc"
