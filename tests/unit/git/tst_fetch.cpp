// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/fetch.h"
#include "git/repositorystate.h"
#include "support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <memory>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;

/// A clone (`copy`) whose remote moves on by commits in the scratch repository's working tree.
class TestFetch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ScratchRepository::isolate(m_home.path()); }
    void init();

    void fetchesWithoutMerging();
    void keepsBranchesThatAreGone();
    void fetchesPartialAndShallow();
    void runsNothingThatARepositoryNames_data();
    void runsNothingThatARepositoryNames();
    void fetchesFromTheAddressThatIsShown_data();
    void fetchesFromTheAddressThatIsShown();
    void takesTheUsersOwnShortNames();
    void writesNothingButRemoteBranches();
    void needsARemote();
    void fastForwards();
    void upToDate();
    void leavesAlone_data();
    void leavesAlone();
    void untrackedFileInTheWay();
    void completesAMoveThatWasKilled_data();
    void completesAMoveThatWasKilled();

private:
    QString copy() const { return m_scratch->folder() + u"/copy"_s; }
    void fetched()
    {
        const auto done = git::fetch(copy(), m_nobody);
        QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    }
    void writeInCopy(const QString &file, const QByteArray &content)
    {
        QFile out(copy() + u'/' + file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(content);
    }

    QTemporaryDir m_home;
    SilentReporter m_nobody;
    std::unique_ptr<ScratchRepository> m_scratch;
};

void TestFetch::init()
{
    m_scratch = std::make_unique<ScratchRepository>();
    m_scratch->commit(u"a"_s, "1\n");
    m_scratch->push();
    QVERIFY(git::clone({m_scratch->remote(), {}, copy()}, m_nobody));
    m_scratch->git({u"config"_s, u"user.name"_s, u"Test"_s}, copy());
    m_scratch->git({u"config"_s, u"user.email"_s, u"test@example.org"_s}, copy());
}

void TestFetch::fetchesWithoutMerging()
{
    const QString before = git::inspect(copy())->commit;
    m_scratch->commit(u"a"_s, "2\n");
    m_scratch->git({u"tag"_s, u"v2"_s});
    m_scratch->push();
    fetched();
    const auto state = git::inspect(copy());
    QCOMPARE(state->commit, before);
    QCOMPARE(state->behind, 1);
    QVERIFY(!state->dirty());
    QCOMPARE(m_scratch->git({u"tag"_s}, copy()), u"v2"_s);
}

void TestFetch::keepsBranchesThatAreGone()
{
    m_scratch->git({u"config"_s, u"fetch.prune"_s, u"true"_s}, copy());
    m_scratch->git({u"branch"_s, u"topic"_s});
    m_scratch->push();
    fetched();
    m_scratch->git({u"push"_s, u"-q"_s, u"origin"_s, u":topic"_s});
    fetched();
    QVERIFY(m_scratch->git({u"branch"_s, u"-r"_s}, copy()).contains(u"origin/topic"_s));
}

void TestFetch::fetchesPartialAndShallow()
{
    m_scratch->git({u"config"_s, u"uploadpack.allowFilter"_s, u"true"_s}, m_scratch->remote());
    const QString url = u"file://"_s + m_scratch->remote();
    const QString partial = m_scratch->folder() + u"/partial"_s;
    const QString shallow = m_scratch->folder() + u"/shallow"_s;
    m_scratch->git({u"clone"_s, u"-q"_s, u"--filter=blob:none"_s, url, partial});
    m_scratch->git({u"config"_s, u"extensions.partialClone"_s, u"origin"_s}, partial);
    m_scratch->git({u"clone"_s, u"-q"_s, u"--depth=1"_s, url, shallow});
    const QString newest = m_scratch->commit(u"a"_s, "2\n");
    m_scratch->push();
    for (const QString &path : {partial, shallow}) {
        const auto done = git::fetch(path, m_nobody);
        QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
        QCOMPARE(git::inspect(path)->behind, 1);
        const auto moved = git::fastForward(path);
        QVERIFY2(moved, moved ? "" : qPrintable(moved.error().toText()));
        QCOMPARE(git::inspect(path)->commit, newest);
        QVERIFY(!git::inspect(path)->dirty());
    }
}

