// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/journalobserver.h"
#include "plan/schedule.h"
#include "scriptedexecutor.h"
#include "store/journalreader.h"

#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <future>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// "a b<a c<a,b*": ids and what they wait for; `*` satisfied, `!` skipped and `?` failed before
/// the run, `#` a build.
Plan planFrom(const QString &text)
{
    Plan plan;
    for (QString word : text.split(u' ', Qt::SkipEmptyParts)) {
        Step step;
        step.kind = StepKind::Bootstrap;
        if (word.endsWith(u'*'))
            step.state = StepState::Satisfied;
        if (word.endsWith(u'!'))
            step.state = StepState::Skipped;
        if (word.endsWith(u'?'))
            step.state = StepState::Failed;
        if (word.endsWith(u'#'))
            step.kind = StepKind::Build;
        while (QStringView(u"*!?#").contains(word.back()))
            word.chop(1);
        step.id = word.section(u'<', 0, 0);
        step.title = step.id;
        step.ida = u"ida"_s;
        step.after = word.section(u'<', 1).split(u',', Qt::SkipEmptyParts);
        step.parts = {{u"command"_s, step.id}, {u"image:app"_s, u"?"_s}};
        step.expected = 1s;
        plan.steps.append(step);
    }
    return plan;
}

Result<StepOutcome> failure()
{
    return Error {Error::Kind::Failed, u"it broke"_s, u"line 1\nline 2"_s, u"mend it"_s, {}};
}

/// Ends when a stop is requested, as a well-behaved executor does.
Result<StepOutcome> untilStopped(const Step &, Reporter &, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait(lock, stop, [] { return false; });
    return cancelled();
}

QString states(const Plan &plan)
{
    QStringList words;
    for (const Step &step : plan.steps)
        words.append(step.id + u'=' + toString(step.state));
    return words.join(u' ');
}

} // namespace

class TestPlanRunner : public QObject
{
    Q_OBJECT

private slots:
    void outcomes_data();
    void outcomes();
    void eventsAreInOrder();
    void longestChainFirst();
    void sideBySideWithinLimits();
    void cancelWaitsForWhatRuns();
    void cancelSaysWhatStillRuns();
    void cancelBeforeTheRun();
    void successInSpiteOfCancelIsSuccess();
    void floodOfOutputArrivesWhole();
    void exceptionsAreFailures();
    void journalAndRecords();
    void recordsTellWhoseDataChanged();
};

void TestPlanRunner::outcomes_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("fails");
    QTest::addColumn<bool>("stopOnError");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("result");

    QTest::newRow("nothing") << QString() << QString() << false << QString() << u"done"_s;
    QTest::newRow("all satisfied")
        << u"a* b<a*"_s << QString() << false << u"a=satisfied b=satisfied"_s << u"done"_s;
    QTest::newRow("chain") << u"a b<a c<b"_s << QString() << false << u"a=done b=done c=done"_s
                           << u"done"_s;
    QTest::newRow("waits through satisfied and skipped")
        << u"a* b<a! c<b"_s << QString() << false << u"a=satisfied b=skipped c=done"_s << u"done"_s;
    QTest::newRow("failed before the run")
        << u"a? b c<b"_s << QString() << false << u"a=failed b=done c=done"_s << u"failed"_s;
    QTest::newRow("failed before the run, the rest satisfied")
        << u"a? b*"_s << QString() << false << u"a=failed b=satisfied"_s << u"failed"_s;
    QTest::newRow("failure reaches through satisfied and skipped")
        << u"a b<a* c<b! d<c e"_s << u"a"_s << false
        << u"a=failed b=satisfied c=skipped d=skipped e=done"_s << u"failed"_s;
    QTest::newRow("order is kept through satisfied") // d would be first: nothing it names is open
        << u"a b<a c<b* d<c"_s << u"b"_s << true << u"a=done b=failed c=satisfied d=skipped"_s
        << u"failed"_s;
    QTest::newRow("failure skips what depends on it, the rest goes on")
        << u"a b<a c<b d e<d f<e,c"_s << u"b"_s << false
        << u"a=done b=failed c=skipped d=done e=done f=skipped"_s << u"failed"_s;
    QTest::newRow("failure stops everything")
        << u"a b<a c<b d<a e<d"_s << u"a"_s << true
        << u"a=failed b=skipped c=skipped d=skipped e=skipped"_s << u"failed"_s;
    QTest::newRow("unknown id in after is nothing to wait for")
        << u"a<gone"_s << QString() << false << u"a=done"_s << u"done"_s;
    QTest::newRow("a cycle ends too")
        << u"a<b b<a c"_s << QString() << false << u"a=failed b=failed c=done"_s << u"failed"_s;
}

