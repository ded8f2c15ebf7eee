// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/reasons.h"
#include "service/observing/runningsteps.h"
#include "service/provisioning/plannedruns.h"
#include "store/runjournal.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestRunningSteps : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewestRun();
    void saysWhoIsBusyAndWhatFailed();
    void aPartLeavesTheRestFailed();
    void whatIsNeededNoMoreFailsNoMore();
    void aCutRunMakesNothingGood();
    void aRunWhoseProcessIsGoneRunsNoMore();
    void whatSomebodyRanByHandIsNoFailure();
    void theLatestRunIsToldWhenItIsOver();
    void aPlanTellsWhatRunsAndWhatFailed();
};

static RunStep step(const QString &id, StepState state)
{
    RunStep step;
    step.id = id;
    step.ida = u"a"_s;
    step.state = state;
    return step;
}

template <typename Steps> static QStringList ids(const Steps &steps)
{
    QStringList ids;
    for (const RunStep &step : steps)
        ids += step.id;
    return ids;
}

void TestRunningSteps::followsTheNewestRun()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    QVERIFY(running.look().running.isEmpty());
    auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    QVERIFY(journal);
    (*journal)->steps({step(u"one"_s, StepState::Pending), step(u"two"_s, StepState::Pending)});
    QVERIFY(running.look().running.isEmpty());
    (*journal)->started(u"one"_s);
    (*journal)->line(u"one"_s, {OutputLine::Stream::Out, u"hello"_s});
    QCOMPARE(ids(running.look().running), QStringList {u"one"_s});
    QVERIFY(running.look().running.first().output.isEmpty());
    (*journal)->started(u"two"_s);
    (*journal)->finished(step(u"one"_s, StepState::Done));
    QCOMPARE(ids(running.look().running), QStringList {u"two"_s});
    QCOMPARE(ids(RunningSteps(folder.path()).look().running), QStringList {u"two"_s});
    (*journal)->end(RunResult::Done);
    QVERIFY(running.look().running.isEmpty());
    journal->reset();

    auto next = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    QVERIFY(next);
    (*next)->steps({step(u"three"_s, StepState::Pending)});
    (*next)->started(u"three"_s);
    QCOMPARE(ids(running.look().running), QStringList {u"three"_s});
}

void TestRunningSteps::saysWhoIsBusyAndWhatFailed()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    {
        auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
        (*journal)->steps({step(u"one"_s, StepState::Pending), step(u"two"_s, StepState::Pending)});
        (*journal)->started(u"one"_s);
        (*journal)->finished(step(u"one"_s, StepState::Done));
        // The one is over and the other has not begun: the run still goes on with the IDA.
        QVERIFY(running.look().running.isEmpty());
        QCOMPARE(running.look().busy, QSet<QString> {u"a"_s});
        (*journal)->started(u"two"_s);
        (*journal)->finished(step(u"two"_s, StepState::Failed));
        QVERIFY(running.look().busy.isEmpty());
        QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
        (*journal)->end(RunResult::Failed);
    }
    QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
    QVERIFY(running.look().failed.first().since.isValid());
    // A migration by hand says nothing about it; the next run does.
    {
        auto task = RunJournal::create(folder.path(), u"devstack migrate"_s, {u"a"_s});
        (*task)->steps({step(u"migrate:a/1"_s, StepState::Pending)});
        (*task)->started(u"migrate:a/1"_s);
        QCOMPARE(ids(running.look().running), QStringList {u"migrate:a/1"_s});
        QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
        (*task)->finished(step(u"migrate:a/1"_s, StepState::Done));
        (*task)->end(RunResult::Done);
    }
    QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
    auto again = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    (*again)->steps({step(u"two"_s, StepState::Pending)});
    QVERIFY(running.look().failed.isEmpty());
}

/// A run that is over, of these steps.
static void ran(const QTemporaryDir &folder,
                Operation::Verb verb,
                const QStringList &idas,
                const QList<RunStep> &steps,
                RunResult result)
{
    Operation operation;
    operation.verb = verb;
    operation.idas = idas;
    auto journal = RunJournal::create(folder.path(), operation.toCommandLine(), idas, operation);
    QVERIFY(journal);
    QList<StepInfo> planned;
    for (RunStep step : steps) {
        step.state = StepState::Pending;
        planned += step;
    }
    (*journal)->steps(planned);
    for (const RunStep &step : steps) {
        (*journal)->started(step.id);
        (*journal)->finished(step);
    }
    (*journal)->end(result);
}

void TestRunningSteps::aPartLeavesTheRestFailed()
{
    using Verb = Operation::Verb;
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    RunStep ofAnother = step(u"start:b"_s, StepState::Done);
    ofAnother.ida = u"b"_s;
    ran(folder,
        Verb::Up,
        {},
        {step(u"bootstrap:a/1"_s, StepState::Failed), step(u"start:a"_s, StepState::Done)},
        RunResult::Failed);
    // Neither a start nor a run of another IDA made it good.
    ran(folder, Verb::Start, {u"a"_s}, {step(u"start:a"_s, StepState::Done)}, RunResult::Done);
    QCOMPARE(ids(running.look().failed), QStringList {u"bootstrap:a/1"_s});
    ran(folder, Verb::Up, {u"b"_s}, {ofAnother}, RunResult::Done);
    QCOMPARE(ids(running.look().failed), QStringList {u"bootstrap:a/1"_s});
    QCOMPARE(ids(RunningSteps(folder.path()).look().failed), QStringList {u"bootstrap:a/1"_s});
    ran(folder, Verb::Up, {u"a"_s}, {step(u"bootstrap:a/1"_s, StepState::Done)}, RunResult::Done);
    QVERIFY(running.look().failed.isEmpty());
    QVERIFY(RunningSteps(folder.path()).look().failed.isEmpty());
}