void TestFetch::runsNothingThatARepositoryNames_data()
{
    QTest::addColumn<QStringList>("cloning"); // what kind of clone
    QTest::newRow("shallow") << QStringList {u"--depth=1"_s};
    QTest::newRow("partial") << QStringList {u"--filter=blob:none"_s};
    QTest::newRow("both") << QStringList {u"--depth=1"_s, u"--filter=blob:none"_s};
    QTest::newRow("whole") << QStringList();
}

/// Whatever a repository's own settings name, only the user's are asked for programs.
void TestFetch::runsNothingThatARepositoryNames()
{
    QFETCH(QStringList, cloning);
    m_scratch->git({u"config"_s, u"uploadpack.allowFilter"_s, u"true"_s}, m_scratch->remote());
    const QString url = u"file://"_s + m_scratch->remote();
    const QString path = m_scratch->folder() + u"/named"_s;
    m_scratch->git(QStringList {u"clone"_s, u"-q"_s} + cloning + QStringList {url, path});
    if (cloning.contains(u"--filter=blob:none"_s))
        m_scratch->git({u"config"_s, u"extensions.partialClone"_s, u"origin"_s}, path);
    const QString trace = m_scratch->folder() + u"/trace"_s;
    const QString evil = m_scratch->folder() + u"/evil.sh"_s;
    QFile script(evil);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho \"$0 $*\" >> '" + trace.toUtf8() + "'\nexit 1\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const QString newest = m_scratch->commit(u"a"_s, "2\n");
    m_scratch->commit(u".gitattributes"_s, "* filter=evil diff=evil\n");
    m_scratch->push();
    const QList<std::pair<QString, QString>> settings {
        {u"core.sshCommand"_s, evil},
        {u"core.gitProxy"_s, evil},
        {u"core.askPass"_s, evil},
        {u"core.fsmonitor"_s, evil},
        {u"core.hooksPath"_s, m_scratch->folder()},
        {u"core.pager"_s, evil},
        {u"core.editor"_s, evil},
        {u"core.alternateRefsCommand"_s, evil},
        {u"remote.origin.uploadpack"_s, evil},
        {u"remote.origin.receivepack"_s, evil},
        {u"remote.origin.proxy"_s, u"http://127.0.0.1:1"_s},
        {u"credential.helper"_s, u'!' + evil},
        {u"uploadpack.packObjectsHook"_s, evil},
        {u"filter.evil.smudge"_s, evil},
        {u"filter.evil.clean"_s, evil},
        {u"filter.evil.process"_s, evil},
        {u"diff.evil.textconv"_s, evil},
        {u"protocol.ext.allow"_s, u"always"_s},
        {u"gpg.program"_s, evil},
        {u"merge.ff"_s, u"false"_s},
    };
    for (const auto &[name, value] : settings)
        m_scratch->git({u"config"_s, name, value}, path);
    QVERIFY(QDir().mkpath(path + u"/.git/hooks"_s));
    for (const char *hook : {"post-checkout", "post-merge", "reference-transaction"})
        QVERIFY(QFile::copy(evil, path + u"/.git/hooks/"_s + QLatin1StringView(hook)));
    QFile::remove(trace); // what the git program itself ran while it was told the settings
    const auto done = git::fetch(path, m_nobody);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    const auto moved = git::fastForward(path);
    QFile ran(trace);
    QVERIFY2(!ran.exists(), ran.open(QIODevice::ReadOnly) ? ran.readAll().constData() : "");
    QVERIFY2(moved, moved ? "" : qPrintable(moved.error().toText()));
    QVERIFY(QFile::exists(path + u"/.gitattributes"_s));

    // An ssh address, and one that the settings turn into a command: refused or unreachable.
    for (const QString &address : {u"ssh://git@127.0.0.1:1/x.git"_s, u"evil:x"_s}) {
        m_scratch->git({u"config"_s, u"remote.origin.url"_s, address}, path);
        m_scratch->git({u"config"_s, u"url.ext::"_s + evil + u" .insteadOf"_s, u"evil:"_s}, path);
        QFile::remove(trace);
        QVERIFY(!git::fetch(path, m_nobody));
        QVERIFY2(!ran.exists(), qPrintable(address));
    }
}

