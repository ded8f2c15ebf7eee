// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/repositorystate.h"
#include "git/scan.h"
#include "git/treedigest.h"
#include "support/asanybody.h"
#include "support/scratchrepository.h"

#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <memory>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;

class TestRepositoryState : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ScratchRepository::isolate(m_home.path()); }
    void init() { m_scratch = std::make_unique<ScratchRepository>(); }

    void unborn();
    void cleanBranch();
    void changesAndUntracked();
    void aheadAndBehind();
    void followsAsGitSays();
    void readingAgainKeepsNoMemory();
    void detached();
    void duringMerge();
    void bare();
    void shallow();
    void partial();
    void linkedWorktree();
    void submodules();
    void ignoresFsmonitorAndHooks();
    void refusals();
    void oddFiles_data();
    void oddFiles();
    void partsOfAnotherCheckout();
    void farWorkTree();
    void foldersThatMayNotBeListed();
    void cancels();
    void scansOneLevel();

private:
    git::RepositoryState state(const QString &path = {}) const
    {
        const auto result = git::inspect(path.isEmpty() ? m_scratch->work() : path);
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return *result;
    }

    QTemporaryDir m_home;
    std::unique_ptr<ScratchRepository> m_scratch;
};

void TestRepositoryState::unborn()
{
    const auto s = state();
    QVERIFY(s.unborn);
    QCOMPARE(s.branch, u"main"_s);
    QCOMPARE(s.commit, QString());
    QCOMPARE(s.remote, m_scratch->remote());
}

void TestRepositoryState::cleanBranch()
{
    const QString commit = m_scratch->commit(u"a"_s, "1");
    m_scratch->push();
    const auto s = state();
    QCOMPARE(s.path, QFileInfo(m_scratch->work()).canonicalFilePath());
    QCOMPARE(s.commit, commit);
    QCOMPARE(s.upstream, u"origin/main"_s);
    QVERIFY(!s.dirty() && !s.detached() && !s.bare && !s.shallow && !s.partial && !s.unborn);
    QCOMPARE(git::toString(s.operation), git::toString(git::Operation::None));
}

void TestRepositoryState::changesAndUntracked()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->commit(u"b"_s, "1");
    m_scratch->commit(u".gitignore"_s, "*.log\n");
    m_scratch->write(u"a"_s, "22");
    m_scratch->write(u"b"_s, "22");
    m_scratch->git({u"add"_s, u"b"_s});
    m_scratch->write(u"new/one"_s, "");
    m_scratch->write(u"new/two"_s, "");
    m_scratch->write(u"x.log"_s, "");
    const auto s = state();
    QCOMPARE(s.changed, 2);
    QCOMPARE(s.untracked, 1);
    QVERIFY(s.dirty());
}

void TestRepositoryState::aheadAndBehind()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->commit(u"b"_s, "1");
    m_scratch->push();
    m_scratch->git({u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s});
    m_scratch->commit(u"c"_s, "1");
    m_scratch->commit(u"d"_s, "1");
    const auto s = state();
    QCOMPARE(s.ahead, 2);
    QCOMPARE(s.behind, 1);
    m_scratch->git({u"update-ref"_s, u"-d"_s, u"refs/remotes/origin/main"_s});
    QCOMPARE(state().upstream, QString());
    QCOMPARE(state().ahead, 0);
}

void TestRepositoryState::followsAsGitSays()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->push();
    const auto config = [this](const QStringList &arguments) {
        return m_scratch->git(QStringList {u"config"_s} + arguments);
    };
    config({u"remote.origin.fetch"_s, u"+refs/heads/*:refs/remotes/mirror/*"_s});
    m_scratch->git({u"update-ref"_s, u"refs/remotes/mirror/main"_s, u"HEAD"_s});
    QCOMPARE(state().upstream, u"mirror/main"_s);
    m_scratch->git({u"branch"_s, u"other"_s});
    config({u"branch.main.remote"_s, u"."_s});
    config({u"branch.main.merge"_s, u"refs/heads/other"_s});
    QCOMPARE(state().upstream, u"refs/heads/other"_s);
    config({u"--add"_s, u"remote.origin.url"_s, u"https://second.example"_s});
    config({u"remote.other.url"_s, u"https://other.example"_s});
    QCOMPARE(state().remote, u"https://second.example"_s); // git takes the last as well
}

