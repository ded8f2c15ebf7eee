// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/keeper.h"
#include "core/processtree.h"
#include "core/pty.h"
#include "support/patience.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PtySpec spec(const QString &script)
{
    PtySpec result;
    result.command = {u"bash"_s, u"-c"_s, script};
    result.environment = QProcessEnvironment::systemEnvironment();
    result.keeper = {QStringLiteral(DEVSTACK_GUARD_PROGRAM), u"keep"_s};
    result.grace = 300ms;
    return result;
}

bool lives(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

} // namespace

/// Scripts in a pseudo-terminal, and the end of all they start.
class PtyTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The process ids that a script wrote to the file.
    QList<qint64> pids() const
    {
        QFile file(m_folder.filePath(u"pids"_s));
        QList<qint64> result;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &word : file.readAll().split('\n')) {
                if (!word.isEmpty())
                    result += word.toLongLong();
            }
        }
        return result;
    }

private slots:
    void init() { QFile::remove(m_folder.filePath(u"pids"_s)); }

    void outputArrivesAsLinesAndBytes()
    {
        QStringList lines;
        QByteArray bytes;
        PtySinks sinks;
        sinks.line = [&](const QString &line) { lines += line; };
        sinks.bytes = [&](QByteArrayView view) { bytes += view.toByteArray(); };
        const auto outcome = runInPty(
            spec(u"echo one; printf '10%%\\r20%%\\r100%%\\n'; printf end; exit 3"_s), sinks);
        QVERIFY(outcome);
        QCOMPARE(int(outcome->process.end), int(ProcessOutcome::End::Exited));
        QCOMPARE(outcome->process.exitCode, 3);
        QCOMPARE(lines, (QStringList {u"one"_s, u"100%"_s, u"end"_s}));
        QVERIFY(bytes.contains("10%\r20%"));
        QCOMPARE(outcome->leftBehind, 0);
        QVERIFY(outcome->process.errorTail.endsWith(u"end"_s));
    }

    void itIsATerminalOfItsSize()
    {
        PtySpec wide = spec(u"test -t 0 && test -t 1 && stty size"_s);
        wide.columns = 99;
        wide.rows = 33;
        const auto outcome = runInPty(wide, {});
        QVERIFY(outcome);
        QCOMPARE(outcome->process.errorTail, u"33 99"_s);
    }

    void aProgramThatIsMissingIsAnError()
    {
        PtySpec missing = spec({});
        missing.command = {u"/nowhere/program"_s};
        const auto outcome = runInPty(missing, {});
        QVERIFY(!outcome);
        QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::NotFound));
        missing.keeper = {u"/nowhere/keeper"_s};
        QVERIFY(!runInPty(missing, {}));
    }

    void whatIsLeftBehindIsEnded_data()
    {
        QTest::addColumn<QString>("script");
        const QString file = m_folder.filePath(u"pids"_s);
        QTest::newRow("background") << u"trap '' HUP; sleep 300 & echo $! > %1"_s.arg(file);
        QTest::newRow("background that ignores signals")
            << u"(trap '' TERM HUP; echo $BASHPID > %1; while :; do sleep 1; done) & sleep 0.2"_s
                   .arg(file);
        QTest::newRow("double fork with setsid")
            << u"(setsid bash -c 'echo $$ > %1; exec sleep 300' &) ; sleep 0.3"_s.arg(file);
        QTest::newRow("nested setsid")
            << u"setsid --wait bash -c '(setsid bash -c \"echo \\$\\$ > %1; exec sleep 300\" &) ; "
               u"sleep 0.3'"_s.arg(file);
    }
    void whatIsLeftBehindIsEnded()
    {
        QFETCH(QString, script);
        const auto outcome = runInPty(spec(script), {});
        QVERIFY(outcome);
        QCOMPARE(int(outcome->process.end), int(ProcessOutcome::End::Exited));
        QVERIFY(outcome->leftBehind >= 1);
        QCOMPARE(pids().size(), 1);
        QVERIFY(!lives(pids().first()));
    }

    void aStopEndsTheWholeTree_data()
    {
        QTest::addColumn<QString>("script");
        const QString file = m_folder.filePath(u"pids"_s);
        QTest::newRow("waiting")
            << u"echo $$ >> %1; echo ready; until false; do sleep 0.1; done"_s.arg(file);
        QTest::newRow("deaf")
            << u"trap '' TERM INT HUP; echo $$ >> %1; echo ready; while :; do sleep 0.1; done"_s
                   .arg(file);
        QTest::newRow("detached")
            << u"setsid bash -c 'echo $$ >> %1; echo ready; exec sleep 300' & sleep 300"_s.arg(
                   file);
        QTest::newRow("forks all the time")
            << u"echo $$ >> %1; echo ready; while :; do (setsid sleep 30 &); sleep 0.005; done"_s
                   .arg(file);
    }
    void aStopEndsTheWholeTree()
    {
        QFETCH(QString, script);
        std::stop_source stop;
        PtySinks sinks;
        sinks.line = [&](const QString &line) {
            if (line == u"ready")
                stop.request_stop();
        };
        const auto before = descendantsOf(::getpid());
        const auto outcome = runInPty(spec(script), sinks, stop.get_token());
        QVERIFY(outcome);
        QCOMPARE(int(outcome->process.end), int(ProcessOutcome::End::Cancelled));
        for (const qint64 pid : pids())
            QVERIFY(!lives(pid));
        QCOMPARE(descendantsOf(::getpid()).size(), before.size());
    }

    void theLimitEndsAFlood()
    {
        PtySpec flood = spec(u"yes 0123456789012345678901234567890123456789"_s);
        flood.timeout = 1s;
        qint64 bytes = 0;
        PtySinks sinks;
        sinks.bytes = [&](QByteArrayView view) { bytes += view.size(); };
        QElapsedTimer clock;
        clock.start();
        const auto outcome = runInPty(flood, sinks);
        QVERIFY(outcome);
        QCOMPARE(int(outcome->process.end), int(ProcessOutcome::End::TimedOut));
        QVERIFY(bytes > 1'000'000);
        qInfo("%lld MB in %lld ms", bytes / 1'000'000, clock.elapsed());
        QVERIFY(clock.elapsed() < patience(10'000));
    }

    void theLimitHoldsWhileNobodyReads()
    {
        PtySpec flood = spec(u"echo $$ > %1; yes"_s.arg(m_folder.filePath(u"pids"_s)));
        flood.timeout = 500ms;
        PtySinks sinks;
        bool stalled = false;
        sinks.bytes = [&](QByteArrayView) {
            // A reader that hangs, until the script is gone.
            for (int round = 0;
                 !stalled && round < 1000 && (pids().isEmpty() || lives(pids().first()));
                 ++round)
                std::this_thread::sleep_for(10ms);
            stalled = true;
        };
        const auto outcome = runInPty(flood, sinks);
        QVERIFY(outcome);
        QCOMPARE(int(outcome->process.end), int(ProcessOutcome::End::TimedOut));
    }

    void silenceIsTold()
    {
        PtySpec quiet = spec(u"echo start; read -t 20 line"_s);
        quiet.silence = 300ms;
        std::stop_source stop;
        QList<qint64> told;
        PtySinks sinks;
        sinks.onSilence = [&](std::chrono::milliseconds since) {
            told += since.count();
            if (told.size() == 2)
                stop.request_stop();
        };
        QVERIFY(runInPty(quiet, sinks, stop.get_token()));
        QVERIFY(told.size() >= 2);
        QVERIFY(told[0] >= 300 && told[1] > told[0]);
    }

    void keysReachTheScript()
    {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        PtySpec reading = spec(u"read line; echo \"got $line\""_s);
        reading.input = ends[0];
        QCOMPARE(::write(ends[1], "hello\r", 6), 6);
        const auto outcome = runInPty(reading, {});
        ::close(ends[0]);
        ::close(ends[1]);
        QVERIFY(outcome);
        QVERIFY(outcome->process.errorTail.contains(u"got hello"_s));
    }

    void ctrlCEndsIt_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("keys");
        QTest::newRow("a script that is deaf to it") << u"trap '' INT; echo ready; sleep 60"_s << 1;
        QTest::newRow("a program that took the terminal")
            << u"stty raw -echo; echo ready; sleep 60"_s << 3;
    }
    void ctrlCEndsIt()
    {
        QFETCH(QString, script);
        QFETCH(int, keys);
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        PtySpec deaf = spec(script);
        deaf.input = ends[0];
        int sent = 0;
        PtySinks sinks;
        bool ready = false;
        sinks.line = [&](const QString &line) { ready = ready || line.contains(u"ready"_s); };
        sinks.onTick = [&] {
            if (ready && sent < keys && ::write(ends[1], "\x03", 1) == 1)
                ++sent;
        };
        const auto outcome = runInPty(deaf, sinks);
        ::close(ends[0]);
        ::close(ends[1]);
        QVERIFY(outcome);
        QCOMPARE(int(outcome->process.end), int(ProcessOutcome::End::Cancelled));
        QCOMPARE(sent, keys);
    }

    /// The owner dies without a word: the control pipe closes.
    void theTreeDiesWithItsOwner()
    {
        const QString file = m_folder.filePath(u"pids"_s);
        int control[2];
        int status[2];
        QCOMPARE(::pipe2(control, O_CLOEXEC), 0);
        QCOMPARE(::pipe2(status, O_CLOEXEC), 0);
        const pid_t keeper = ::fork();
        if (keeper == 0) {
            ::dup2(control[0], 13);
            ::dup2(status[1], 14);
            ::dup2(13, kKeeperControl);
            ::dup2(14, kKeeperStatus);
            ::close(13);
            ::close(14);
            const QByteArray script
                = u"setsid bash -c 'echo $$ > %1; exec sleep 300' & trap '' TERM; sleep 300"_s
                      .arg(file)
                      .toUtf8();
            ::execl(DEVSTACK_GUARD_PROGRAM,
                    "guard",
                    "keep",
                    "--limit",
                    "0",
                    "--grace",
                    "200",
                    "--",
                    "bash",
                    "-c",
                    script.constData(),
                    nullptr);
            ::_exit(1);
        }
        ::close(control[0]);
        ::close(status[1]);
        QTRY_VERIFY(!pids().isEmpty());
        ::close(control[1]);
        char byte = 0;
        while (::read(status[0], &byte, 1) > 0) { }
        ::close(status[0]);
        QVERIFY(!lives(pids().first()));
        QCOMPARE(::waitpid(keeper, nullptr, 0), keeper);
    }
};

QTEST_GUILESS_MAIN(PtyTest)
#include "tst_pty.moc"