void TestFetch::fetchesFromTheAddressThatIsShown_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isShallow");
    for (const bool isShallow : {false, true}) {
        for (const QString &kind : {u"insteadOf"_s, u"two addresses"_s})
            QTest::addRow("%s, %s", qPrintable(kind), isShallow ? "shallow" : "whole")
                << kind << isShallow;
    }
}

/// The repository's own settings must not put another address in its place.
void TestFetch::fetchesFromTheAddressThatIsShown()
{
    QFETCH(QString, kind);
    QFETCH(bool, isShallow);
    const QString url = u"file://"_s + m_scratch->remote();
    const QString evil = m_scratch->folder() + u"/evil.git"_s;
    const QString path = m_scratch->folder() + u"/misled"_s;
    m_scratch->git({u"clone"_s, u"-q"_s, u"--bare"_s, m_scratch->remote(), evil});
    m_scratch->git(QStringList {u"clone"_s, u"-q"_s}
                   + (isShallow ? QStringList {u"--depth=1"_s} : QStringList())
                   + QStringList {url, path});
    const QString theirs = m_scratch->commit(u"a"_s, "of another\n");
    m_scratch->git({u"push"_s, u"-q"_s, evil, u"HEAD:main"_s});
    if (kind == u"insteadOf") {
        m_scratch->git({u"config"_s, u"url.%1.insteadOf"_s.arg(u"file://"_s + evil), url}, path);
    } else {
        m_scratch->git({u"config"_s, u"--unset-all"_s, u"remote.origin.url"_s}, path);
        m_scratch->git({u"config"_s, u"--add"_s, u"remote.origin.url"_s, u"file://"_s + evil},
                       path);
        m_scratch->git({u"config"_s, u"--add"_s, u"remote.origin.url"_s, url}, path);
    }
    QCOMPARE(git::inspect(path)->remote, url);
    const auto done = git::fetch(path, m_nobody);
    QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    QCOMPARE(git::inspect(path)->behind, 0);
    QVERIFY(!m_scratch->git({u"log"_s, u"--all"_s, u"--format=%H"_s}, path).contains(theirs));
}

/// "https://…" as an ssh address, say, in the user's own configuration.
void TestFetch::takesTheUsersOwnShortNames()
{
    QFile own(m_home.path() + u"/.gitconfig"_s);
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.write("[url \"file://" + m_scratch->folder().toUtf8()
              + "/\"]\n\tinsteadOf = short:\n[url \"file:///nowhere/\"]\n\tinsteadOf = sh\n");
    own.close();
    m_scratch->git({u"config"_s, u"remote.origin.url"_s, u"short:remote.git"_s}, copy());
    m_scratch->commit(u"a"_s, "2\n");
    m_scratch->push();
    fetched();
    QVERIFY(own.remove());
    QCOMPARE(git::inspect(copy())->behind, 1);
}

