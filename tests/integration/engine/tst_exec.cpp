// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containers.h"
#include "engine/exec.h"
#include "scratch.h"

#include <QElapsedTimer>
#include <QTemporaryFile>
#include <QTest>

#include <thread>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;

/// Commands inside of containers: arguments, input, exit codes, and ends before their time.
class TestExec : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_box.reset(); }
    void outcome_data();
    void outcome();
    void largeInput();
    void inputThatIsNotRead();
    void inputFile();
    void endsEarly_data();
    void endsEarly();
    void containerDies();
    void withoutShell();
    void missing();
    void latency();

private:
    ExecSpec spec(const QStringList &command) const;
    int count(const QString &pattern) const;

    std::unique_ptr<ScratchContainer> m_box;
};

void TestExec::initTestCase()
{
    m_box = std::make_unique<ScratchContainer>(QStringList {u"sleep"_s, u"600"_s});
}

ExecSpec TestExec::spec(const QStringList &command) const
{
    ExecSpec result;
    result.container = m_box->name();
    result.command = command;
    return result;
}

/// How many processes of the container have `pattern` in their command line.
int TestExec::count(const QString &pattern) const
{
    const auto processes = docker({u"top"_s, m_box->name()});
    return processes ? int(processes->split(u'\n').filter(pattern).size()) : -1;
}

void TestExec::outcome_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("workingDir");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("errors");

    const QStringList none;
    QTest::newRow("output") << QStringList {u"echo"_s, u"hi"_s} << none << u""_s << u""_s
                            << QByteArray() << 0 << QByteArray("hi\n") << u""_s;
    QTest::newRow("no output") << QStringList {u"true"_s} << none << u""_s << u""_s << QByteArray()
                               << 0 << QByteArray() << u""_s;
    QTest::newRow("hostile arguments") << QStringList {u"printf"_s,
                                                       u"[%s]"_s,
                                                       u"a b"_s,
                                                       u"$(id)"_s,
                                                       u"';`x`\"\\"_s,
                                                       u""_s,
                                                       u"-n"_s,
                                                       u"é\n"_s}
                                       << none << u""_s << u""_s << QByteArray() << 0
                                       << QByteArray("[a b][$(id)][';`x`\"\\][][-n][é\n]") << u""_s;
    QTest::newRow("exit code and errors")
        << QStringList {u"sh"_s, u"-c"_s, u"echo bad >&2; exit 7"_s} << none << u""_s << u""_s
        << QByteArray() << 7 << QByteArray() << u"bad"_s;
    QTest::newRow("environment") << QStringList {u"sh"_s, u"-c"_s, u"echo \"$X\""_s}
                                 << QStringList {u"X=a b=c"_s} << u""_s << u""_s << QByteArray()
                                 << 0 << QByteArray("a b=c\n") << u""_s;
    QTest::newRow("user") << QStringList {u"id"_s, u"-u"_s} << none << u"nobody"_s << u""_s
                          << QByteArray() << 0 << QByteArray("65534\n") << u""_s;
    QTest::newRow("directory") << QStringList {u"pwd"_s} << none << u""_s << u"/var/lib"_s
                               << QByteArray() << 0 << QByteArray("/var/lib\n") << u""_s;
    QTest::newRow("input") << QStringList {u"cat"_s} << none << u""_s << u""_s
                           << QByteArray("a\0b\nc", 5) << 0 << QByteArray("a\0b\nc", 5) << u""_s;
    QTest::newRow("command not found") << QStringList {u"/no/such"_s} << none << u""_s << u""_s
                                       << QByteArray() << 127 << QByteArray() << u"devstack-"_s;
}

void TestExec::outcome()
{
    QFETCH(const QStringList, command);
    QFETCH(const QString, errors);
    ExecSpec exec = spec(command);
    exec.environment = *static_cast<const QStringList *>(
        QTest::qData("environment", qMetaTypeId<QStringList>()));
    exec.user = *static_cast<const QString *>(QTest::qData("user", qMetaTypeId<QString>()));
    exec.workingDir
        = *static_cast<const QString *>(QTest::qData("workingDir", qMetaTypeId<QString>()));
    exec.input = *static_cast<const QByteArray *>(QTest::qData("input", qMetaTypeId<QByteArray>()));
    const auto outcome = runInContainer(engine(), exec);
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toText()));
    QCOMPARE(outcome->end, ProcessOutcome::End::Exited);
    QTEST(outcome->exitCode, "exitCode");
    QTEST(outcome->standardOutput, "output");
    if (errors == u"devstack-")
        QVERIFY2(outcome->errorTail.contains(u"not found"_s), qPrintable(outcome->errorTail));
    else
        QCOMPARE(outcome->errorTail, errors);
}

void TestExec::largeInput()
{
    ExecSpec exec = spec({u"cat"_s});
    for (int i = 0; i < 400'000; ++i)
        exec.input += QByteArray::number(i) + '\n';
    const auto outcome = runInContainer(engine(), exec);
    QVERIFY(outcome);
    QCOMPARE(outcome->standardOutput.size(), exec.input.size());
    QVERIFY(outcome->standardOutput == exec.input);
}

void TestExec::inputThatIsNotRead()
{
    ExecSpec exec = spec({u"sh"_s, u"-c"_s, u"exec <&-; exit 4"_s});
    exec.input = QByteArray(8 * 1024 * 1024, 'x');
    exec.timeout = std::chrono::seconds(20);
    const auto outcome = runInContainer(engine(), exec);
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toText()));
    QCOMPARE(outcome->exitCode, 4);
}

