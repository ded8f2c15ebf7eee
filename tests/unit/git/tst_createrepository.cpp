// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/createrepository.h"
#include "git/repositorystate.h"
#include "support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;

class TestCreateRepository : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ScratchRepository::isolate(m_home.path()); }
    void publishesWhatItCreates();
    void equalContentGivesEqualCommits();
    void keepsModesAndIgnores();
    void refusesWhatIsThere();

private:
    /// A folder with a few files, not a repository yet.
    static void fill(const QString &folder)
    {
        QVERIFY(QDir().mkpath(folder + u"/docs"_s));
        const QList<std::pair<QString, QByteArray>> files {{u"run.sh"_s, "#!/bin/sh\n"},
                                                           {u"docs/readme"_s, "x"},
                                                           {u".gitignore"_s, "*.pyc\n"},
                                                           {u"x.pyc"_s, "cache"}};
        for (const auto &[name, content] : files) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        QVERIFY(QFile::setPermissions(folder + u"/run.sh"_s,
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    QTemporaryDir m_home;
    ScratchRepository m_scratch;
};

void TestCreateRepository::publishesWhatItCreates()
{
    const QString folder = m_scratch.folder() + u"/one"_s;
    const QString bare = m_scratch.folder() + u"/remotes/one.git"_s;
    fill(folder);
    const auto commit = git::createRepository(folder, u"Begin"_s);
    QVERIFY2(commit, commit ? "" : qPrintable(commit.error().toText()));
    const auto published = git::publishBare(folder, bare);
    QVERIFY2(published, published ? "" : qPrintable(published.error().toText()));
    const auto state = git::inspect(bare);
    QVERIFY(state->bare);
    QCOMPARE(state->branch, u"main"_s);
    QCOMPARE(state->commit, *commit);
    m_scratch.git({u"fsck"_s, u"--strict"_s}, bare);
    SilentReporter nobody;
    const QString copy = m_scratch.folder() + u"/copy"_s;
    QCOMPARE(git::clone({bare, {}, copy}, nobody)->commit, *commit);
    QVERIFY(QFileInfo(copy + u"/run.sh"_s).isExecutable());
}

void TestCreateRepository::equalContentGivesEqualCommits()
{
    fill(m_scratch.folder() + u"/two"_s);
    fill(m_scratch.folder() + u"/three"_s);
    const auto two = git::createRepository(m_scratch.folder() + u"/two"_s, u"Begin"_s);
    const auto three = git::createRepository(m_scratch.folder() + u"/three"_s, u"Begin"_s);
    QVERIFY(two && three);
    QCOMPARE(*two, *three);
}

void TestCreateRepository::keepsModesAndIgnores()
{
    const QString folder = m_scratch.folder() + u"/four"_s;
    fill(folder);
    QVERIFY(git::createRepository(folder, u"Begin"_s));
    const QString tree = m_scratch.git({u"ls-tree"_s, u"-r"_s, u"HEAD"_s}, folder);
    QVERIFY(tree.contains(u"100755"_s));
    QVERIFY(tree.contains(u"docs/readme"_s));
    QVERIFY(!tree.contains(u"x.pyc"_s));
    QCOMPARE(m_scratch.git({u"status"_s, u"--porcelain"_s}, folder), QString());
}

void TestCreateRepository::refusesWhatIsThere()
{
    const QString folder = m_scratch.folder() + u"/five"_s;
    fill(folder);
    QVERIFY(git::createRepository(folder, u"Begin"_s));
    QVERIFY(!git::createRepository(folder, u"Again"_s));
    QCOMPARE(toString(git::publishBare(folder, m_scratch.remote()).error().kind),
             toString(Error::Kind::Conflict));
}

QTEST_GUILESS_MAIN(TestCreateRepository)
#include "tst_createrepository.moc"