void TestPlanRunner::outcomes()
{
    QFETCH(QString, plan);
    QFETCH(QString, fails);
    QFETCH(bool, stopOnError);
    QFETCH(QString, expected);
    QFETCH(QString, result);
    ScriptedExecutor executor;
    executor.behaviours.insert(fails,
                               [](const Step &, Reporter &, std::stop_token) { return failure(); });
    EventLog log;
    RunnerOptions options;
    options.policy = stopOnError ? FailurePolicy::StopOnError : FailurePolicy::ContinueIndependent;
    const Plan after = PlanRunner(executor, log, options).run(planFrom(plan), {});
    QCOMPARE(states(after), expected);
    QCOMPARE(toString(after.result), result);
    for (const Step &step : after.steps) {
        if (step.state == StepState::Failed && !fails.isEmpty()) {
            QCOMPARE(step.reason, u"it broke"_s);
            QCOMPARE(step.detail, u"line 1\nline 2"_s);
            QCOMPARE(step.hint, u"mend it"_s);
        }
    }
    // Every step that was not final before is finished exactly once; what failed before is told.
    for (const Step &step : planFrom(plan).steps) {
        const qsizetype told = log.events.filter(u"-"_s + step.id + u' ').size();
        QCOMPARE(told, qsizetype(step.isFinal() && step.state != StepState::Failed ? 0 : 1));
    }
}

void TestPlanRunner::eventsAreInOrder()
{
    ScriptedExecutor executor;
    executor.behaviours.insert(u"a"_s, [](const Step &, Reporter &reporter, std::stop_token) {
        reporter.line({OutputLine::Stream::Out, u"one"_s});
        reporter.progress({1, 2, {}, {}});
        reporter.line({OutputLine::Stream::Err, u"two"_s});
        return Result<StepOutcome>(StepOutcome {u"made it"_s, {}});
    });
    EventLog log;
    const Plan after = PlanRunner(executor, log).run(planFrom(u"a b<a"_s), {});
    QCOMPARE(log.events,
             (QStringList {u"begin"_s,
                           u"+a"_s,
                           u"a> one"_s,
                           u"a 1/2"_s,
                           u"a> two"_s,
                           u"-a done"_s,
                           u"+b"_s,
                           u"-b done"_s,
                           u"done"_s}));
    QCOMPARE(after.steps[0].reason, u"made it"_s);
}

void TestPlanRunner::longestChainFirst()
{
    Plan plan = planFrom(u"short long tail<long"_s);
    plan.steps[2].expected = 60s;
    ScriptedExecutor executor;
    EventLog log;
    RunnerOptions options;
    options.parallel = 1;
    PlanRunner(executor, log, options).run(plan, {});
    QCOMPARE(log.events.filter(u"+"_s), (QStringList {u"+long"_s, u"+tail"_s, u"+short"_s}));
}

void TestPlanRunner::sideBySideWithinLimits()
{
    ScriptedExecutor executor;
    const auto meet = [&executor](const Step &, Reporter &, std::stop_token) {
        executor.waitForCompany(4);
        return Result<StepOutcome>(StepOutcome {});
    };
    const Plan plan = planFrom(u"a# b# c# d# e f g h"_s);
    for (const Step &step : plan.steps)
        executor.behaviours.insert(step.id, meet);
    EventLog log;
    RunnerOptions options;
    options.parallel = 4;
    QVERIFY(PlanRunner(executor, log, options).run(plan, {}).result == RunResult::Done);
    QCOMPARE(executor.mostAtOnce, 4);
    QCOMPARE(executor.mostOfKind.value(StepKind::Build), 2);
}