void TestRunningSteps::whatIsNeededNoMoreFailsNoMore()
{
    using Verb = Operation::Verb;
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    ran(folder,
        Verb::Up,
        {},
        {step(u"bootstrap:a/1"_s, StepState::Done), step(u"bootstrap:a/2"_s, StepState::Failed)},
        RunResult::Failed);
    // The second command is no longer in the manifest.
    ran(folder,
        Verb::Up,
        {u"a"_s},
        {step(u"bootstrap:a/1"_s, StepState::Satisfied)},
        RunResult::Done);
    QVERIFY(running.look().failed.isEmpty());
}

void TestRunningSteps::aCutRunMakesNothingGood()
{
    using Verb = Operation::Verb;
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    ran(folder, Verb::Up, {}, {step(u"seed:a/base"_s, StepState::Failed)}, RunResult::Failed);
    ran(folder,
        Verb::Up,
        {},
        {step(u"image:a/db"_s, StepState::Failed), step(u"seed:a/base"_s, StepState::Skipped)},
        RunResult::Failed);
    ran(folder,
        Verb::Up,
        {},
        {step(u"image:a/db"_s, StepState::Done), step(u"seed:a/base"_s, StepState::Cancelled)},
        RunResult::Cancelled);
    QCOMPARE(ids(running.look().failed), QStringList {u"seed:a/base"_s});
}

void TestRunningSteps::aRunWhoseProcessIsGoneRunsNoMore()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    {
        auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
        (*journal)->steps({step(u"one"_s, StepState::Pending)});
        (*journal)->started(u"one"_s);
        QCOMPARE(running.look().running.size(), 1);
        QVERIFY(QFile::copy(runJournals(folder.path()).first(),
                            folder.filePath(u"99991231T000000Z-1.jsonl"_s)));
    }
    QVERIFY(running.look().running.isEmpty());
}

void TestRunningSteps::whatSomebodyRanByHandIsNoFailure()
{
    QTemporaryDir folder;
    {
        auto journal = RunJournal::create(folder.path(), u"devstack run a dev.logs"_s, {u"a"_s});
        RunStep script = step(u"script:a/dev.logs"_s, StepState::Pending);
        script.kind = StepKind::Script;
        (*journal)->steps({step(u"start:a"_s, StepState::Satisfied), script});
        (*journal)->started(script.id);
        script.state = StepState::Failed;
        (*journal)->finished(script);
        (*journal)->end(RunResult::Failed);
    }
    QVERIFY(RunningSteps(folder.path()).look().failed.isEmpty());
}

/// For what it left undone; its output is not kept.
void TestRunningSteps::theLatestRunIsToldWhenItIsOver()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    (*journal)->steps({step(u"one"_s, StepState::Pending)});
    (*journal)->started(u"one"_s);
    (*journal)->line(u"one"_s, {OutputLine::Stream::Out, u"hello"_s});
    QVERIFY(running.look().latest.isEmpty()); // it goes on
    journal->reset(); // its process is gone
    const QList<RunState> latest = running.look().latest;
    QCOMPARE(latest.size(), 1);
    QVERIFY(latest.first().result == RunResult::Interrupted);
    QVERIFY(latest.first().steps.first().state == StepState::Cancelled);
    QVERIFY(latest.first().steps.first().output.isEmpty());
}

void TestRunningSteps::aPlanTellsWhatRunsAndWhatFailed()
{
    const auto planned = [](const QString &id) {
        Step step;
        step.id = id;
        step.ida = u"a"_s;
        step.state = StepState::Pending;
        step.reason = unfinishedText();
        return step;
    };
    Plan plan;
    plan.steps = {planned(u"bootstrap:a/1"_s), planned(u"bootstrap:a/2"_s)};
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    auto journal = RunJournal::create(folder.path(), u"devstack up a"_s, {u"a"_s});
    QVERIFY(journal);
    (*journal)->steps({step(u"bootstrap:a/1"_s, StepState::Pending),
                       step(u"bootstrap:a/2"_s, StepState::Pending)});
    (*journal)->started(u"bootstrap:a/1"_s);
    Plan during = plan;
    tellRuns(during, running.look());
    QCOMPARE(toString(during.steps[0].state), u"running"_s);
    QCOMPARE(
        during.steps[0].reason,
        u"runs now, in “devstack up a” (process %1)"_s.arg(QCoreApplication::applicationPid()));
    QCOMPARE(toString(during.steps[1].state), u"pending"_s);
    RunStep failed = step(u"bootstrap:a/1"_s, StepState::Failed);
    failed.reason = u"it ended with code 3\nmore"_s;
    (*journal)->finished(failed);
    (*journal)->end(RunResult::Failed, {});
    journal->reset();
    Plan after = plan;
    tellRuns(after, running.look());
    QCOMPARE(toString(after.steps[0].state), u"pending"_s);
    QCOMPARE(after.steps[0].reason, u"failed last time: it ended with code 3"_s);
    QCOMPARE(after.steps[1].reason, unfinishedText());
}

QTEST_GUILESS_MAIN(TestRunningSteps)
#include "tst_runningsteps.moc"
