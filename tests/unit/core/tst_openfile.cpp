// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "core/openfile.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestOpenFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void readsFilesOnly_data();
    void readsFilesOnly();
    void waitsForNoKernel();
    void followsNoLinkToWrite_data();
    void followsNoLinkToWrite();
    void keepsWhatIsThere();
    void foldersAreTheOwners();
    void foldersAreNoLinks();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    static int modeOf(const QString &file)
    {
        struct stat info = {};
        return ::lstat(QFile::encodeName(file).constData(), &info) == 0 ? int(info.st_mode & 07777)
                                                                        : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestOpenFile::readsFilesOnly_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isFile");
    QTest::newRow("file") << u"file"_s << true;
    QTest::newRow("link to a file") << u"link"_s << true;
    QTest::newRow("pipe") << u"pipe"_s << false;
    QTest::newRow("link to a pipe") << u"pipe link"_s << false;
    QTest::newRow("device") << u"/dev/zero"_s << false;
    QTest::newRow("folder") << u"."_s << false;
}

void TestOpenFile::readsFilesOnly()
{
    QFETCH(QString, kind);
    QFETCH(bool, isFile);
    QVERIFY(writeFile(path(u"file"_s), "content"));
    QVERIFY(QFile::link(path(u"file"_s), path(u"link"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(path(u"pipe"_s), path(u"pipe link"_s)));
    QFile file;
    const auto opened = openRegular(kind.startsWith(u'/') ? kind : path(kind), file);
    QCOMPARE(opened.hasValue(), isFile);
    if (isFile)
        QCOMPARE(file.readAll(), QByteArray("content"));
    else
        QVERIFY(opened.error().kind == Error::Kind::InvalidInput);
}

/// A regular file of the kernel that waits for a message, for those who may open it.
void TestOpenFile::waitsForNoKernel()
{
    const auto content = readFile(u"/proc/kmsg"_s, 1024 * 1024);
    QVERIFY(!content || !content->isEmpty());
}

void TestOpenFile::followsNoLinkToWrite_data()
{
    QTest::addColumn<bool>("isPipe");
    QTest::newRow("link") << false;
    QTest::newRow("pipe") << true;
}

void TestOpenFile::followsNoLinkToWrite()
{
    QFETCH(bool, isPipe);
    QVERIFY(writeFile(path(u"theirs"_s), "theirs"));
    if (isPipe)
        QCOMPARE(::mkfifo(QFile::encodeName(path(u"own"_s)).constData(), 0600), 0);
    else
        QVERIFY(QFile::link(path(u"theirs"_s), path(u"own"_s)));
    QFile file;
    QVERIFY(openOwn(path(u"own"_s), file));
    QCOMPARE(file.write("ours"), 4);
    file.close();
    QCOMPARE(*readFile(path(u"theirs"_s), 100), QByteArray("theirs"));
    QCOMPARE(*readFile(path(u"own"_s), 100), QByteArray("ours"));
    QCOMPARE(modeOf(path(u"own"_s)), 0600);
}

void TestOpenFile::keepsWhatIsThere()
{
    QVERIFY(writeFile(path(u"own"_s), "half"));
    QFile file;
    QVERIFY(openOwn(path(u"own"_s), file));
    QVERIFY(file.seek(file.size()));
    QCOMPARE(file.write(" and half"), 9);
    file.close();
    QCOMPARE(*readFile(path(u"own"_s), 100), QByteArray("half and half"));
    QCOMPARE(modeOf(path(u"own"_s)), 0600);
    QFile none;
    QVERIFY(!openOwn(m_folder->path(), none));
    QVERIFY(!openOwn(path(u"missing/own"_s), none));
}

void TestOpenFile::foldersAreTheOwners()
{
    const mode_t before = ::umask(0);
    QVERIFY(!makeOwnFolder(path(u"a/b/c"_s)));
    QVERIFY(makeOwnPath(path(u"a/b/c"_s)));
    QVERIFY(writeFile(path(u"d/e"_s), "x", true));
    ::umask(before);
    for (const QString &folder : {u"a"_s, u"a/b"_s, u"a/b/c"_s, u"d"_s})
        QCOMPARE(modeOf(path(folder)), 0700);
    QCOMPARE(::chmod(QFile::encodeName(path(u"a"_s)).constData(), 0755), 0);
    QVERIFY(makeOwnFolder(path(u"a"_s)));
    QCOMPARE(modeOf(path(u"a"_s)), 0700);
}

void TestOpenFile::foldersAreNoLinks()
{
    QVERIFY(makeOwnFolder(path(u"theirs"_s)));
    QVERIFY(QFile::link(path(u"theirs"_s), path(u"link"_s)));
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"dangling"_s)));
    QVERIFY(writeFile(path(u"file"_s), "x"));
    for (const QString &name : {u"link"_s, u"dangling"_s, u"file"_s})
        QVERIFY(makeOwnFolder(path(name)).error().kind == Error::Kind::InvalidInput);
    QVERIFY(!QFileInfo::exists(path(u"nowhere"_s)));
}

QTEST_GUILESS_MAIN(TestOpenFile)
#include "tst_openfile.moc"
