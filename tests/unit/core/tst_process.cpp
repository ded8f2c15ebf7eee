// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/filelock.h"
#include "core/process.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The first argument of this program when it is a caller.
const QString kCaller = u"caller"_s;

} // namespace

class TestProcess : public QObject
{
    Q_OBJECT

private slots:
    void endsOnItsOwn_data();
    void endsOnItsOwn();
    void hearsBothStreams();
    void getsInput();
    void cannotStart();
    void takesArgumentsAsTheyAre();
    void quotes_data();
    void quotes();
    void stopReachesGrandchildren_data();
    void stopReachesGrandchildren();
    void outlivesItsCaller_data();
    void outlivesItsCaller();
    void timesOut();
    void silenceIsALimit();
    void crashesNameTheirSignal();
    void errorsSayWhat();

private:
    static ProcessSpec shell(const QString &script)
    {
        ProcessSpec spec;
        spec.program = u"sh"_s;
        spec.arguments = {u"-c"_s, script};
        return spec;
    }
};

void TestProcess::endsOnItsOwn_data()
{
    using End = ProcessOutcome::End;
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("code");
    QTest::newRow("well") << u"exit 0"_s << int(End::Exited) << 0;
    QTest::newRow("with a code") << u"exit 7"_s << int(End::Exited) << 7;
    QTest::newRow("by a signal") << u"kill -9 $$"_s << int(End::Crashed) << -1;
}

void TestProcess::endsOnItsOwn()
{
    QFETCH(QString, script);
    QFETCH(int, end);
    QFETCH(int, code);
    const auto outcome = runProcess(shell(script));
    QVERIFY(outcome);
    QCOMPARE(int(outcome->end), end);
    QCOMPARE(outcome->exitCode, code);
    QCOMPARE(outcome->succeeded(), code == 0);
}

void TestProcess::hearsBothStreams()
{
    QStringList out;
    QStringList err;
    const auto outcome = runProcess(
        shell(u"echo one; echo two >&2; printf three"_s), {}, [&](const OutputLine &line) {
            (line.stream == OutputLine::Stream::Out ? out : err) += line.text;
        });
    QVERIFY(outcome);
    QCOMPARE(out, QStringList({u"one"_s, u"three"_s}));
    QCOMPARE(err, QStringList {u"two"_s});
    QCOMPARE(outcome->standardOutput, QByteArray("one\nthree"));
    QCOMPARE(outcome->errorTail, u"two"_s);
    const auto many = runProcess(shell(u"seq 1 100 >&2"_s));
    QCOMPARE(many->errorTail.split(u'\n').size(), 40);
    QVERIFY(many->errorTail.endsWith(u"\n100"_s));
}

void TestProcess::getsInput()
{
    ProcessSpec spec = shell(u"cat"_s);
    spec.input = QByteArray(300'000, 'x');
    QCOMPARE(runTool(spec)->size(), 300'000);
    spec.input.clear();
    spec.inputFile = QStringLiteral(DEVSTACK_SOURCE_DIR "/tests/unit/core/tst_process.cpp");
    QVERIFY(runTool(spec)->startsWith("// SPDX"));
    // Without either it reads an empty input and must not wait for a terminal.
    QCOMPARE(*runTool(shell(u"cat"_s)), QByteArray());
    // One that does not read its input is no failure of ours.
    spec = shell(u"exit 3"_s);
    spec.input = QByteArray(1'000'000, 'x');
    QCOMPARE(runProcess(spec)->exitCode, 3);
}

void TestProcess::cannotStart()
{
    ProcessSpec spec;
    spec.program = u"devstack-no-such-program"_s;
    const auto outcome = runProcess(spec);
    QVERIFY(!outcome);
    QVERIFY(outcome.error().kind == Error::Kind::NotFound);
    QVERIFY(outcome.error().message.contains(spec.program));
    QVERIFY(!outcome.error().hint.isEmpty());
}

void TestProcess::takesArgumentsAsTheyAre()
{
    ProcessSpec spec;
    spec.program = u"printf"_s;
    spec.arguments = {u"%s|"_s, u"$(id)"_s, u"a b"_s, u"; rm"_s, u""_s, u"--help"_s};
    QCOMPARE(*runTool(spec), QByteArray("$(id)|a b|; rm||--help|"));
}

void TestProcess::quotes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringList {u"up"_s, u"-d"_s} << u"p up -d"_s;
    QTest::newRow("spaces") << QStringList {u"a b"_s} << u"p 'a b'"_s;
    QTest::newRow("quote") << QStringList {u"it's"_s} << u"p 'it'\\''s'"_s;
    QTest::newRow("empty") << QStringList {u""_s} << u"p ''"_s;
    QTest::newRow("shell") << QStringList {u"$(id)"_s, u"a;b"_s} << u"p '$(id)' 'a;b'"_s;
    QTest::newRow("zsh") << QStringList {u"=ls"_s, u"a=b"_s} << u"p '=ls' a=b"_s;
    QTest::newRow("line end") << QStringList {u"a\n"_s} << u"p 'a\n'"_s;
}

void TestProcess::quotes()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, text);
    QCOMPARE(shellText(QStringList {u"p"_s} + arguments), text);
}