void TestRepositoryState::readingAgainKeepsNoMemory()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->push();
    for (int i = 0; i < 10; ++i)
        m_scratch->git({u"config"_s, u"some.key%1"_s.arg(i), u"value"_s});
    for (int i = 0; i < 5; ++i)
        state(); // what is kept once
    const size_t before = mallinfo2().uordblks;
    for (int i = 0; i < 40; ++i)
        state();
    QVERIFY2(mallinfo2().uordblks < before + 200'000,
             qPrintable(QString::number(mallinfo2().uordblks - before)));
}

void TestRepositoryState::detached()
{
    const QString commit = m_scratch->commit(u"a"_s, "1");
    m_scratch->git({u"checkout"_s, u"-q"_s, u"--detach"_s});
    QVERIFY(state().detached());
    QCOMPARE(state().commit, commit);
}

void TestRepositoryState::duringMerge()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->git({u"checkout"_s, u"-q"_s, u"-b"_s, u"other"_s});
    m_scratch->commit(u"a"_s, "2");
    m_scratch->git({u"checkout"_s, u"-q"_s, u"main"_s});
    m_scratch->commit(u"b"_s, "3");
    m_scratch->git({u"merge"_s, u"-q"_s, u"--no-commit"_s, u"--no-ff"_s, u"other"_s});
    QCOMPARE(git::toString(state().operation), git::toString(git::Operation::Merge));
    QVERIFY(state().dirty());
}

void TestRepositoryState::bare()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->push();
    const auto s = state(m_scratch->remote());
    QVERIFY(s.bare);
    QCOMPARE(s.branch, u"main"_s);
    QVERIFY(!s.commit.isEmpty());
}

void TestRepositoryState::shallow()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->commit(u"a"_s, "2");
    m_scratch->push();
    const QString copy = m_scratch->folder() + u"/shallow"_s;
    m_scratch->git({u"clone"_s, u"-q"_s, u"--depth=1"_s, u"file://"_s + m_scratch->remote(), copy});
    QVERIFY(state(copy).shallow);
    QVERIFY(!state(copy).dirty());
}

void TestRepositoryState::partial()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->commit(u"a"_s, "2");
    m_scratch->push();
    m_scratch->git({u"config"_s, u"uploadpack.allowFilter"_s, u"true"_s}, m_scratch->remote());
    const QString copy = m_scratch->folder() + u"/partial"_s;
    m_scratch->git(
        {u"clone"_s, u"-q"_s, u"--filter=blob:none"_s, u"file://"_s + m_scratch->remote(), copy});
    m_scratch->git({u"config"_s, u"core.repositoryformatversion"_s, u"1"_s}, copy);
    m_scratch->git({u"config"_s, u"extensions.partialClone"_s, u"origin"_s}, copy);
    const auto s = state(copy);
    QVERIFY(s.partial);
    QVERIFY(!s.dirty());
}

void TestRepositoryState::linkedWorktree()
{
    m_scratch->commit(u"a"_s, "1");
    m_scratch->git({u"config"_s, u"extensions.worktreeConfig"_s, u"true"_s});
    const QString linked = m_scratch->folder() + u"/linked"_s;
    m_scratch->git({u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"topic"_s, linked});
    QCOMPARE(state(linked).branch, u"topic"_s);
    QVERIFY(!state(linked).dirty());
}

