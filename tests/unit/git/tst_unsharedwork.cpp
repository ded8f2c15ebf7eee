// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/gitstores.h"
#include "git/unsharedwork.h"
#include "support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <memory>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;

/// What goes with the folder of a checkout, and who needs it.
class TestUnsharedWork : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ScratchRepository::isolate(m_home.path()); }
    void init()
    {
        m_scratch = std::make_unique<ScratchRepository>();
        m_scratch->commit(u"a"_s, "1");
        m_scratch->push();
    }

    void nothingWherePushed();
    void commitsOfEveryBranch();
    void stashesAndDetachedHeads();
    void namesThatNoRemoteHas();
    void everythingWithoutARemote();
    void aWorktreeKeepsItsBranchesElsewhere();
    void shallowClones();
    void noRepository();
    void whoNeedsItsGitData();

private:
    git::UnsharedWork work(const QString &path = {}) const
    {
        const auto found = git::unsharedWork(path.isEmpty() ? m_scratch->work() : path);
        if (!found)
            qFatal("%s", qPrintable(found.error().toText()));
        return *found;
    }

    QTemporaryDir m_home;
    std::unique_ptr<ScratchRepository> m_scratch;
};

void TestUnsharedWork::nothingWherePushed()
{
    const git::UnsharedWork found = work();
    QCOMPARE(found.commits, 0);
    QVERIFY(found.branches.isEmpty() && found.neverPushed.isEmpty() && !found.more);
    QCOMPARE(found.stashes, 0);
}

void TestUnsharedWork::commitsOfEveryBranch()
{
    m_scratch->git({u"checkout"_s, u"-qb"_s, u"team/work"_s});
    m_scratch->commit(u"b"_s, "1");
    m_scratch->commit(u"b"_s, "2");
    m_scratch->git({u"checkout"_s, u"-q"_s, u"main"_s});
    git::UnsharedWork found = work();
    QCOMPARE(found.commits, 2);
    QCOMPARE(found.branches, QStringList {u"team/work"_s});
    QCOMPARE(found.neverPushed, QStringList {u"team/work"_s});
    m_scratch->commit(u"c"_s, "1");
    found = work();
    QCOMPARE(found.commits, 3);
    QCOMPARE(found.branches, (QStringList {u"main"_s, u"team/work"_s}));
    QCOMPARE(found.neverPushed, QStringList {u"team/work"_s});
}

void TestUnsharedWork::stashesAndDetachedHeads()
{
    for (const char *content : {"2", "3"}) {
        m_scratch->write(u"a"_s, content);
        m_scratch->git({u"stash"_s, u"-q"_s});
    }
    m_scratch->git({u"checkout"_s, u"-q"_s, u"--detach"_s});
    m_scratch->commit(u"b"_s, "1");
    const git::UnsharedWork found = work();
    QCOMPARE(found.stashes, 2);
    QCOMPARE(found.commits, 1);
    QCOMPARE(found.branches, QStringList {u"HEAD"_s});
}

void TestUnsharedWork::namesThatNoRemoteHas()
{
    m_scratch->git({u"branch"_s, u"same"_s});
    m_scratch->git({u"branch"_s, u"mine"_s});
    m_scratch->git({u"push"_s, u"-q"_s, u"-u"_s, u"origin"_s, u"mine:theirs"_s});
    QCOMPARE(work().neverPushed, QStringList {u"same"_s});
    QCOMPARE(work().commits, 0);
}

void TestUnsharedWork::everythingWithoutARemote()
{
    m_scratch->git({u"remote"_s, u"remove"_s, u"origin"_s});
    QCOMPARE(work().commits, 1);
    QCOMPARE(work().branches, QStringList {u"main"_s});
}

void TestUnsharedWork::aWorktreeKeepsItsBranchesElsewhere()
{
    const QString other = m_scratch->folder() + u"/other"_s;
    m_scratch->git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"work"_s, other});
    QFile file(other + u"/b"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    m_scratch->git({u"add"_s, u"-A"_s}, other);
    m_scratch->git({u"commit"_s, u"-qm"_s, u"b"_s}, other);
    QCOMPARE(work(other).commits, 0);
    QCOMPARE(work().branches, QStringList {u"work"_s});
    m_scratch->git({u"checkout"_s, u"-q"_s, u"--detach"_s}, other);
    m_scratch->git({u"branch"_s, u"-qD"_s, u"work"_s});
    QCOMPARE(work(other).branches, QStringList {u"HEAD"_s});
}

void TestUnsharedWork::shallowClones()
{
    m_scratch->commit(u"a"_s, "2");
    m_scratch->push();
    const QString clone = m_scratch->folder() + u"/shallow"_s;
    m_scratch->git({u"clone"_s, u"-q"_s, u"--depth=1"_s, u"file://"_s + m_scratch->remote(), clone},
                   m_scratch->folder());
    QCOMPARE(work(clone).commits, 0);
    for (const QString &key : {u"user.name"_s, u"user.email"_s})
        m_scratch->git({u"config"_s, key, u"t@example.org"_s}, clone);
    m_scratch->git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"c"_s}, clone);
    QCOMPARE(work(clone).commits, 1);
}

void TestUnsharedWork::noRepository()
{
    const auto found = git::unsharedWork(m_scratch->folder());
    QVERIFY(!found);
    QVERIFY(found.error().kind == Error::Kind::NotFound);
    std::stop_source stopped;
    stopped.request_stop();
    const auto stoppedWork = git::unsharedWork(m_scratch->work(), stopped.get_token());
    QVERIFY(!stoppedWork && stoppedWork.error().kind == Error::Kind::Cancelled);
}

void TestUnsharedWork::whoNeedsItsGitData()
{
    const QString folder = QFileInfo(m_scratch->folder()).canonicalFilePath();
    const QString own = QFileInfo(m_scratch->work()).canonicalFilePath() + u"/.git"_s;
    const QString other = folder + u"/other"_s;
    const QString borrower = folder + u"/borrower"_s;
    QCOMPARE(git::linkedWorktrees(m_scratch->work()), QStringList());
    m_scratch->git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"work"_s, other});
    m_scratch->git({u"clone"_s, u"-q"_s, u"-s"_s, m_scratch->work(), borrower});
    QCOMPARE(git::linkedWorktrees(m_scratch->work()), QStringList {other});
    QCOMPARE(git::linkedWorktrees(other), QStringList());
    QCOMPARE(git::gitStores(m_scratch->work()), QStringList {own});
    QCOMPARE(git::gitStores(other), (QStringList {own + u"/worktrees/other"_s, own}));
    QCOMPARE(git::gitStores(borrower), (QStringList {borrower + u"/.git"_s, own + u"/objects"_s}));
    QCOMPARE(git::gitStores(folder), QStringList());

    QVERIFY(QDir(other).removeRecursively());
    QCOMPARE(git::linkedWorktrees(m_scratch->work()), QStringList());
    m_scratch->git({u"clone"_s, u"-q"_s, m_scratch->remote(), u"deep/in/it"_s});
    QCOMPARE(git::checkoutsBelow(m_scratch->work()), QStringList {u"deep/in/it"_s});
}

QTEST_GUILESS_MAIN(TestUnsharedWork)
#include "tst_unsharedwork.moc"
