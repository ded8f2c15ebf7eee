// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/definition/inputdigest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestInputDigest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sees_data();
    void sees();
    void renamesCount();
    void linksAreNotFollowed();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QVERIFY(writeFile(path(name), content));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestInputDigest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char16_t *name :
         {u"a/migrations/0001.py", u"b/migrations/0001.py", u"seeds/base.json"})
        write(QString::fromUtf16(name), "1");
}

void TestInputDigest::sees_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("changed");
    QTest::addColumn<bool>("seen");
    QTest::newRow("named") << u"seeds/base.json"_s << u"seeds/base.json"_s << true;
    QTest::newRow("another") << u"seeds/base.json"_s << u"seeds/other.json"_s << false;
    QTest::newRow("star") << u"*/migrations/*.py"_s << u"b/migrations/0001.py"_s << true;
    QTest::newRow("new file") << u"*/migrations/*.py"_s << u"b/migrations/0002.py"_s << true;
    QTest::newRow("suffix") << u"*/migrations/*.py"_s << u"b/migrations/0001.pyc"_s << false;
    QTest::newRow("depth") << u"*/migrations/*.py"_s << u"c/d/migrations/0001.py"_s << false;
    QTest::newRow("any depth") << u"**/migrations/*.py"_s << u"c/d/migrations/0001.py"_s << true;
    QTest::newRow("any depth, none") << u"**/*.json"_s << u"top.json"_s << true;
    QTest::newRow("git's own") << u"**/*"_s << u".git/index"_s << false;
    QTest::newRow("outside") << u"../*/x"_s << u"a/x"_s << false;
}

void TestInputDigest::sees()
{
    QFETCH(QString, glob);
    QFETCH(QString, changed);
    QFETCH(bool, seen);
    const QString before = inputDigest(m_folder->path(), glob);
    QCOMPARE(inputDigest(m_folder->path(), glob), before);
    write(changed, "2");
    QCOMPARE(inputDigest(m_folder->path(), glob) != before, seen);
}

void TestInputDigest::renamesCount()
{
    const QString before = inputDigest(m_folder->path(), u"seeds/*"_s);
    QVERIFY(QFile::rename(path(u"seeds/base.json"_s), path(u"seeds/first.json"_s)));
    QVERIFY(inputDigest(m_folder->path(), u"seeds/*"_s) != before);
}

void TestInputDigest::linksAreNotFollowed()
{
    QTemporaryDir outside;
    QVERIFY(writeFile(outside.filePath(u"x.json"_s), "1"));
    QVERIFY(QFile::link(outside.path(), path(u"linked"_s)));
    QVERIFY(QFile::link(outside.filePath(u"x.json"_s), path(u"seeds/x.json"_s)));
    const QString before = inputDigest(m_folder->path(), u"**/*.json"_s);
    QVERIFY(writeFile(outside.filePath(u"x.json"_s), "2"));
    QCOMPARE(inputDigest(m_folder->path(), u"**/*.json"_s), before);
}

QTEST_GUILESS_MAIN(TestInputDigest)
#include "tst_inputdigest.moc"
