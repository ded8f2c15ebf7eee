// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/dumpfile.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const DumpTarget kMariaDb {DatabaseKind::MySql, true, false};
const DumpTarget kMySql {DatabaseKind::MySql, false, false};
const DumpTarget kPostgres {DatabaseKind::Postgres, false, false};

} // namespace

class DumpsTest : public QObject
{
    Q_OBJECT

private slots:
    void linesAreKeptOrChanged_data();
    void linesAreKeptOrChanged();
    void hostileLinesAreRefused_data();
    void hostileLinesAreRefused();
    void factsAreCounted();
    void compressedFilesAreRead_data();
    void compressedFilesAreRead();
    void brokenFilesAreRefused();
    void filesOfOthers();
    void linesOfAnyLength();

private:
    QString file(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder.filePath(name);
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    QByteArray sent(const QString &path, DumpTarget target)
    {
        const auto dump = DumpFile::open(path, target);
        return dump ? (*dump)->readAll() : QByteArray("cannot be opened");
    }

    QTemporaryDir m_folder;
};

void DumpsTest::linesAreKeptOrChanged_data()
{
    QTest::addColumn<DatabaseKind>("kind");
    QTest::addColumn<bool>("isMariaDb");
    QTest::addColumn<bool>("intoOwn");
    QTest::addColumn<QByteArray>("dump");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *name, DumpTarget target, QByteArray dump, QByteArray sent) {
        QTest::newRow(name) << target.kind << target.isMariaDb << target.intoOwnDatabase << dump
                            << sent;
    };
    row("plain", kMySql, "CREATE TABLE a (n int);\n", "CREATE TABLE a (n int);\n");
    row("no last line end", kMySql, "SELECT 1;", "SELECT 1;");
    row("line ends of Windows", kMySql, "SELECT 1;\r\nSELECT 2;\r\n", "SELECT 1;\nSELECT 2;\n");
    row("positions of replication, over several lines",
        kMariaDb,
        "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'a:1-2,\nb:1-4';\nSELECT 1;\n",
        "\n\nSELECT 1;\n");
    row("a word that MySQL 8 lost",
        kMySql,
        "/*!50003 SET sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' "
        "*/ ;\n",
        "/*!50003 SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION' */ ;\n");
    row("a collation that MariaDB lacks",
        kMariaDb,
        ") ENGINE=InnoDB COLLATE=utf8mb4_0900_ai_ci;\n",
        ") ENGINE=InnoDB COLLATE=utf8mb4_unicode_ci;\n");
    row("and in rows over several lines, whatever bytes they have",
        kMariaDb,
        "INSERT INTO a VALUES\n('utf8mb4_0900_ai_ci \xff\xfe'),\n(') utf8mb4_0900_ai_ci');\n",
        "INSERT INTO a VALUES\n('utf8mb4_0900_ai_ci \xff\xfe'),\n(') utf8mb4_0900_ai_ci');\n");
    row("lines inside of a value",
        kMariaDb,
        "INSERT INTO a VALUES ('x\r\nCHANGE MASTER TO y;\n/*M!999999 z */\n\\\' `');\r\nSELECT "
        "1;\r\n",
        "INSERT INTO a VALUES ('x\r\nCHANGE MASTER TO y;\n/*M!999999 z */\n\\\' `');\nSELECT 1;\n");
    row("a statement that is left out ends where it ends",
        kMariaDb,
        "SET @@GLOBAL.GTID_PURGED='a:1;' /* no end;\n*/\n;\nINSERT INTO a VALUES (1);\n",
        "\n\n\nINSERT INTO a VALUES (1);\n");
    row("quotes in comments",
        kMariaDb,
        "-- it's\n# it's\n/* it's */ CHANGE x;\nCHANGE MASTER TO y;\n/*!50003 SET a='b' "
        "*/;\nSELECT 1;\n",
        "-- it's\n# it's\n/* it's */ CHANGE x;\n\n/*!50003 SET a='b' */;\nSELECT 1;\n");
    row("the mark of an editor", kMySql, "\xef\xbb\xbfSELECT 1;\n", "SELECT 1;\n");
    row("a database of its own",
        {DatabaseKind::MySql, true, true},
        "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `x`;\nUSE `x`;\nCREATE TABLE a (n int);\n",
        "\n\nCREATE TABLE a (n int);\n");
    row("a body that reads like a command",
        kMySql,
        "CREATE PROCEDURE p()\nINSERT INTO b SELECT n FROM\n source (n);\n",
        "CREATE PROCEDURE p()\nINSERT INTO b SELECT n FROM\n source (n);\n");
    row("the same in MySQL",
        kMySql,
        ") ENGINE=InnoDB COLLATE=utf8mb4_0900_ai_ci;\n",
        ") ENGINE=InnoDB COLLATE=utf8mb4_0900_ai_ci;\n");
    row("and in somebody's text",
        kMariaDb,
        "INSERT INTO a VALUES ('utf8mb4_0900_ai_ci');\n",
        "INSERT INTO a VALUES ('utf8mb4_0900_ai_ci');\n");
    row("the sandbox of newer clients", kMySql, "/*M!999999\\- enable the sandbox mode */\n", "\n");
    row("rows of PostgreSQL",
        kPostgres,
        "COPY public.a (n, t) FROM stdin;\n1\t\\\\! sh\n2\t\\N\n\\.\nSELECT 1;\n",
        "COPY public.a (n, t) FROM stdin;\n1\t\\\\! sh\n2\t\\N\n\\.\nSELECT 1;\n");
    row("backslashes in quotes, comments and bodies",
        kPostgres,
        "SELECT E'a\\'\\\\! b', '\\', \"\\\"; -- \\! c\n"
        "CREATE FUNCTION f() AS $x$ '\\' \\! d $y$ $x$;\n/* \\! /* e */ \\! */ SELECT 1;\n",
        "SELECT E'a\\'\\\\! b', '\\', \"\\\"; -- \\! c\n"
        "CREATE FUNCTION f() AS $x$ '\\' \\! d $y$ $x$;\n/* \\! /* e */ \\! */ SELECT 1;\n");
    row("the other database of pg_dump --create",
        kPostgres,
        "\\restrict abc\nDROP DATABASE x;\nCREATE DATABASE x;\n\\connect x\nSELECT "
        "1;\n\\unrestrict abc\n",
        "\n\n\n\nSELECT 1;\n\n");
}

