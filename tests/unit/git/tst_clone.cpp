// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/repositorystate.h"
#include "support/scratchrepository.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>
#include <memory>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;

namespace {

struct Recorder : Reporter
{
    qint64 bytes = 0;
    bool files = false;
    QStringList notes;
    std::function<void(const Progress &)> then;
    void progress(const Progress &progress) override
    {
        if (progress.unit == u"bytes"_s)
            bytes = qMax(bytes, progress.done);
        files = files || progress.unit == u"files"_s;
        if (then)
            then(progress);
    }
    void line(const OutputLine &line) override { notes += line.text; }
};

} // namespace

class TestClone : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ScratchRepository::isolate(m_home.path()); }
    void init();

    void defaultBranch();
    void refs_data();
    void refs();
    void commitBehindNoBranch();
    void unknownRefLeavesNothing();
    void emptyRemote();
    void detachedRemote();
    void destinations();
    void badUrls();
    void insteadOf();
    void relativePath();
    void runsNoHooksAndNoFilters();
    void reportsSubmodulesAndLfs();
    void cancelledBefore();
    void cancelledInTheMiddle();
    void brokenRemoteLeavesNothing();
    void killedCloneIsSwept();

private:
    QStringList leftovers() const
    {
        return QDir(m_scratch->folder())
            .entryList({u".devstack-new-*"_s}, QDir::AllEntries | QDir::Hidden);
    }
    QString copy() const { return m_scratch->folder() + u"/copy"_s; }
    /// A remote of some size: `files` files of random bytes, which do not compress.
    void fill(int files, int size);

    QTemporaryDir m_home;
    std::unique_ptr<ScratchRepository> m_scratch;
    QString m_first;
    QString m_second;
};

void TestClone::init()
{
    m_scratch = std::make_unique<ScratchRepository>();
    m_first = m_scratch->commit(u"a"_s, "1");
    m_scratch->git({u"tag"_s, u"-a"_s, u"-m"_s, u"first"_s, u"v1"_s});
    m_second = m_scratch->commit(u"a"_s, "2");
    m_scratch->git({u"branch"_s, u"release/x"_s, m_first});
    m_scratch->push();
}

void TestClone::fill(int files, int size)
{
    QFile random(u"/dev/urandom"_s);
    QVERIFY(random.open(QIODevice::ReadOnly));
    for (int i = 0; i < files; ++i)
        m_scratch->write(u"big/%1"_s.arg(i), random.read(size));
    m_scratch->commit(u"done"_s, "1");
    m_scratch->push();
}

void TestClone::defaultBranch()
{
    Recorder recorder;
    const auto outcome = git::clone({m_scratch->remote(), {}, copy()}, recorder);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toText()));
    QCOMPARE(outcome->branch, u"main"_s);
    QCOMPARE(outcome->commit, m_second);
    QVERIFY(recorder.files);
    const auto state = git::inspect(copy());
    QVERIFY(state);
    QVERIFY(!state->dirty());
    QCOMPARE(state->upstream, u"origin/main"_s);
    QCOMPARE(state->remote, m_scratch->remote());
    // git itself agrees, and the branch can be pulled as from any clone.
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}, copy()), QString());
    m_scratch->git({u"fsck"_s, u"--strict"_s}, copy());
    m_scratch->git({u"pull"_s, u"-q"_s, u"--ff-only"_s}, copy());
    QVERIFY(leftovers().isEmpty());
}

void TestClone::refs_data()
{
    QTest::addColumn<QString>("ref");
    QTest::addColumn<QString>("branch");
    QTest::addColumn<bool>("first");
    QTest::newRow("branch") << u"release/x"_s << u"release/x"_s << true;
    QTest::newRow("tag") << u"v1"_s << QString() << true;
    QTest::newRow("commit") << u"FIRST"_s << QString() << true;
    QTest::newRow("short commit") << u"first"_s << QString() << true;
    QTest::newRow("main") << u"main"_s << u"main"_s << false;
}

void TestClone::refs()
{
    QFETCH(QString, ref);
    QFETCH(QString, branch);
    QFETCH(bool, first);
    if (ref.toLower() == u"first"_s)
        ref = ref == u"FIRST"_s ? m_first.toUpper() : m_first.left(9);
    SilentReporter nobody;
    const auto outcome = git::clone({m_scratch->remote(), ref, copy()}, nobody);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toText()));
    QCOMPARE(outcome->branch, branch);
    QCOMPARE(outcome->commit, first ? m_first : m_second);
    QCOMPARE(git::inspect(copy())->branch, branch);
    QCOMPARE(m_scratch->git({u"status"_s, u"--porcelain"_s}, copy()), QString());
}