void TestProcess::stopReachesGrandchildren_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("obedient") << u"sleep 600 & echo $!; wait"_s;
    QTest::newRow("leader ends first")
        << u"sh -c 'trap \"\" TERM; echo $$; sleep 600; sleep 600' & wait"_s;
    QTest::newRow("deaf to TERM") << u"trap '' TERM; sleep 600 & echo $!; wait; wait"_s;
}

void TestProcess::stopReachesGrandchildren()
{
    QFETCH(QString, script);
    ProcessSpec spec = shell(script);
    spec.grace = 200ms;
    std::stop_source source;
    pid_t grandchild = 0;
    const auto outcome = runProcess(spec, source.get_token(), [&](const OutputLine &line) {
        grandchild = line.text.toInt();
        source.request_stop();
    });
    QVERIFY(outcome);
    QCOMPARE(int(outcome->end), int(ProcessOutcome::End::Cancelled));
    QVERIFY(outcome->toError(u"x"_s).kind == Error::Kind::Cancelled);
    QVERIFY(grandchild > 1);
    // Killed, and gone as soon as whoever adopted it has noticed (a zombie answers signals).
    const QString status = u"/proc/%1/stat"_s.arg(grandchild);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            QFile file(status);
            return !file.open(QIODevice::ReadOnly) || file.readAll().mid(1).contains(") Z ");
        }(),
        5000);
}

void TestProcess::outlivesItsCaller_data()
{
    QTest::addColumn<bool>("finishesAlone");
    QTest::newRow("it finishes alone") << true;
    QTest::newRow("it ends with its next line") << false;
}

void TestProcess::outlivesItsCaller()
{
    QFETCH(bool, finishesAlone);
    const QTemporaryDir folder;
    const QString lock = folder.filePath(u"lock"_s);
    QProcess caller;
    caller.start(QCoreApplication::applicationFilePath(),
                 {kCaller, folder.path(), finishesAlone ? u"alone"_s : QString()});
    QVERIFY(caller.waitForStarted());
    QTRY_VERIFY(QFile::exists(folder.filePath(u"begun"_s)));
    QVERIFY(FileLock::holder(lock));
    caller.kill();
    QVERIFY(caller.waitForFinished());
    QVERIFY(FileLock::holder(lock)); // a child of the command has it too
    QFile go(folder.filePath(u"go"_s));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT(!FileLock::holder(lock), 20'000);
    QCOMPARE(QFile::exists(folder.filePath(u"done"_s)), finishesAlone);
}

void TestProcess::timesOut()
{
    ProcessSpec spec = shell(u"echo begun; sleep 600"_s);
    spec.timeout = 300ms;
    spec.grace = 100ms;
    QElapsedTimer clock;
    clock.start();
    const auto outcome = runProcess(spec);
    QVERIFY(outcome);
    QCOMPARE(int(outcome->end), int(ProcessOutcome::End::TimedOut));
    QCOMPARE(outcome->standardOutput, QByteArray("begun\n"));
    QVERIFY(clock.elapsed() < 10'000);
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(int(runProcess(spec, stopped.get_token())->end), int(ProcessOutcome::End::Cancelled));
}

void TestProcess::silenceIsALimit()
{
    ProcessSpec spec = shell(u"for i in 1 2 3 4 5; do echo on; sleep 0.2; done; sleep 600"_s);
    spec.silence = 500ms;
    spec.grace = 100ms;
    QElapsedTimer clock;
    clock.start();
    const auto outcome = runProcess(spec);
    QVERIFY(outcome);
    QCOMPARE(int(outcome->end), int(ProcessOutcome::End::TimedOut));
    QCOMPARE(outcome->standardOutput.count("on\n"), 5);
    QVERIFY(clock.elapsed() < 10'000);
}

void TestProcess::crashesNameTheirSignal()
{
    const auto outcome = runProcess(shell(u"kill -SEGV $$"_s));
    QVERIFY(outcome);
    QCOMPARE(int(outcome->end), int(ProcessOutcome::End::Crashed));
    QCOMPARE(outcome->signal, SIGSEGV);
}

void TestProcess::errorsSayWhat()
{
    const auto failed = runTool(shell(u"echo why >&2; exit 4"_s));
    QVERIFY(!failed);
    QVERIFY(failed.error().kind == Error::Kind::Failed);
    QVERIFY(failed.error().message.contains(u"exit code 4"_s));
    QCOMPARE(failed.error().detail, u"why"_s);
}

/// A caller that is killed while its command runs: argument 2 is a folder.
int runAsCaller(const QStringList &arguments)
{
    ProcessSpec spec;
    spec.program = u"sh"_s;
    spec.directory = arguments.value(2);
    spec.arguments = {u"-c"_s,
                      u"sh -c 'touch begun; until [ -e go ]; do sleep 0.05; done'; "
                      u"i=0; while [ $i -lt 3000 ]; do echo 'a line that nobody reads' || exit 1; "
                      u"i=$((i+1)); done; touch done"_s};
    spec.lock = spec.directory + u"/lock"_s;
    spec.finishesAlone = arguments.value(3) == u"alone"_s;
    return runProcess(spec) ? 0 : 1;
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == kCaller)
        return runAsCaller(QCoreApplication::arguments());
    TestProcess test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_process.moc"