void TestPlanRunner::cancelWaitsForWhatRuns()
{
    ScriptedExecutor executor;
    executor.behaviours.insert(u"a"_s, untilStopped);
    EventLog log;
    std::stop_source source;
    log.onStarted = [&](const Step &step) {
        if (step.id == u"a")
            source.request_stop();
    };
    const Plan after = PlanRunner(executor, log).run(planFrom(u"a b<a c<b"_s), source.get_token());
    QCOMPARE(states(after), u"a=cancelled b=cancelled c=cancelled"_s);
    QVERIFY(after.result == RunResult::Cancelled);
    QCOMPARE(log.events.last(), u"cancelled"_s);
}

void TestPlanRunner::cancelSaysWhatStillRuns()
{
    ScriptedExecutor executor;
    std::stop_source source;
    std::promise<void> said;
    // "a" is cut, but not before it was told; "b" is work that may finish, so it does not obey.
    executor.behaviours.insert(u"a"_s, [&](const Step &, Reporter &, std::stop_token) {
        said.get_future().wait();
        return Result<StepOutcome>(cancelled());
    });
    executor.behaviours.insert(u"b"_s, [&](const Step &, Reporter &, std::stop_token) {
        executor.waitForCompany(2);
        source.request_stop();
        return Result<StepOutcome>(StepOutcome {});
    });
    EventLog log;
    log.onStopping = [&] { said.set_value(); };
    const Plan after = PlanRunner(executor, log).run(planFrom(u"a b c<b"_s), source.get_token());
    QCOMPARE(states(after), u"a=cancelled b=done c=cancelled"_s);
    const QStringList told = log.events.filter(u"stopping"_s);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().contains(u"a"_s));
}

void TestPlanRunner::cancelBeforeTheRun()
{
    ScriptedExecutor executor;
    EventLog log;
    std::stop_source source;
    source.request_stop();
    const Plan after = PlanRunner(executor, log).run(planFrom(u"a* b"_s), source.get_token());
    QCOMPARE(states(after), u"a=satisfied b=cancelled"_s);
    QCOMPARE(executor.mostAtOnce, 0);
}

void TestPlanRunner::successInSpiteOfCancelIsSuccess()
{
    ScriptedExecutor executor;
    std::stop_source source;
    executor.behaviours.insert(u"a"_s, [&](const Step &, Reporter &, std::stop_token) {
        source.request_stop();
        return Result<StepOutcome>(StepOutcome {});
    });
    EventLog log;
    QCOMPARE(states(PlanRunner(executor, log).run(planFrom(u"a"_s), source.get_token())),
             u"a=done"_s);
}

void TestPlanRunner::floodOfOutputArrivesWhole()
{
    ScriptedExecutor executor;
    const Plan plan = planFrom(u"a b c d"_s);
    for (const Step &step : plan.steps) {
        executor.behaviours.insert(step.id, [](const Step &, Reporter &reporter, std::stop_token) {
            for (int i = 0; i < 20000; ++i) {
                reporter.line({OutputLine::Stream::Out, QString::number(i)});
                reporter.progress({i, 20000, {}, {}});
            }
            return Result<StepOutcome>(StepOutcome {});
        });
    }
    EventLog log;
    PlanRunner(executor, log).run(plan, {});
    QCOMPARE(log.events.filter(u"a> "_s).size(), 20000);
    QCOMPARE(log.events.filter(u"d> "_s).last(), u"d> 19999"_s);
    QVERIFY(log.events.contains(u"a 19999/20000"_s)); // the latest progress is never lost
}

void TestPlanRunner::exceptionsAreFailures()
{
    ScriptedExecutor executor;
    executor.behaviours.insert(
        u"a"_s, [](const Step &, Reporter &, std::stop_token) -> Result<StepOutcome> {
            throw std::bad_alloc();
        });
    EventLog log;
    QCOMPARE(states(PlanRunner(executor, log).run(planFrom(u"a b<a"_s), {})),
             u"a=failed b=skipped"_s);
}