void TestClone::commitBehindNoBranch()
{
    const QString lost = m_scratch->commit(u"a"_s, "3");
    m_scratch->git({u"push"_s, u"-q"_s, u"origin"_s, u"HEAD:refs/pull/1/head"_s});
    m_scratch->git({u"reset"_s, u"-q"_s, u"--hard"_s, m_second});
    SilentReporter nobody;
    const auto outcome = git::clone({m_scratch->remote(), lost, copy()}, nobody);
    if (outcome)
        QCOMPARE(outcome->commit, lost);
    else
        QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::NotFound));
    QVERIFY(leftovers().isEmpty());
}

void TestClone::unknownRefLeavesNothing()
{
    SilentReporter nobody;
    const auto outcome = git::clone({m_scratch->remote(), u"nowhere"_s, copy()}, nobody);
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::NotFound));
    QVERIFY(!QFile::exists(copy()));
    QVERIFY(leftovers().isEmpty());
    for (const QString &ref : {u"--upload-pack=x"_s, u"a b"_s, u"a..b"_s, u"a:b"_s, u"x\n"_s})
        QCOMPARE(toString(git::clone({m_scratch->remote(), ref, copy()}, nobody).error().kind),
                 toString(Error::Kind::InvalidInput));
}

void TestClone::emptyRemote()
{
    const ScratchRepository empty;
    SilentReporter nobody;
    const auto outcome = git::clone({empty.remote(), {}, copy()}, nobody);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toText()));
    QCOMPARE(outcome->commit, QString());
    QVERIFY(git::inspect(copy())->unborn);
}

void TestClone::detachedRemote()
{
    m_scratch->git({u"checkout"_s, u"-q"_s, u"--detach"_s, m_first});
    SilentReporter nobody;
    const auto outcome = git::clone({m_scratch->work(), {}, copy()}, nobody);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toText()));
    QCOMPARE(outcome->commit, m_first);
}

void TestClone::destinations()
{
    SilentReporter nobody;
    QVERIFY(QDir().mkpath(copy()));
    QVERIFY(git::clone({m_scratch->remote(), {}, copy()}, nobody)); // empty: taken
    QVERIFY(QDir(copy()).removeRecursively());
    QVERIFY(QDir().mkpath(copy()));
    QFile file(copy() + u"/.hidden"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(toString(git::clone({m_scratch->remote(), {}, copy()}, nobody).error().kind),
             toString(Error::Kind::Conflict));
    QVERIFY(QFile::exists(copy() + u"/.hidden"_s));
    const QString link = m_scratch->folder() + u"/link"_s;
    QVERIFY(QFile::link(m_scratch->folder() + u"/absent"_s, link));
    QCOMPARE(toString(git::clone({m_scratch->remote(), {}, link}, nobody).error().kind),
             toString(Error::Kind::Conflict));
    QVERIFY(
        git::clone({m_scratch->remote(), {}, m_scratch->folder() + u"/new/deep/copy"_s}, nobody));
}

void TestClone::badUrls()
{
    SilentReporter nobody;
    for (const QString &url :
         {u"--upload-pack=id"_s, u"ext::sh -c id"_s, u"ftp://h/x"_s, QString()})
        QCOMPARE(toString(git::clone({url, {}, copy()}, nobody).error().kind),
                 toString(Error::Kind::InvalidInput));
    QCOMPARE(
        toString(
            git::clone({m_scratch->folder() + u"/absent.git"_s, {}, copy()}, nobody).error().kind),
        toString(Error::Kind::NotFound));
    QVERIFY(leftovers().isEmpty());
}

void TestClone::insteadOf()
{
    m_scratch->git({u"config"_s,
                    u"--global"_s,
                    u"url."_s + m_scratch->folder() + u"/.insteadOf"_s,
                    u"https://git.example.invalid/"_s});
    SilentReporter nobody;
    const auto outcome
        = git::clone({u"https://git.example.invalid/remote.git"_s, {}, copy()}, nobody);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toText()));
    QCOMPARE(git::inspect(copy())->remote, u"https://git.example.invalid/remote.git"_s);
    QFile::remove(m_home.path() + u"/.gitconfig"_s);
}