void TestFetch::writesNothingButRemoteBranches()
{
    m_scratch->git({u"checkout"_s, u"-q"_s, u"-b"_s, u"side"_s}, copy());
    writeInCopy(u"mine"_s, "work\n");
    m_scratch->git({u"add"_s, u"."_s}, copy());
    m_scratch->git({u"commit"_s, u"-q"_s, u"-m"_s, u"mine"_s}, copy());
    const QString before = git::inspect(copy())->commit;
    m_scratch->git({u"branch"_s, u"side"_s});
    m_scratch->git({u"push"_s, u"-q"_s, u"origin"_s, u"side"_s});
    m_scratch->git({u"config"_s, u"remote.origin.fetch"_s, u"+refs/heads/*:refs/heads/*"_s},
                   copy());
    fetched();
    QCOMPARE(git::inspect(copy())->commit, before);
    QVERIFY(m_scratch->git({u"branch"_s, u"-r"_s}, copy()).contains(u"origin/side"_s));
}

void TestFetch::needsARemote()
{
    m_scratch->git({u"remote"_s, u"remove"_s, u"origin"_s}, copy());
    QCOMPARE(toString(git::fetch(copy(), m_nobody).error().kind), toString(Error::Kind::NotFound));
    QCOMPARE(toString(git::fetch(m_scratch->folder(), m_nobody).error().kind),
             toString(Error::Kind::NotFound));
    m_scratch->git({u"remote"_s, u"add"_s, u"origin"_s, u"ext::sh -c id"_s}, copy());
    QCOMPARE(toString(git::fetch(copy(), m_nobody).error().kind),
             toString(Error::Kind::InvalidInput));
}

void TestFetch::fastForwards()
{
    m_scratch->commit(u"b"_s, "1\n");
    m_scratch->git({u"rm"_s, u"-q"_s, u"a"_s});
    const QString newest = m_scratch->commit(u"c/d"_s, "1\n");
    m_scratch->push();
    fetched();
    writeInCopy(u"mine"_s, "untracked");
    const auto moved = git::fastForward(copy());
    QVERIFY2(moved, moved ? "" : qPrintable(moved.error().toText()));
    QCOMPARE(moved->commits, 2);
    QCOMPARE(moved->after, newest);
    const auto state = git::inspect(copy());
    QCOMPARE(state->commit, newest);
    QCOMPARE(state->branch, u"main"_s);
    QCOMPARE(state->behind, 0);
    QVERIFY(!state->dirty());
    QVERIFY(QFile::exists(copy() + u"/c/d"_s) && !QFile::exists(copy() + u"/a"_s)
            && QFile::exists(copy() + u"/mine"_s));
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}, copy()), u"?? mine"_s);
}

void TestFetch::upToDate()
{
    writeInCopy(u"a"_s, "changed");
    const auto moved = git::fastForward(copy());
    QVERIFY(moved);
    QCOMPARE(moved->commits, 0);
}

void TestFetch::leavesAlone_data()
{
    QTest::addColumn<QString>("why");
    QTest::newRow("dirty") << u"local changes"_s;
    QTest::newRow("diverged") << u"lacks"_s;
    QTest::newRow("detached") << u"no branch"_s;
    QTest::newRow("no upstream") << u"follows no"_s;
    QTest::newRow("merging") << u"merge is in progress"_s;
}

void TestFetch::leavesAlone()
{
    QFETCH(QString, why);
    const QByteArray how = QTest::currentDataTag();
    m_scratch->commit(u"a"_s, "2\n");
    m_scratch->push();
    if (how == "dirty")
        writeInCopy(u"a"_s, "mine\n");
    if (how == "diverged" || how == "merging") {
        writeInCopy(u"b"_s, "mine\n");
        m_scratch->git({u"add"_s, u"b"_s}, copy());
        m_scratch->git({u"commit"_s, u"-qm"_s, u"mine"_s}, copy());
    }
    fetched();
    if (how == "detached")
        m_scratch->git({u"checkout"_s, u"-q"_s, u"--detach"_s}, copy());
    if (how == "no upstream")
        m_scratch->git({u"branch"_s, u"--unset-upstream"_s}, copy());
    if (how == "merging")
        m_scratch->git({u"merge"_s, u"-q"_s, u"--no-commit"_s, u"origin/main"_s}, copy());
    const QString before
        = m_scratch->git({u"status"_s, u"--porcelain=v2"_s, u"--branch"_s}, copy());
    const auto moved = git::fastForward(copy());
    QVERIFY(!moved);
    QCOMPARE(toString(moved.error().kind), toString(Error::Kind::Conflict));
    QVERIFY2(moved.error().message.contains(why), qPrintable(moved.error().message));
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain=v2"_s, u"--branch"_s}, copy()), before);
}