void TestPlanRunner::journalAndRecords()
{
    QTemporaryDir dir;
    StepRecords records = StepRecords::open(dir.filePath(u"steps.jsonl"_s));
    QVERIFY(records.record(u"b"_s, u"old"_s, {{u"command"_s, u"b"_s}}, 1s));
    auto journal = RunJournal::create(dir.filePath(u"runs"_s), u"devstack up"_s, {u"ida"_s});
    QVERIFY(journal);
    JournalObserver observer(**journal, records);
    ScriptedExecutor executor;
    executor.behaviours.insert(u"a"_s, [](const Step &, Reporter &reporter, std::stop_token) {
        reporter.line({OutputLine::Stream::Out, u"hello"_s});
        return Result<StepOutcome>(StepOutcome {
            {}, {{u"image:app"_s, u"sha256:7"_s}, {u"command"_s, u"never replaced"_s}}});
    });
    executor.behaviours.insert(u"b"_s,
                               [](const Step &, Reporter &, std::stop_token) { return failure(); });
    const Plan plan = planFrom(u"a b<a c<b"_s);
    const Plan after = PlanRunner(executor, observer).run(plan, {});
    (*journal)->end(after.result);
    QCOMPARE(observer.warnings(), QStringList());

    const StepRecords again = StepRecords::open(dir.filePath(u"steps.jsonl"_s));
    QCOMPARE(again.find(u"a"_s)->parts,
             (Fingerprint {{u"command"_s, u"a"_s}, {u"image:app"_s, u"sha256:7"_s}}));
    QCOMPARE(again.find(u"a"_s)->fingerprint, fingerprintOf(again.find(u"a"_s)->parts));
    QVERIFY(!again.find(u"b"_s)->finished); // what it proved before is void once it began again
    QVERIFY(!again.find(u"c"_s));

    const auto run = readRun(runJournals(dir.filePath(u"runs"_s)).first());
    QVERIFY(run);
    QVERIFY(run->result == RunResult::Failed);
    QCOMPARE(run->step(u"a"_s)->output.first().text, u"hello"_s);
    QCOMPARE(run->step(u"b"_s)->reason, u"it broke"_s);
    QVERIFY(run->step(u"c"_s)->state == StepState::Skipped);
}

void TestPlanRunner::recordsTellWhoseDataChanged()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    StepRecords records = StepRecords::open(path);
    auto journal = RunJournal::create(dir.filePath(u"runs"_s), u"devstack up"_s, {});
    JournalObserver observer(**journal, records);
    for (const StepKind kind : {StepKind::Start, StepKind::Seed, StepKind::Client}) {
        Step step;
        step.id = toString(kind);
        step.ida = u"orders"_s;
        step.kind = kind;
        step.parts = {{u"command"_s, u"x"_s}};
        if (kind == StepKind::Client)
            step.action = CommandAction {ContainerCommand {u"login"_s, {}, {}, {}}, false, {}};
        observer.stepStarted(step);
        step.state = StepState::Done;
        observer.stepFinished(step);
    }
    StepRecords again = StepRecords::open(path);
    QCOMPARE(again.find(u"start"_s)->idas, QStringList());
    QCOMPARE(again.find(u"seed"_s)->idas, QStringList {u"orders"_s});
    QCOMPARE(again.find(u"client"_s)->idas, (QStringList {u"orders"_s, u"login"_s}));
    QVERIFY(again.forget([](const QString &, const StepRecord &record) {
        return record.idas.contains(u"login"_s);
    }));
    QVERIFY(again.find(u"seed"_s)->finished && !again.find(u"client"_s)->finished);
    Step foreign;
    foreign.id = u"foreign"_s;
    foreign.ida = u"orders"_s;
    foreign.kind = StepKind::Seed;
    foreign.action = CommandAction {ContainerCommand {u"login"_s, {}, {}, {}}, false, u"demo"_s};
    observer.stepStarted(foreign);
    QCOMPARE(StepRecords::open(path).find(u"foreign"_s)->idas, QStringList {u"login"_s});
}

QTEST_GUILESS_MAIN(TestPlanRunner)
#include "tst_planrunner.moc"
