// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void staysInside_data();
    void staysInside();
    void leadsOutside_data();
    void leadsOutside();
    void rootItselfMayBeALink();
    void replacesWhole();
    void writesThroughNoLink();
    void refusesWhatIsNoFile();
    void refusesWhatIsTooLarge();
    void readsAllThereIs();
    void saysWhereJsonBreaks();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
};

/// root/{folder/file, inner → folder, outer → ../outside, dangling → nowhere, loop → loop},
/// outside/
void TestFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = path(u"root"_s);
    QVERIFY(QDir().mkpath(m_root + u"/folder"_s) && QDir().mkpath(path(u"outside"_s)));
    QVERIFY(QDir().mkpath(path(u"root-sibling"_s)));
    QVERIFY(writeFile(m_root + u"/folder/file"_s, "x"));
    QVERIFY(QFile::link(m_root + u"/folder"_s, m_root + u"/inner"_s));
    QVERIFY(QFile::link(path(u"outside"_s), m_root + u"/outer"_s));
    QVERIFY(QFile::link(path(u"nowhere"_s), m_root + u"/dangling"_s));
    QVERIFY(QFile::link(m_root + u"/loop"_s, m_root + u"/loop"_s));
    QVERIFY(QFile::link(u"/"_s, m_root + u"/folder/top"_s));
}

void TestFiles::staysInside_data()
{
    QTest::addColumn<QString>("relative");
    QTest::addColumn<QString>("expected");
    QTest::newRow("file") << u"folder/file"_s << u"/folder/file"_s;
    QTest::newRow("root") << u"."_s << u""_s;
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("not there yet") << u"a/b/c"_s << u"/a/b/c"_s;
    QTest::newRow("below a link inside") << u"inner/new"_s << u"/folder/new"_s;
    QTest::newRow("up and down") << u"folder/../folder/file"_s << u"/folder/file"_s;
    QTest::newRow("name that begins with dots") << u"..a"_s << u"/..a"_s;
}

void TestFiles::staysInside()
{
    QFETCH(QString, relative);
    QFETCH(QString, expected);
    const auto found = confinedPath(m_root, relative);
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(*found, QFileInfo(m_root).canonicalFilePath() + expected);
}

void TestFiles::leadsOutside_data()
{
    QTest::addColumn<QString>("relative");
    for (const char *relative : {"..",
                                 "../outside",
                                 "../root-sibling",
                                 "folder/../../outside",
                                 "/etc/passwd",
                                 "outer",
                                 "outer/new",
                                 "outer/a/b/c",
                                 "dangling",
                                 "dangling/new",
                                 "loop",
                                 "loop/x",
                                 "folder/top/etc",
                                 "inner/top"})
        QTest::newRow(relative) << QString::fromLatin1(relative);
    QTest::newRow("zero byte") << QString(u"a"_s + QChar(0) + u"b"_s);
}

void TestFiles::leadsOutside()
{
    QFETCH(QString, relative);
    const auto found = confinedPath(m_root, relative);
    QVERIFY(!found);
    QVERIFY(found.error().kind == Error::Kind::InvalidInput);
}

void TestFiles::rootItselfMayBeALink()
{
    QVERIFY(QFile::link(m_root, path(u"alias"_s)));
    QCOMPARE(*confinedPath(path(u"alias"_s), u"folder/file"_s),
             QFileInfo(m_root).canonicalFilePath() + u"/folder/file"_s);
    QVERIFY(!confinedPath(path(u"missing"_s), u"x"_s));
}

void TestFiles::replacesWhole()
{
    const QString file = path(u"a/b/file"_s);
    QVERIFY(writeFile(file, "first, a long one", true));
    QVERIFY(writeFile(file, "second", true));
    QCOMPARE(*readFile(file, 100), QByteArray("second"));
    QCOMPARE(QDir(path(u"a/b"_s)).entryList(QDir::Files), QStringList {u"file"_s});
    struct stat info
    {
    };
    QCOMPARE(::stat(QFile::encodeName(file).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0600);
}

void TestFiles::writesThroughNoLink()
{
    const QTemporaryDir folder;
    const QTemporaryDir outside;
    const QString target = outside.filePath(u"profile"_s);
    QVERIFY(QFile::link(target, folder.filePath(u"devstack.yml"_s))); // leads nowhere yet
    const auto refused = writeFileIn(folder.path(), u"devstack.yml"_s, "x");
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(target));
    QVERIFY(!QFile::exists(target));
    QFile there(target);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("old");
    there.close();
    QVERIFY(!writeFileIn(folder.path(), u"devstack.yml"_s, "x"));
    QCOMPARE(*readFile(target, 100), QByteArray("old"));
    QVERIFY(writeFileIn(folder.path(), u"new.yml"_s, "x"));
    QVERIFY(writeFileIn(folder.filePath(u"made"_s), u"new.yml"_s, "x"));
}

void TestFiles::refusesWhatIsNoFile()
{
    QVERIFY(readFile(path(u"missing"_s), 10).error().kind == Error::Kind::NotFound);
    QVERIFY(readFile(m_root, 10).error().kind == Error::Kind::InvalidInput);
    const QString pipe = path(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(readFile(pipe, 10).error().kind == Error::Kind::InvalidInput); // and does not hang
    QVERIFY(!writeFile(m_root + u"/folder/file/below"_s, "x"));
    QVERIFY(!writeFile(m_root, "x"));
}

void TestFiles::refusesWhatIsTooLarge()
{
    QVERIFY(writeFile(path(u"large"_s), QByteArray(11, 'x')));
    QVERIFY(readFile(path(u"large"_s), 11));
    const auto refused = readFile(path(u"large"_s), 10);
    QVERIFY(!refused);
    QVERIFY(refused.error().kind == Error::Kind::InvalidInput);
    QCOMPARE(refused.error().where.file, path(u"large"_s));
}

/// Also of what tells no size, and no more memory than it takes.
void TestFiles::readsAllThereIs()
{
    const auto status = readFile(u"/proc/self/status"_s, 64 * 1024 * 1024);
    QVERIFY(status && status->contains("\nThreads:") && status->endsWith('\n'));
    const auto small = readFile(m_root + u"/folder/file"_s, 64 * 1024 * 1024);
    QVERIFY(small && *small == "x" && small->capacity() < 1024);
    const QByteArray large(200000, 'y');
    QVERIFY(writeFile(path(u"large"_s), large));
    const auto whole = readFile(path(u"large"_s), large.size());
    QVERIFY(whole && *whole == large);
}

void TestFiles::saysWhereJsonBreaks()
{
    QVERIFY(writeFile(path(u"broken.json"_s), "{\n  \"a\": 1,\n  oops\n}"));
    const auto broken = readJson(path(u"broken.json"_s));
    QVERIFY(!broken);
    QCOMPARE(broken.error().where.line, 3);
    QVERIFY(writeFile(path(u"list.json"_s), "[1]"));
    QVERIFY(!readJson(path(u"list.json"_s)));
    QVERIFY(readJson(path(u"list.json"_s)).error().message.contains(u"another value"));
    QVERIFY(writeJson(path(u"good.json"_s), {{u"a"_s, 1}}));
    QCOMPARE(readJson(path(u"good.json"_s))->value(u"a"_s).toInt(), 1);
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
