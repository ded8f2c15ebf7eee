// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/log.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestLog : public QObject
{
    Q_OBJECT

private slots:
    void isSilentBeforeItStarts();
    void writesToAFileOfItsOwnOnly();
    void writesAtOnceMaskedAndPrivate();

private:
    QTemporaryDir m_folder;
};

void TestLog::isSilentBeforeItStarts()
{
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    log::get("early")->error("goes nowhere");
    QVERIFY(!QFile::exists(log::filePath()));
}

/// A link would lead elsewhere; to a pipe that nobody reads, opening would wait for ever.
void TestLog::writesToAFileOfItsOwnOnly()
{
    QVERIFY(QDir().mkpath(m_folder.filePath(u"devstack"_s)));
    const QString elsewhere = m_folder.filePath(u"elsewhere"_s);
    QFile other(elsewhere);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.close();
    QVERIFY(QFile::link(elsewhere, log::filePath()));
    log::start(u"test"_s);
    log::get("linked")->error("goes nowhere");
    QCOMPARE(QFileInfo(elsewhere).size(), 0);
    QVERIFY(QFile::remove(log::filePath()));
    QCOMPARE(::mkfifo(QFile::encodeName(log::filePath()).constData(), 0600), 0);
    log::start(u"test"_s);
    log::get("piped")->error("goes nowhere");
    QVERIFY(QFile::remove(log::filePath()));
}

void TestLog::writesAtOnceMaskedAndPrivate()
{
    log::start(u"test"_s);
    log::get("engine")->info("cloning {}", u"https://me:hunter2@h.org/x"_s);
    // No flush here: the line has to be there if the program were killed now.
    QFile file(log::filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    static const QRegularExpression kForm(
        u"^\\d{4}-\\d\\d-\\d\\dT[\\d:.+-]+ \\d+ info engine cloning https://me:•••@h.org/x$"_s);
    QVERIFY2(kForm.match(lines.last()).hasMatch(), qPrintable(lines.last()));
    struct stat info
    {
    };
    QCOMPARE(::stat(QFile::encodeName(log::filePath()).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0600);
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