void TestRepositoryState::submodules()
{
    m_scratch->commit(u".gitmodules"_s, "[submodule \"x\"]\n\tpath = vendor/x\n\turl = ../x.git\n");
    QCOMPARE(state().submodules, QStringList(u"vendor/x"_s));
}

void TestRepositoryState::ignoresFsmonitorAndHooks()
{
    m_scratch->commit(u"a"_s, "1");
    const QString mark = m_scratch->folder() + u"/ran"_s;
    const QString script = m_scratch->folder() + u"/evil"_s;
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ntouch " + QFile::encodeName(mark) + "\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_scratch->git({u"config"_s, u"core.fsmonitor"_s, script});
    m_scratch->git({u"config"_s, u"filter.evil.clean"_s, script});
    m_scratch->git({u"config"_s, u"core.hooksPath"_s, m_scratch->folder()});
    QFile attributes(m_scratch->work() + u"/.git/info/attributes"_s);
    QVERIFY(attributes.open(QIODevice::WriteOnly));
    attributes.write("* filter=evil\n");
    attributes.close();
    m_scratch->write(u"a"_s, "changed");
    QVERIFY(!QFile::exists(mark));
    QVERIFY(state().dirty());
    QVERIFY(!QFile::exists(mark));
}

void TestRepositoryState::refusals()
{
    QCOMPARE(toString(git::inspect(m_scratch->folder()).error().kind),
             toString(Error::Kind::NotFound));
    QCOMPARE(toString(git::inspect(m_scratch->folder() + u"/absent"_s).error().kind),
             toString(Error::Kind::NotFound));
    m_scratch->write(u"sub/file"_s, "");
    QCOMPARE(toString(git::inspect(m_scratch->work() + u"/sub"_s).error().kind),
             toString(Error::Kind::NotFound));

    const QString sha256 = m_scratch->folder() + u"/sha256"_s;
    m_scratch->git({u"init"_s, u"-q"_s, u"--object-format=sha256"_s, sha256}, m_scratch->folder());
    const auto unreadable = git::inspect(sha256);
    QVERIFY(!unreadable);
    QCOMPARE(toString(unreadable.error().kind), toString(Error::Kind::InvalidInput));
    QVERIFY2(unreadable.error().message.contains(u"SHA-256"_s),
             qPrintable(unreadable.error().message));

    m_scratch->git({u"config"_s, u"core.repositoryformatversion"_s, u"1"_s});
    m_scratch->git({u"config"_s, u"extensions.fromTheFuture"_s, u"true"_s});
    const auto newer = git::inspect(m_scratch->work());
    QVERIFY(!newer);
    QVERIFY2(newer.error().message.toLower().contains(u"fromthefuture"_s),
             qPrintable(newer.error().message));
}

void TestRepositoryState::oddFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("committed");
    for (const char *path : {".gitignore",
                             ".gitattributes",
                             ".git/config",
                             ".git/config.worktree",
                             ".git/index",
                             ".git/info/exclude",
                             ".git/objects/info/alternates",
                             ".git/shallow",
                             ".git/MERGE_HEAD",
                             ".git/refs/heads/main",
                             ".git/refs/tags/deep/er"})
        QTest::addRow("%s", path) << QString::fromLatin1(path) << false;
    for (const char *path : {".gitignore", "sub/.gitignore", "sub/.gitattributes"})
        QTest::addRow("committed %s", path) << QString::fromLatin1(path) << true;
}