void TestClone::relativePath()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_scratch->folder()));
    SilentReporter nobody;
    const auto outcome = git::clone({u"./remote.git"_s, {}, copy()}, nobody);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toText()));
    QCOMPARE(git::inspect(copy())->remote, m_scratch->remote());
}

void TestClone::runsNoHooksAndNoFilters()
{
    const QString mark = m_scratch->folder() + u"/ran"_s;
    const QString script = m_home.path() + u"/templates/hooks/post-checkout"_s;
    QVERIFY(QDir().mkpath(QFileInfo(script).path()));
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ntouch '" + QFile::encodeName(mark) + "'\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    const auto set = [&](const QString &key, const QString &value) {
        m_scratch->git({u"config"_s, u"--global"_s, key, value});
    };
    m_scratch->commit(u".gitattributes"_s, "* filter=evil\n");
    m_scratch->push();
    set(u"init.templateDir"_s, m_home.path() + u"/templates"_s);
    set(u"core.hooksPath"_s, QFileInfo(script).path());
    set(u"core.fsmonitor"_s, script);
    set(u"filter.evil.smudge"_s, script);
    SilentReporter nobody;
    QVERIFY(git::clone({m_scratch->remote(), {}, copy()}, nobody));
    QFile::remove(m_home.path() + u"/.gitconfig"_s);
    QVERIFY(!QFile::exists(mark));
    QVERIFY(!QFile::exists(copy() + u"/.git/hooks/post-checkout"_s));
}

void TestClone::reportsSubmodulesAndLfs()
{
    m_scratch->commit(u".gitmodules"_s, "[submodule \"x\"]\n\tpath = vendor/x\n\turl = --evil\n");
    m_scratch->commit(u".gitattributes"_s, "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    m_scratch->push();
    Recorder recorder;
    const auto outcome = git::clone({m_scratch->remote(), {}, copy()}, recorder);
    QVERIFY(outcome);
    QCOMPARE(outcome->submodules, QStringList(u"vendor/x"_s));
    QVERIFY(outcome->needsLfs);
    QCOMPARE(recorder.notes.size(), 2);
}

void TestClone::cancelledBefore()
{
    std::stop_source source;
    source.request_stop();
    SilentReporter nobody;
    QCOMPARE(
        toString(
            git::clone({m_scratch->remote(), {}, copy()}, nobody, source.get_token()).error().kind),
        toString(Error::Kind::Cancelled));
    QVERIFY(!QFile::exists(copy()));
}

void TestClone::cancelledInTheMiddle()
{
    fill(40, 256 * 1024);
    std::stop_source source;
    Recorder recorder;
    recorder.then = [&](const Progress &progress) {
        if (progress.done > 0)
            source.request_stop();
    };
    const auto outcome
        = git::clone({m_scratch->remote(), {}, copy()}, recorder, source.get_token());
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Cancelled));
    QVERIFY(!QFile::exists(copy()));
    QTRY_VERIFY(leftovers().isEmpty());
}

void TestClone::brokenRemoteLeavesNothing()
{
    fill(3, 4096);
    m_scratch->git({u"repack"_s, u"-adq"_s}, m_scratch->remote());
    const QString packs = m_scratch->remote() + u"/objects/pack"_s;
    for (const QString &name : QDir(packs).entryList({u"*.pack"_s})) {
        QFile pack(packs + u'/' + name);
        pack.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(pack.open(QIODevice::ReadWrite));
        QVERIFY(pack.resize(pack.size() / 2));
    }
    SilentReporter nobody;
    const auto outcome = git::clone({m_scratch->remote(), {}, copy()}, nobody);
    QVERIFY(!outcome);
    QVERIFY(!QFile::exists(copy()));
    QVERIFY(leftovers().isEmpty());
}

void TestClone::killedCloneIsSwept()
{
    fill(40, 256 * 1024);
    const pid_t child = ::fork();
    if (child == 0) {
        // Ends as kill -9 would have it, as soon as something has arrived.
        Recorder recorder;
        recorder.then = [](const Progress &progress) {
            if (progress.done > 0)
                ::kill(::getpid(), SIGKILL);
        };
        (void)git::clone({m_scratch->remote(), {}, copy()}, recorder);
        ::_exit(0);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(leftovers().size(), 1);
    QVERIFY(!QFile::exists(copy()));
    SilentReporter nobody;
    QVERIFY(git::clone({m_scratch->remote(), {}, copy()}, nobody));
    QVERIFY(leftovers().isEmpty());
}

QTEST_GUILESS_MAIN(TestClone)
#include "tst_clone.moc"
