// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/fetch.h"
#include "git/repositorystate.h"
#include "git/runtransfer.h"
#include "support/scratchrepository.h"

#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>
#include <functional>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Recorder : Reporter
{
    std::function<void(const Progress &)> then;
    QStringList texts;
    void progress(const Progress &progress) override
    {
        texts += progress.text;
        if (then)
            then(progress);
    }
    void line(const OutputLine &) override { }
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qsizetype threads()
{
    return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

/// The process devstack-git that this one started.
pid_t child()
{
    for (const QByteArray &pid :
         contentOf(u"/proc/self/task/%1/children"_s.arg(::getpid())).split(' ')) {
        if (contentOf(u"/proc/%1/comm"_s.arg(QString::fromLatin1(pid))) == "devstack-git\n")
            return pid.toInt();
    }
    return 0;
}

} // namespace

/// What the process of a transfer may do to whoever waits for it: crash, hang, lie. Never a folder
/// or a thread that is left behind.
class TestRunTransfer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void killedInTheMiddle_data();
    void killedInTheMiddle();
    void fetchKilledInTheMiddle();
    void crashes();
    void endsWithoutAResult_data();
    void endsWithoutAResult();
    void lies();
    void cancelKills();
    void silenceKills();
    void waitingIsNoSilence();
    void givesNothingAway();
    void missing();

private:
    QString copy() const { return m_out->filePath(u"copy"_s); }
    QStringList rest() const
    {
        return QDir(m_out->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    /// Puts a shell script in the place of devstack-git.
    void pretend(const QByteArray &script);
    Result<git::CloneOutcome> clone(std::chrono::milliseconds silence = 1min)
    {
        return git::clone({m_scratch.remote(), {}, copy(), silence}, m_recorder);
    }

    QTemporaryDir m_home;
    ScratchRepository m_scratch;
    std::unique_ptr<QTemporaryDir> m_out;
    Recorder m_recorder;
    qsizetype m_threads = 0;
};

void TestRunTransfer::initTestCase()
{
    ScratchRepository::isolate(m_home.path());
    QFile random(u"/dev/urandom"_s);
    QVERIFY(random.open(QIODevice::ReadOnly));
    m_scratch.commit(u"a"_s, "1");
    m_scratch.push();
    m_scratch.git({u"clone"_s, u"-q"_s, m_scratch.remote(), m_home.filePath(u"old"_s)});
    for (int i = 0; i < 24; ++i)
        m_scratch.write(u"big/%1"_s.arg(i), random.read(256 * 1024));
    m_scratch.commit(u"last"_s, "1");
    m_scratch.push();
}

void TestRunTransfer::init()
{
    m_out = std::make_unique<QTemporaryDir>();
    m_recorder = {};
    m_threads = threads();
}

void TestRunTransfer::cleanup()
{
    qunsetenv("DEVSTACK_GIT_PROGRAM");
    QCOMPARE(threads(), m_threads);
    QCOMPARE(child(), 0);
}

void TestRunTransfer::pretend(const QByteArray &script)
{
    QFile file(m_home.filePath(u"pretend"_s));
    file.remove();
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("DEVSTACK_GIT_PROGRAM", QFile::encodeName(file.fileName()));
}

void TestRunTransfer::killedInTheMiddle_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("crash") << SIGSEGV;
    QTest::newRow("abort") << SIGABRT;
    QTest::newRow("kill") << SIGKILL;
}

void TestRunTransfer::killedInTheMiddle()
{
    QFETCH(int, signal);
    m_recorder.then = [&](const Progress &progress) {
        if (progress.done > 0 && child() > 1)
            ::kill(child(), signal);
    };
    const auto result = clone();
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), u"io"_s);
    QVERIFY2(result.error().message.contains(u"crashed"_s), qPrintable(result.error().toText()));
    QVERIFY(!result.error().hint.isEmpty());
    QCOMPARE(rest(), QStringList());
    m_recorder.then = {};
    QVERIFY(clone()); // and again
    QCOMPARE(rest(), QStringList(u"copy"_s));
}

void TestRunTransfer::fetchKilledInTheMiddle()
{
    const QString path = m_home.filePath(u"old"_s);
    m_recorder.then = [](const Progress &progress) {
        if (progress.done > 0 && child() > 1)
            ::kill(child(), SIGSEGV);
    };
    const auto crashed = git::fetch(path, m_recorder);
    QVERIFY(!crashed);
    QVERIFY2(crashed.error().message.contains(u"crashed"_s), qPrintable(crashed.error().toText()));
    QCOMPARE(git::inspect(path)->behind, 0);

    std::stop_source source;
    m_recorder.then = [&](const Progress &progress) {
        if (progress.done > 0)
            source.request_stop();
    };
    const QString packs = path + u"/.git/objects/pack"_s;
    const QStringList before = QDir(packs).entryList(QDir::Files);
    const auto stopped = git::fetch(path, m_recorder, source.get_token());
    QVERIFY(!stopped);
    QCOMPARE(toString(stopped.error().kind), u"cancelled"_s);
    QCOMPARE(QDir(packs).entryList(QDir::Files), before); // it ended in good order

    m_recorder.then = {};
    const auto fetched = git::fetch(path, m_recorder);
    QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().toText()));
    QCOMPARE(git::inspect(path)->behind, 1);
}