void DumpsTest::linesAreKeptOrChanged()
{
    QFETCH(DatabaseKind, kind);
    QFETCH(bool, isMariaDb);
    QFETCH(bool, intoOwn);
    QFETCH(QByteArray, dump);
    QFETCH(QByteArray, sent);
    QCOMPARE(this->sent(file(u"kept.sql"_s, dump), {kind, isMariaDb, intoOwn}), sent);
}

void DumpsTest::hostileLinesAreRefused_data()
{
    QTest::addColumn<DatabaseKind>("kind");
    QTest::addColumn<QByteArray>("dump");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, DatabaseKind kind, QByteArray dump, const char *said) {
        QTest::newRow(name) << kind << dump << QString::fromLatin1(said);
    };
    const auto mySql = DatabaseKind::MySql;
    const auto postgres = DatabaseKind::Postgres;
    row("a shell of mysql", mySql, "SELECT 1;\n\\! touch /tmp/x\n", "line 2 holds a command");
    row("a shell of psql", postgres, "\\! touch /tmp/x\n", "line 1 holds a command");
    row("in the middle of a line",
        postgres,
        "SELECT 1 \\! touch /tmp/x\n",
        "line 1 holds a command");
    row("behind a quote", postgres, "SELECT '\\' \\! sh\n", "line 1 holds a command");
    row("behind a comment", postgres, "/* a */ \\! sh\n", "line 1 holds a command");
    row("behind a body", postgres, "DO $a$ $a$ \\gexec\n", "line 1 holds a command");
    row("not a body", postgres, "SELECT a$b$ \\! sh\n", "line 1 holds a command");
    row("a file of psql", postgres, "SELECT 1;\n\\i /etc/passwd\n", "line 2 holds a command");
    row("the client's copy", postgres, "\\copy a from program 'sh'\n", "line 1 holds a command");
    row("the server's copy", postgres, "COPY a FROM PROGRAM 'sh';\n", "line 1 copies from");
    row("a file of the server", postgres, "COPY a TO '/etc/x';\n", "line 1 copies from");
    row("behind rows with line ends of Windows",
        postgres,
        "COPY a (n) FROM stdin;\r\nx\r\n\\.\r\n\\! sh\r\n",
        "line 4 holds a command");
    row("where a backslash means something else",
        postgres,
        "SET standard_conforming_strings = off;\nSELECT 'a\\'; -- ' \\! sh\n",
        "line 1 changes what");
    row("behind a parameter", postgres, "SELECT 1; $1$ \\! sh\n", "line 1 holds a command");
    row("copied in the middle of a line",
        postgres,
        "SELECT 1; COPY a FROM stdin;\n'\n\\.\n\\! sh\n-- '\n",
        "line 1 copies in");
    row("copied behind a blank", postgres, " COPY a FROM PROGRAM 'sh';\n", "line 1 copies in");
    row("copied behind a comment", postgres, "/* a */COPY a FROM stdin;\n", "line 1 copies in");
    row("copied over lines", postgres, "COPY a\nFROM stdin;\n", "line 1 copies from");
    row("behind a long text",
        postgres,
        "INSERT INTO a VALUES ('" + QByteArray(3'000'000, 'x') + "'); \\! sh\n",
        "line 1 holds a command");
    row("of another encoding", mySql, QByteArray("\xff\xfeS\0E\0", 6), "line 1 is UTF-16");
    row("MySQL's into PostgreSQL", postgres, "/*!40101 SET NAMES utf8 */;\n", "written for MySQL");
    row("PostgreSQL's into MySQL", mySql, "COPY public.a (n) FROM stdin;\n", "for PostgreSQL");
    row("PostgreSQL's own form into MySQL", mySql, "PGDMP\1\2", "in its own format");
}

