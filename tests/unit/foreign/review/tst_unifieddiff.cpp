// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/scaffold/unifieddiff.h"
#include "support/scratchfolder.h"

#include <QProcess>
#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

namespace {

int git(const QString &folder, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"git"_s, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return process.exitCode();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
}

} // namespace

/// Patches that git itself applies, to the byte.
class UnifiedDiffTest : public QObject
{
    Q_OBJECT

private slots:
    void appends_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("one line") << QByteArray("a\n") << QByteArray("a\nb\n");
        QTest::newRow("many lines")
            << QByteArray("a\nb\nc\nd\ne\n") << QByteArray("a\nb\nc\nd\ne\n\nf\ng\n");
        QTest::newRow("no last line end") << QByteArray("a\nb") << QByteArray("a\nb\nc\n");
        QTest::newRow("one line without end") << QByteArray("a") << QByteArray("a\nc\n");
        QTest::newRow("carriage returns")
            << QByteArray("a\r\nb\r\n") << QByteArray("a\r\nb\r\nc\r\n");
    }

    void appends()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, content);
        const ScratchFolder folder({{u"file.yml"_s, before}});
        QCOMPARE(git(folder.path(), {u"init"_s, u"-q"_s}), 0);
        QCOMPARE(git(folder.path(),
                     {u"apply"_s, u"--whitespace=nowarn"_s},
                     diffOfAppendedFile(u"file.yml"_s, before, content)),
                 0);
        QCOMPARE(contentOf(folder.file(u"file.yml"_s)), content);
    }

    void creates()
    {
        const ScratchFolder folder({});
        QCOMPARE(git(folder.path(), {u"init"_s, u"-q"_s}), 0);
        QCOMPARE(git(folder.path(),
                     {u"apply"_s},
                     diffOfNewFile(u"a/b.sh"_s, "one\n", true)
                         + diffOfNewFile(u"c"_s, "one\ntwo\n", false)),
                 0);
        QCOMPARE(contentOf(folder.file(u"a/b.sh"_s)), QByteArray("one\n"));
        QVERIFY(QFileInfo(folder.file(u"a/b.sh"_s)).isExecutable());
        QCOMPARE(contentOf(folder.file(u"c"_s)), QByteArray("one\ntwo\n"));
    }
};

QTEST_GUILESS_MAIN(UnifiedDiffTest)
#include "tst_unifieddiff.moc"