void TestRunTransfer::crashes()
{
    pretend("echo 'free(): invalid pointer' >&2; kill -ABRT $$");
    const auto result = clone();
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"crashed"_s), qPrintable(result.error().toText()));
    QCOMPARE(result.error().detail, u"free(): invalid pointer"_s);
    QCOMPARE(rest(), QStringList());
}

void TestRunTransfer::endsWithoutAResult_data()
{
    const QByteArray done = "echo '{\"result\":{\"branch\":\"main\",\"commit\":\"\"}}'; ";
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("nothing") << QByteArray("exit 0");
    QTest::newRow("no JSON") << QByteArray("echo done");
    QTest::newRow("a code") << QByteArray(done + "exit 3");
    QTest::newRow("goes on") << QByteArray(done + "echo more");
    QTest::newRow("a long line") << QByteArray("head -c 3000000 /dev/zero | tr '\\0' x");
    QTest::newRow("bytes") << QByteArray("head -c 300000 /dev/urandom");
    QTest::newRow("a commit that is none") << QByteArray("echo '{\"result\":{\"commit\":\"x\"}}'");
}

void TestRunTransfer::endsWithoutAResult()
{
    QFETCH(QByteArray, script);
    pretend(script);
    const auto result = clone();
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), u"io"_s);
    QVERIFY2(result.error().message.contains(u"without a result"_s),
             qPrintable(result.error().toText()));
    QCOMPARE(rest(), QStringList());
}

void TestRunTransfer::lies()
{
    // It made nothing.
    pretend("echo '{\"result\":{\"branch\":\"main\",\"commit\":\"\"}}'");
    const auto result = clone();
    QVERIFY(!result);
    QCOMPARE(rest(), QStringList());
}

void TestRunTransfer::cancelKills()
{
    // Deaf to TERM, and with a child of its own.
    pretend("trap '' TERM; sleep 600 & echo \"$!\" > '"
            + QFile::encodeName(m_home.filePath(u"pid"_s))
            + "'; echo '{\"progress\":{\"done\":1,\"text\":\"Begun\"}}'; wait; sleep 600");
    std::stop_source source;
    QElapsedTimer timer;
    m_recorder.then = [&](const Progress &) {
        timer.start();
        source.request_stop();
    };
    const auto result
        = git::clone({m_scratch.remote(), {}, copy()}, m_recorder, source.get_token());
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), u"cancelled"_s);
    QVERIFY2(timer.isValid() && timer.elapsed() < 1000,
             qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(rest(), QStringList());
    const pid_t grandchild = contentOf(m_home.filePath(u"pid"_s)).trimmed().toInt();
    QVERIFY(grandchild > 1);
    QTRY_VERIFY([&] {
        const QByteArray status = contentOf(u"/proc/%1/stat"_s.arg(grandchild));
        return status.isEmpty() || status.contains(") Z ");
    }());
}

void TestRunTransfer::silenceKills()
{
    pretend("echo '{\"progress\":{\"done\":1,\"text\":\"Begun\"}}'; sleep 600");
    const auto result = clone(200ms);
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), u"timeout"_s);
    QCOMPARE(m_recorder.texts, QStringList(u"Begun"_s));
    QCOMPARE(rest(), QStringList());
}

void TestRunTransfer::waitingIsNoSilence()
{
    pretend("for i in 1 2 3 4 5 6; do echo '{\"waiting\":true}'; sleep 0.25; done\n"
            "echo '{\"error\":{\"kind\":\"not-found\",\"message\":\"Gone.\"}}'");
    const auto result = clone(1s);
    QVERIFY(!result);
    QCOMPARE(result.error().message, u"Gone."_s);
    QCOMPARE(toString(result.error().kind), u"not-found"_s);
}

void TestRunTransfer::givesNothingAway()
{
    // Arguments are visible to every user of the machine.
    const QByteArray seen = QFile::encodeName(m_home.filePath(u"seen"_s));
    pretend("{ echo \"arguments=$*\"; env; echo input; cat; } > '" + seen + "'");
    qputenv("GIT_DIR", "/elsewhere");
    qputenv("SSH_AUTH_SOCK", "/run/agent");
    const auto result = git::clone({u"https://me:pass@h.invalid/x.git"_s, {}, copy()}, m_recorder);
    qunsetenv("GIT_DIR");
    qunsetenv("SSH_AUTH_SOCK");
    QVERIFY(!result);
    QVERIFY(!result.error().toText().contains(u"pass"_s));
    const QByteArray text = contentOf(m_home.filePath(u"seen"_s));
    QVERIFY(text.startsWith("arguments=\n"));
    QVERIFY(text.indexOf("me:pass@") > text.indexOf("input\n"));
    QVERIFY(text.contains("SSH_AUTH_SOCK=/run/agent\n"));
    QVERIFY(text.contains(QByteArray("HOME=" + QFile::encodeName(m_home.path()) + '\n')));
    QVERIFY(text.contains("GIT_TERMINAL_PROMPT=0\n"));
    QVERIFY(!text.contains("GIT_DIR="));
}

void TestRunTransfer::missing()
{
    // A value that is no program is passed over: the one of the build tree is found.
    qputenv("DEVSTACK_GIT_PROGRAM", "/nowhere");
    QVERIFY(clone());
}

QTEST_GUILESS_MAIN(TestRunTransfer)
#include "tst_runtransfer.moc"