void TestRepositoryState::oddFiles()
{
    QFETCH(QString, path);
    QFETCH(bool, committed);
    m_scratch->commit(u"a"_s, "1");
    m_scratch->commit(u"sub/file"_s, "1");
    const QString odd = m_scratch->work() + u'/' + path;
    const QString pipe = m_scratch->folder() + u"/pipe"_s;
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QFile::remove(odd);
    QVERIFY(QDir().mkpath(QFileInfo(odd).path()));
    QVERIFY(QFile::link(pipe, odd));
    if (committed) {
        // git status in a folder of its own would wait at the pipe, too: written as plumbing.
        QFile::remove(odd);
        const QString blob = m_scratch->folder() + u"/target"_s;
        QFile target(blob);
        QVERIFY(target.open(QIODevice::WriteOnly));
        target.write(pipe.toUtf8());
        target.close();
        const QString id = m_scratch->git({u"hash-object"_s, u"-w"_s, blob});
        m_scratch->git(
            {u"update-index"_s, u"--add"_s, u"--cacheinfo"_s, u"120000,%1,%2"_s.arg(id, path)});
        QVERIFY(QFile::link(pipe, odd));
    }
    QVERIFY(git::TreeDigest::read(m_scratch->work()).error().kind == Error::Kind::InvalidInput);
    const auto result = git::inspect(m_scratch->work());
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), toString(Error::Kind::InvalidInput));
    QVERIFY2(result.error().message.contains(path), qPrintable(result.error().message));
}