void TestExec::inputFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("one\ntwo\n");
    file.flush();
    ExecSpec exec = spec({u"wc"_s, u"-l"_s});
    exec.inputFile = file.fileName();
    QCOMPARE(runInContainer(engine(), exec)->standardOutput, "2\n");
    exec.inputFile = u"/no/such/file"_s;
    QCOMPARE(toString(runInContainer(engine(), exec).error().kind),
             toString(Error::Kind::NotFound));
}

void TestExec::endsEarly_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("stop");
    const QString plain = u"sleep %1"_s;
    const QString children = u"sleep %1 & sleep %1 & echo started; wait"_s;
    const QString stubborn = u"trap '' TERM; sleep %1 & echo started; while :; do sleep %1; done"_s;
    const QString session = u"setsid sleep %1 & echo started; wait"_s;
    QTest::newRow("timeout") << plain << u""_s << false;
    QTest::newRow("stop") << plain << u""_s << true;
    QTest::newRow("children") << children << u""_s << true;
    QTest::newRow("child in a session of its own") << session << u""_s << true;
    QTest::newRow("ignores TERM") << stubborn << u""_s << true;
    QTest::newRow("other user") << children << u"nobody"_s << true;
}

void TestExec::endsEarly()
{
    QFETCH(const QString, script);
    QFETCH(const QString, user);
    QFETCH(const bool, stop);
    // A duration that nothing else has makes the processes recognisable from outside.
    static int next = 71'001;
    const QString mark = QString::number(++next);
    ExecSpec exec = spec({u"sh"_s, u"-c"_s, script.arg(mark)});
    exec.user = user;
    exec.grace = std::chrono::milliseconds(300);
    if (!stop)
        exec.timeout = std::chrono::milliseconds(500);
    std::stop_source source;
    std::jthread stopper([&] {
        for (int i = 0; stop && i < 500 && count(u"sleep "_s + mark) < 1; ++i)
            std::this_thread::yield();
        if (stop)
            source.request_stop();
    });
    const auto outcome = runInContainer(engine(), exec, source.get_token());
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toText()));
    QCOMPARE(outcome->end, stop ? ProcessOutcome::End::Cancelled : ProcessOutcome::End::TimedOut);
    QTRY_COMPARE(count(mark), 0);
    QCOMPARE(count(u"sleep 600"_s), 1);
}

void TestExec::containerDies()
{
    const ScratchContainer box({u"sleep"_s, u"300"_s});
    ExecSpec exec = spec({u"sh"_s, u"-c"_s, u"echo started; sleep 300"_s});
    exec.container = box.name();
    std::jthread killer;
    const auto outcome = runInContainer(engine(), exec, {}, [&](const OutputLine &line) {
        if (line.text == u"started")
            killer = std::jthread([&] {
                [[maybe_unused]] auto killed = docker({u"kill"_s, box.name()});
            });
    });
    QVERIFY2(!outcome, outcome ? qPrintable(QString::number(outcome->exitCode)) : "");
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Failed));
    QVERIFY2(outcome.error().message.contains(u"stopped while"_s),
             qPrintable(outcome.error().toText()));
}

void TestExec::withoutShell()
{
    const ScratchContainer box({u"sleep"_s, u"300"_s});
    ExecSpec exec = spec({u"rm"_s, u"/bin/sh"_s, u"/bin/bash"_s});
    exec.container = box.name();
    QCOMPARE(runInContainer(engine(), exec)->exitCode, 0);
    exec.command = {u"cat"_s};
    exec.input = "through";
    QStringList lines;
    const auto outcome
        = runInContainer(engine(), exec, {}, [&](const OutputLine &line) { lines += line.text; });
    QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().toText()));
    QCOMPARE(outcome->exitCode, 0);
    QCOMPARE(outcome->standardOutput, "through");
    QCOMPARE(lines, QStringList {u"through"_s});
}

void TestExec::missing()
{
    ExecSpec exec = spec({u"true"_s});
    exec.container = u"eng-none"_s;
    QCOMPARE(toString(runInContainer(engine(), exec).error().kind),
             toString(Error::Kind::NotFound));
    exec.command = {};
    QCOMPARE(toString(runInContainer(engine(), exec).error().kind),
             toString(Error::Kind::InvalidInput));
    const ScratchContainer box({u"true"_s});
    exec.container = box.name();
    exec.command = {u"true"_s};
    QTRY_VERIFY(!inspectContainer(engine(), box.name())->running);
    QCOMPARE(toString(runInContainer(engine(), exec).error().kind),
             toString(Error::Kind::Conflict));
}

void TestExec::latency()
{
    const EngineClient client = engine();
    constexpr int kRounds = 5;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kRounds; ++i)
        QCOMPARE(runInContainer(client, spec({u"true"_s}))->exitCode, 0);
    const double ours = double(timer.nsecsElapsed()) / kRounds / 1e6;
    timer.restart();
    for (int i = 0; i < kRounds; ++i)
        QVERIFY(docker({u"exec"_s, m_box->name(), u"true"_s}));
    qInfo("exec %.1f ms, docker exec %.1f ms", ours, double(timer.nsecsElapsed()) / kRounds / 1e6);
}

QTEST_GUILESS_MAIN(TestExec)
#include "tst_exec.moc"
