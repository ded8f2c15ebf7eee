// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "core/pathway.h"
#include "support/asanybody.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using devstack::testing::AsAnybody;
using namespace Qt::StringLiterals;

class PathwayTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void linksAreFollowed();
    void linksWithoutAnEnd();
    void whatIsNotThereYet();
    void aNameThatIsNoUtf8();
    void aPathThatIsTooLong();
    void aFolderThatNobodyMayEnter();

private:
    QString at(const QString &name) const { return m_top + u'/' + name; }
    void link(const QByteArray &target, const QString &name)
    {
        QCOMPARE(::symlink(target.constData(), QFile::encodeName(at(name)).constData()), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_top;
};

void PathwayTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_top = QFileInfo(m_folder->path()).canonicalFilePath();
    QCOMPARE(::chmod(QFile::encodeName(m_top).constData(), 0755), 0);
    QVERIFY(QDir(m_top).mkpath(u"folder/inner"_s));
}

void PathwayTest::linksAreFollowed()
{
    link("folder", u"a"_s);
    link("./a/inner/..", u"b"_s);
    const Pathway way = pathwayOf(at(u"b/inner/./new"_s));
    QCOMPARE(way.end, at(u"folder/inner/new"_s));
    QVERIFY(way.passed.contains(at(u"a"_s)));
    QVERIFY(way.passed.contains(at(u"b"_s)));
    QVERIFY(!way.isUnseen && !way.isDangling);
    QCOMPARE(pathwayOf(u"/../.."_s).end, u"/"_s);
    QCOMPARE(pathwayOf(u"/proc/self/cwd/x"_s).end, u"/proc/self/cwd/x"_s);
}

void PathwayTest::linksWithoutAnEnd()
{
    link("two", u"one"_s);
    link("one", u"two"_s);
    QVERIFY(pathwayOf(at(u"one"_s)).end.isEmpty());
    QVERIFY(!confinedPath(m_top, u"one"_s));
}

void PathwayTest::whatIsNotThereYet()
{
    link("folder", u"good"_s);
    link("gone/x", u"bad"_s);
    QVERIFY(!pathwayOf(at(u"good/new/y"_s)).isDangling);
    QCOMPARE(pathwayOf(at(u"good/new/y"_s)).end, at(u"folder/new/y"_s));
    QVERIFY(pathwayOf(at(u"bad"_s)).isDangling);
    QVERIFY(pathwayOf(at(u"bad/more"_s)).isDangling);
    QVERIFY(!confinedPath(m_top, u"bad/more"_s));
}

void PathwayTest::aNameThatIsNoUtf8()
{
    const QByteArray raw = QFile::encodeName(m_top) + "/\xff";
    QCOMPARE(::symlink("/etc", raw.constData()), 0);
    link("\xff", u"l"_s);
    link("l", u"m"_s);
    for (const QString &name : {u"l"_s, u"m"_s, u"m/sub"_s}) {
        QVERIFY2(pathwayOf(at(name)).isUnseen, qPrintable(name));
        QVERIFY(pathwayOf(at(name)).end.isEmpty());
        QVERIFY(!confinedPath(m_top, name));
    }
    QVERIFY(pathwayOf(at(QString(QChar(0xd800)))).isUnseen);
}

void PathwayTest::aPathThatIsTooLong()
{
    // Each part exists, so the kernel follows it piece by piece where it is told so.
    const QString part(200, u'd');
    QString path = m_top;
    for (int i = 0; i < 25; ++i)
        path += u'/' + part;
    QVERIFY(pathwayOf(path + u"/out"_s).isUnseen);
    QVERIFY(!confinedPath(m_top, QDir(m_top).relativeFilePath(path)));
    // A name that no file can have.
    QVERIFY(pathwayOf(at(QString(300, u'n'))).isUnseen);
}

void PathwayTest::aFolderThatNobodyMayEnter()
{
    QVERIFY(QDir(m_top).mkpath(u"closed/inner"_s));
    link("/etc", u"closed/out"_s);
    QCOMPARE(::chmod(QFile::encodeName(at(u"closed"_s)).constData(), 0), 0);
    {
        const AsAnybody somebody;
        for (const QString &name : {u"closed/out"_s, u"closed/inner"_s, u"closed/gone"_s}) {
            QVERIFY2(pathwayOf(at(name)).isUnseen, qPrintable(name));
            QVERIFY(!confinedPath(m_top, name));
        }
        QCOMPARE(pathwayOf(at(u"closed"_s)).end, at(u"closed"_s));
    }
    QCOMPARE(::chmod(QFile::encodeName(at(u"closed"_s)).constData(), 0700), 0);
}

QTEST_GUILESS_MAIN(PathwayTest)
#include "tst_pathway.moc"