/// Parts of `.git` that belong to another checkout: what is pulled here would move there.
void TestRepositoryState::partsOfAnotherCheckout()
{
    m_scratch->commit(u"a"_s, "1");
    const QString victim = m_scratch->folder() + u"/victim"_s;
    m_scratch->git({u"clone"_s, u"-q"_s, m_scratch->work(), victim});
    const auto refused = [&](const QString &folder, const QString &part) {
        const auto result = git::inspect(folder);
        QVERIFY2(!result, qPrintable(part));
        QVERIFY2(result.error().message.contains(u"is not this checkout's"),
                 qPrintable(result.error().toText()));
    };
    const auto write = [](const QString &path, const QByteArray &text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    const QString copy = m_scratch->folder() + u"/copy"_s;
    m_scratch->git({u"clone"_s, u"-q"_s, m_scratch->work(), copy});
    write(copy + u"/.git/commondir"_s, QFile::encodeName(victim) + "/.git\n");
    refused(copy, u"commondir"_s);
    QVERIFY(QFile::remove(copy + u"/.git/commondir"_s));
    QVERIFY(git::inspect(copy));
    for (const QString &part : {u"index"_s, u"HEAD"_s, u"packed-refs"_s}) {
        const QString own = copy + u"/.git/"_s + part;
        QFile::rename(own, own + u".kept"_s);
        write(victim + u"/.git/"_s + part + u".other"_s, "x");
        QVERIFY(QFile::link(victim + u"/.git/"_s + part + u".other"_s, own));
        refused(copy, part);
        QVERIFY(QFile::remove(own));
        QFile::rename(own + u".kept"_s, own);
    }
    // Folders as links, there or not yet, and `.git` itself: git would write through them.
    for (const QString &part : {u"refs/heads"_s, u"logs"_s, u"logs/HEAD"_s, u"objects/pack"_s}) {
        const QString own = copy + u"/.git/"_s + part;
        QVERIFY(QFile::rename(own, own + u".kept"_s) || !QFileInfo::exists(own));
        const QString target = victim + u"/.git/"_s + part;
        QVERIFY(
            QFile::link(part == u"logs/HEAD" ? m_scratch->folder() + u"/.profile"_s : target, own));
        refused(copy, part);
        QVERIFY(QFile::remove(own));
        QFile::rename(own + u".kept"_s, own);
    }
    QVERIFY(git::inspect(copy));
    // Behind however many files it stands.
    const QString many = copy + u"/.git/refs/many"_s;
    QVERIFY(QDir().mkpath(many));
    for (int i = 0; i < 25'000; ++i)
        write(many + u'/' + QString::number(i), "x");
    QVERIFY(QFile::rename(copy + u"/.git/logs/HEAD"_s, copy + u"/.git/logs/kept"_s));
    QVERIFY(QFile::link(m_scratch->folder() + u"/.profile"_s, copy + u"/.git/logs/HEAD"_s));
    refused(copy, u"a link behind many files"_s);
    QVERIFY(QDir(many).removeRecursively() && QFile::remove(copy + u"/.git/logs/HEAD"_s));
    const QString linked = m_scratch->folder() + u"/linked"_s;
    QVERIFY(QDir().mkpath(linked));
    QVERIFY(QFile::link(victim + u"/.git"_s, linked + u"/.git"_s));
    refused(linked, u".git"_s);
    const QString file = m_scratch->folder() + u"/file"_s;
    QVERIFY(QDir().mkpath(file));
    write(file + u"/.git"_s, "gitdir: " + QFile::encodeName(victim) + "/.git\n");
    refused(file, u"a .git that is a file"_s);
    // Whoever owns the repository may say that its work tree is there.
    m_scratch->git({u"config"_s, u"core.worktree"_s, file}, victim);
    QVERIFY(git::inspect(file));
}

void TestRepositoryState::farWorkTree()
{
    m_scratch->commit(u"a"_s, "1");
    const QString far = m_scratch->folder() + u"/far"_s;
    QVERIFY(QDir().mkpath(far));
    m_scratch->git({u"config"_s, u"core.worktree"_s, far});
    const auto result = git::inspect(m_scratch->work());
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(far), qPrintable(result.error().message));
    m_scratch->git({u"config"_s, u"core.worktree"_s, m_scratch->work()});
    QVERIFY(git::inspect(m_scratch->work()));
}

void TestRepositoryState::cancels()
{
    std::stop_source source;
    source.request_stop();
    QCOMPARE(toString(git::inspect(m_scratch->work(), source.get_token()).error().kind),
             toString(Error::Kind::Cancelled));
}

/// Git writes by name into a folder that nobody may list, through the links in it too.
void TestRepositoryState::foldersThatMayNotBeListed()
{
    m_scratch->commit(u"a"_s, "1");
    QVERIFY(QFile(m_scratch->folder())
                .setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                | QFile::ReadOther | QFile::ExeOther | QFile::ReadGroup
                                | QFile::ExeGroup));
    for (const QString &name : {u"/.git/logs"_s, u"/.git/refs/heads"_s}) {
        QFile folder(m_scratch->work() + name);
        const QFile::Permissions before = folder.permissions();
        QVERIFY(folder.setPermissions(QFile::WriteOwner | QFile::ExeOwner | QFile::WriteOther
                                      | QFile::ExeOther | QFile::WriteGroup | QFile::ExeGroup));
        {
            const testing::AsAnybody somebody;
            const auto result = git::inspect(m_scratch->work());
            QVERIFY(!result);
            QVERIFY2(result.error().message.contains(u"cannot be looked through"),
                     qPrintable(result.error().message));
        }
        QVERIFY(folder.setPermissions(before));
    }
}

void TestRepositoryState::scansOneLevel()
{
    m_scratch->commit(u"a"_s, "1");
    const QString folder = m_scratch->folder() + u"/workspace"_s;
    for (const char *name : {"beta", "alpha", "plain/inner", ".hidden"})
        m_scratch->git(
            {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s, folder + u'/' + QString::fromLatin1(name)},
            m_scratch->folder());
    QVERIFY(QFile::link(m_scratch->work(), folder + u"/link"_s));
    QVERIFY(QDir().mkpath(folder + u"/broken/.git"_s));
    const auto found = git::scan(folder);
    QVERIFY(found);
    QStringList names;
    for (const auto &one : *found)
        names += QFileInfo(one.path).fileName();
    QCOMPARE(names, QStringList({u"alpha"_s, u"beta"_s, u"broken"_s}));
    QVERIFY(found->at(0).state);
    QVERIFY(!found->at(2).state);
    QVERIFY(!git::scan(folder + u"/absent"_s));
}

QTEST_GUILESS_MAIN(TestRepositoryState)
#include "tst_repositorystate.moc"