void TestFetch::untrackedFileInTheWay()
{
    m_scratch->commit(u"b"_s, "theirs\n");
    m_scratch->push();
    fetched();
    writeInCopy(u"b"_s, "mine\n");
    const QString before = git::inspect(copy())->commit;
    const auto moved = git::fastForward(copy());
    QVERIFY(!moved);
    QCOMPARE(toString(moved.error().kind), toString(Error::Kind::Conflict));
    QCOMPARE(git::inspect(copy())->commit, before);
    QFile file(copy() + u"/b"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine\n"));
}

void TestFetch::completesAMoveThatWasKilled_data()
{
    QTest::addColumn<QStringList>("commands"); // by git, in the copy
    QTest::addColumn<bool>("isMoved");
    const QString newest = u"origin/main"_s;
    const QStringList files {u"checkout "_s + newest + u" -- a new"_s, u"rm -qf gone"_s};
    QTest::newRow("all files and the index") << files << true;
    QTest::newRow("all files") << files + QStringList {u"reset -q"_s} << true;
    QTest::newRow("a changed file") << QStringList {u"checkout origin/main -- a"_s} << true;
    QTest::newRow("a new file") << QStringList {u"checkout origin/main -- new"_s, u"reset -q"_s}
                                << true;
    QTest::newRow("a removed file") << QStringList {u"rm -q gone"_s, u"reset -q"_s} << true;
    QTest::newRow("a file in part") << QStringList {u"a=2"_s} << true;
    QTest::newRow("an empty file") << QStringList {u"new="_s} << true;
    QTest::newRow("a change of mine beside it") << files + QStringList {u"kept=mine"_s} << false;
    QTest::newRow("a change of mine in it") << files + QStringList {u"a=2\nmine"_s} << false;
    QTest::newRow("a new file of mine") << QStringList {u"new=mine"_s} << false;
    QTest::newRow("a link") << QStringList {u"config core.symlinks true"_s, u"new->a"_s} << false;
}

void TestFetch::completesAMoveThatWasKilled()
{
    QFETCH(QStringList, commands);
    QFETCH(bool, isMoved);
    m_scratch->commit(u"gone"_s, "1\n");
    m_scratch->commit(u"kept"_s, "1\n");
    m_scratch->push();
    fetched();
    QVERIFY(git::fastForward(copy()));
    m_scratch->commit(u"a"_s, "2\n2\n");
    m_scratch->commit(u"new"_s, "1\n");
    m_scratch->git({u"rm"_s, u"-q"_s, u"gone"_s});
    m_scratch->commit(u"last"_s, "1\n");
    m_scratch->push();
    fetched();
    for (const QString &command : commands) {
        if (command.contains(u"->"_s))
            QVERIFY(QFile::link(command.section(u"->"_s, 1),
                                copy() + u'/' + command.section(u"->"_s, 0, 0)));
        else if (command.contains(u'='))
            writeInCopy(command.section(u'=', 0, 0), command.section(u'=', 1).toUtf8());
        else
            m_scratch->git(command.split(u' '), copy());
    }
    const QString before = m_scratch->git({u"status"_s, u"--porcelain"_s}, copy());
    const auto moved = git::fastForward(copy());
    QCOMPARE(bool(moved), isMoved);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}, copy()), isMoved ? QString() : before);
    QCOMPARE(git::inspect(copy())->behind == 0, isMoved);
}

QTEST_GUILESS_MAIN(TestFetch)
#include "tst_fetch.moc"
