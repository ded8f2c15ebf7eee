// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runfigures.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

RunStep step(const QString &id, const QString &after, StepState state, int seconds, int expected)
{
    RunStep step;
    step.id = id;
    step.ida = id.left(1);
    step.title = id;
    step.after = after.split(u' ', Qt::SkipEmptyParts);
    step.state = state;
    step.duration = std::chrono::seconds(seconds);
    step.expected = std::chrono::seconds(expected);
    return step;
}

} // namespace

class TestRunFigures : public QObject
{
    Q_OBJECT
private slots:
    void ofRunningOne();
    void ofFinishedOne();
    void unknownDurationsAreNotInvented();
    void progressOfAnIda();
    void outcomes();
    void almostOver();
};

void TestRunFigures::ofRunningOne()
{
    const QDateTime start = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC);
    RunState run;
    run.header.id = u"r"_s;
    run.header.start = start;
    run.steps = {step(u"a1"_s, {}, StepState::Done, 10, 9),
                 step(u"b1"_s, {}, StepState::Done, 4, 4),
                 step(u"a2"_s, u"a1"_s, StepState::Running, 0, 20),
                 step(u"b2"_s, u"b1"_s, StepState::Pending, 0, 3),
                 step(u"a3"_s, u"a2 b1"_s, StepState::Pending, 0, 5)};
    run.steps[2].started = start.addSecs(10);
    const RunFigures figures = figuresOf(run, start.addSecs(18));
    QCOMPARE(figures.elapsed, 18.0);
    QCOMPARE(figures.left, 17.0); // 12 of a2, then 5 of a3
    QCOMPARE(figures.count.done, 2);
    QCOMPARE(figures.count.total, 5);
    QCOMPARE(figures.criticalPath, (QStringList {u"a1"_s, u"a2"_s, u"a3"_s}));
    // The rest waits for a step that takes longer than expected: a figure that stands still would
    // promise something.
    QVERIFY(figuresOf(run, start.addSecs(31)).left < 0);
    run.steps[2].state = StepState::Done;
    QCOMPARE(figuresOf(run, start.addSecs(100)).left, 5.0);
}

void TestRunFigures::ofFinishedOne()
{
    RunState run;
    run.result = RunResult::Done;
    run.duration = std::chrono::seconds(42);
    run.steps
        = {step(u"a1"_s, {}, StepState::Satisfied, 0, 0), step(u"b1"_s, {}, StepState::Done, 7, 0)};
    const RunFigures figures = figuresOf(run, QDateTime::currentDateTimeUtc());
    QCOMPARE(figures.elapsed, 42.0);
    QVERIFY(figures.left < 0);
    QCOMPARE(figures.count.done, 1); // what was satisfied is no progress
    QCOMPARE(figures.count.total, 1);
    QCOMPARE(figures.count.satisfied, 1);
    QCOMPARE(figures.criticalPath, QStringList {u"b1"_s});
}

void TestRunFigures::unknownDurationsAreNotInvented()
{
    RunState run;
    run.header.start = QDateTime::currentDateTimeUtc();
    run.steps = {step(u"a1"_s, {}, StepState::Pending, 0, 0)};
    QVERIFY(figuresOf(run, run.header.start).left < 0);
}

void TestRunFigures::progressOfAnIda()
{
    RunState run;
    run.steps = {step(u"a1"_s, {}, StepState::Done, 1, 0),
                 step(u"a2"_s, u"a1"_s, StepState::Running, 0, 0),
                 step(u"b1"_s, {}, StepState::Done, 1, 0)};
    QCOMPARE(progressOf({run}, u"a"_s).share, 0.5);
    QCOMPARE(progressOf({run}, u"a"_s).text, u"a2"_s);
    QVERIFY(progressOf({run}, u"b"_s).share < 0); // nothing is left to do for it
    // What was left out is not done, however little is left to do.
    run.steps.append(step(u"a3"_s, {}, StepState::Skipped, 0, 0));
    run.steps.append(step(u"a4"_s, {}, StepState::Failed, 0, 0));
    QCOMPARE(progressOf({run}, u"a"_s).share, 0.25);
    run.result = RunResult::Failed;
    QVERIFY(progressOf({run}, u"a"_s).share < 0);
}

void TestRunFigures::outcomes()
{
    RunState run;
    QCOMPARE(noteOf(run), u"Planning…"_s);
    run.steps = {step(u"a1"_s, {}, StepState::Satisfied, 0, 0),
                 step(u"a2"_s, {}, StepState::Done, 1, 0),
                 step(u"a3"_s, {}, StepState::Cancelled, 0, 0)};
    QCOMPARE(noteOf(run), QString());
    run.result = RunResult::Cancelled;
    QCOMPARE(outcomeOf(run), u"cancelled after 1 of 2"_s);
    QCOMPARE(problemOf(run), QString());
    run.result = RunResult::Failed;
    run.steps[2].state = StepState::Failed;
    run.steps[2].reason = u"it broke"_s;
    QCOMPARE(outcomeOf(run), u"failed after 1 of 2"_s);
    QCOMPARE(problemOf(run), u"a3: it broke"_s);
    run.steps = {step(u"a1"_s, {}, StepState::Satisfied, 0, 0),
                 step(u"a2"_s, {}, StepState::Satisfied, 0, 0)};
    run.result = RunResult::Done;
    run.duration = std::chrono::milliseconds(300);
    QCOMPARE(outcomeOf(run), u"up to date"_s);
    run.steps.last().kind = StepKind::Client;
    run.steps.last().state = StepState::Skipped;
    QCOMPARE(outcomeOf(run), u"done, 1 left undone"_s);
    run.steps.last().state = StepState::Satisfied;
    run.steps.last().refused = true;
    QCOMPARE(outcomeOf(run), u"done, 1 left undone"_s);
    run.steps.last().refused = false;
    QCOMPARE(noteOf(run), u"Everything is up to date: 2 steps checked in 0.3 s."_s);
    run.steps.clear();
    run.result = RunResult::Failed;
    run.error = Error {Error::Kind::Failed, u"No mapping."_s, {}, {}, {u"/w/d.yml"_s, 7, 3}};
    QCOMPARE(outcomeOf(run), u"failed"_s);
    QCOMPARE(problemOf(run), u"/w/d.yml:7:3: No mapping."_s);
}

void TestRunFigures::almostOver()
{
    RunState run;
    run.header.start = QDateTime::currentDateTimeUtc();
    run.steps = {step(u"a1"_s, {}, StepState::Running, 0, 5)};
    run.steps[0].started = run.header.start;
    QCOMPARE(figuresOf(run, run.header.start.addSecs(2)).left, 3.0);
    QVERIFY(figuresOf(run, run.header.start.addSecs(9)).left < 0); // never "0:00 left"
}

QTEST_GUILESS_MAIN(TestRunFigures)
#include "tst_runfigures.moc"