void DumpsTest::hostileLinesAreRefused()
{
    QFETCH(DatabaseKind, kind);
    QFETCH(QByteArray, dump);
    QFETCH(QString, said);
    const auto facts
        = inspectDump(file(u"hostile.sql"_s, dump), {kind, false, false}, [](qint64) {}, {});
    QVERIFY(!facts);
    QVERIFY2(facts.error().message.contains(said), qPrintable(facts.error().message));
}

void DumpsTest::factsAreCounted()
{
    const auto facts = inspectDump(file(u"facts.sql"_s,
                                        "-- MySQL dump 10.13\n"
                                        "USE `edxapp`;\n"
                                        "CREATE TABLE `a` (n int);\nCREATE TABLE `b` (n int);\n"
                                        "SET @@SESSION.SQL_LOG_BIN= 0;\n"
                                        "INSERT INTO `a` VALUES (1);\n"
                                        "-- Dump completed on 2026-11-01\n"),
                                   kMySql,
                                   [](qint64) {},
                                   {});
    QVERIFY(facts);
    QCOMPARE(facts->lines, 7);
    QCOMPARE(facts->tables, 2);
    QVERIFY(facts->hasRows);
    QCOMPARE(facts->databases, QStringList({u"edxapp"_s}));
    QCOMPARE(facts->notes.size(), 1);
    const auto roles = inspectDump(file(u"roles.sql"_s,
                                        "ALTER TABLE public.a OWNER TO \"the owner\";\n"
                                        "GRANT SELECT ON TABLE public.a TO reader;\n"
                                        "GRANT ALL ON SCHEMA public TO PUBLIC;\n"),
                                   kPostgres,
                                   [](qint64) {},
                                   {});
    QVERIFY(roles);
    QCOMPARE(roles->roles, QStringList({u"the owner"_s, u"reader"_s}));
}

void DumpsTest::compressedFilesAreRead_data()
{
    QTest::addColumn<QString>("program");
    for (const char *program : {"gzip", "bzip2", "xz", "zstd"})
        QTest::newRow(program) << QString::fromLatin1(program);
}

void DumpsTest::compressedFilesAreRead()
{
    QFETCH(QString, program);
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP("the program is not there");
    QByteArray content;
    for (int i = 0; i < 200'000; ++i)
        content += "INSERT INTO a VALUES (" + QByteArray::number(i) + ");\n";
    QProcess process;
    process.setStandardInputFile(file(u"plain.sql"_s, content));
    const QString packed = m_folder.filePath(u"packed."_s + program);
    process.setStandardOutputFile(packed);
    process.start(program, {u"-c"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(sent(packed, kMySql), content);
    // Cut off it is broken, whatever was read before.
    QFile whole(packed);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QString cut = file(u"cut."_s + program, whole.readAll().chopped(100));
    const auto facts = inspectDump(cut, kMySql, [](qint64) {}, {});
    QVERIFY(!facts);
    QVERIFY2(facts.error().message.contains(u"broken"), qPrintable(facts.error().message));
}

void DumpsTest::brokenFilesAreRefused()
{
    const auto cut
        = inspectDump(file(u"cut.sql"_s, "-- MariaDB dump 10.19\nCREATE TABLE a (n int);\n"),
                      kMySql,
                      [](qint64) {},
                      {});
    QVERIFY(!cut);
    QVERIFY2(cut.error().message.contains(u"cut off"), qPrintable(cut.error().message));
    QVERIFY(DumpFile::open(m_folder.filePath(u"nosuch"_s), kMySql).error().kind
            == Error::Kind::NotFound);
    QVERIFY(!DumpFile::open(file(u"empty.sql"_s, {}), kMySql));
    QVERIFY(!DumpFile::open(m_folder.path(), kMySql));
    // Two GB of nothing in two MB.
    QProcess bomb;
    const QString path = m_folder.filePath(u"bomb.zst"_s);
    bomb.setStandardOutputFile(path);
    bomb.start(u"sh"_s, {u"-c"_s, u"head -c 2200000000 /dev/zero | zstd -q -c"_s});
    QVERIFY(bomb.waitForFinished(60'000));
    const auto facts = inspectDump(path, kMySql, [](qint64) {}, {});
    QVERIFY(!facts);
    QVERIFY2(facts.error().message.contains(u"thousand times"), qPrintable(facts.error().message));
    // Lines without anything in them: each takes its time, so it must not come to all of them.
    bomb.start(u"sh"_s, {u"-c"_s, u"head -c 2200000000 /dev/zero | tr '\\0' '\\n' | zstd -q -c"_s});
    QVERIFY(bomb.waitForFinished(60'000));
    const auto lines = DumpFile::open(path, kMySql);
    QVERIFY(lines);
    qint64 total = 0;
    while (const qint64 size = (*lines)->read(1 << 20).size())
        total += size;
    QVERIFY(!(*lines)->trouble());
    QVERIFY((*lines)->trouble().error().message.contains(u"thousand times"));
    QVERIFY2(total < 600'000'000, qPrintable(QString::number(total)));
}

void DumpsTest::filesOfOthers()
{
    const QString folder = qEnvironmentVariable("DEVSTACK_CORPUS_FILES");
    if (folder.isEmpty())
        QSKIP("DEVSTACK_CORPUS_FILES names no folder");
    const QMap<QString, int> tables {
        {u"edxapp.sql"_s, 497}, {u"edxapp_csmh.sql"_s, 0}, {u"ecommerce.sql"_s, 0}};
    for (auto it = tables.begin(); it != tables.end(); ++it) {
        const auto facts
            = inspectDump(folder + u"/dumps/"_s + it.key(), kMariaDb, [](qint64) {}, {});
        QVERIFY2(facts, qPrintable(it.key()));
        QVERIFY(facts->tables > 0);
        if (*it > 0)
            QCOMPARE(facts->tables, *it);
    }
}

void DumpsTest::linesOfAnyLength()
{
    const QByteArray rows = "INSERT INTO a VALUES ('" + QByteArray(5'000'000, 'x') + "');\n";
    const QByteArray content = "SELECT 1;\n" + rows + "SELECT 2;\n" + rows.chopped(1);
    QCOMPARE(sent(file(u"long.sql"_s, content), kMySql), content);
    QCOMPARE(sent(file(u"long.sql"_s, content), kPostgres), content);
    const QByteArray copied
        = "COPY a (n) FROM stdin;\n" + QByteArray(70'000'000, 'x') + "\n\\.\nSELECT 1;\n";
    QCOMPARE(sent(file(u"long.sql"_s, copied), kPostgres), copied);
}

QTEST_GUILESS_MAIN(DumpsTest)
#include "tst_dumps.moc"
