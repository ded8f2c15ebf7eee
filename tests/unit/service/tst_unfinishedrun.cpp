// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/snapshot.h"
#include "service/observing/unfinishedrun.h"
#include "service/observing/verdict.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestUnfinishedRun : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void laterRunsWithNothingToDo();
    void whatTheEngineShowsIsNotMissing_data();
    void whatTheEngineShowsIsNotMissing();
    void whatContinues();
    void halfMade_data();
    void halfMade();
};

void TestUnfinishedRun::tells_data()
{
    QTest::addColumn<RunResult>("result");
    QTest::addColumn<int>("doneSince"); // seconds after the run began; 0: never
    QTest::addColumn<bool>("finished");
    QTest::addColumn<QStringList>("missing");
    const QStringList both {u"seed:a/base/1"_s, u"health:a/web"_s};
    QTest::newRow("done") << RunResult::Done << 0 << true << QStringList {};
    QTest::newRow("still running") << RunResult::Running << 0 << true << QStringList {};
    QTest::newRow("cancelled") << RunResult::Cancelled << 0 << true << both;
    QTest::newRow("interrupted") << RunResult::Interrupted << 0 << true << both;
    QTest::newRow("done by a later run")
        << RunResult::Cancelled << 60 << true << QStringList {u"health:a/web"_s};
    QTest::newRow("begun by a later run") << RunResult::Cancelled << 60 << false << both;
    QTest::newRow("done by an earlier run only") << RunResult::Failed << -60 << true << both;
}

void TestUnfinishedRun::tells()
{
    QFETCH(RunResult, result);
    QFETCH(int, doneSince);
    QFETCH(bool, finished);
    RunState run;
    run.header.start = QDateTime::currentDateTimeUtc();
    run.result = result;
    for (const auto &[id, state] : {std::pair(u"start:a/applications"_s, StepState::Done),
                                    std::pair(u"ready:a/db"_s, StepState::Satisfied),
                                    std::pair(u"seed:a/base/1"_s, StepState::Cancelled),
                                    std::pair(u"health:a/web"_s, StepState::Skipped)}) {
        RunStep step;
        step.id = id;
        step.state = state;
        run.steps += step;
    }
    QHash<QString, StepRecord> records;
    if (doneSince != 0) {
        records[u"seed:a/base/1"_s] = {finished, {}, {}, run.header.start.addSecs(doneSince), {}};
    }
    QStringList missing;
    if (const auto unfinished = unfinishedOf(run, records)) {
        for (const RunStep &step : unfinished->missing)
            missing += step.id;
    }
    QTEST(missing, "missing");
}

void TestUnfinishedRun::laterRunsWithNothingToDo()
{
    const auto run = [](RunResult result, const QStringList &ids, StepState state) {
        RunState made;
        made.result = result;
        for (const QString &id : ids) {
            RunStep step;
            step.id = id;
            step.state = state;
            made.steps += step;
        }
        return made;
    };
    const RunState cut
        = run(RunResult::Cancelled, {u"start:a"_s, u"start:b"_s}, StepState::Cancelled);
    const RunState early = run(RunResult::Failed, {}, StepState::Failed);
    const RunState partly = run(RunResult::Done, {u"start:a"_s}, StepState::Satisfied);
    const RunState whole = run(RunResult::Done, {u"start:a"_s, u"start:b"_s}, StepState::Satisfied);
    QCOMPARE(unfinishedOf({early, cut}, {})->missing.size(), 2);
    QCOMPARE(unfinishedOf({early, partly, cut}, {})->missing.size(), 1);
    QVERIFY(!unfinishedOf({whole, cut}, {}));
    QVERIFY(!unfinishedOf({run(RunResult::Done, {u"start:a"_s}, StepState::Done), cut}, {}));
    // The plan of a later `up` does not name the step any more: its image is another one.
    RunState settled = run(RunResult::Done, {u"start:c"_s}, StepState::Satisfied);
    settled.header.operation.emplace();
    QVERIFY(!unfinishedOf({settled, cut}, {}));
    settled.steps[0].ida = u"other"_s;
    QVERIFY(unfinishedOf({settled, cut}, {}));
    RunState waiting = cut;
    waiting.result = RunResult::Waiting;
    QVERIFY(unfinishedOf({waiting}, {})->result == RunResult::Cancelled);
}

void TestUnfinishedRun::whatTheEngineShowsIsNotMissing_data()
{
    QTest::addColumn<bool>("isNew"); // its container is from this run
    QTest::addColumn<bool>("begun"); // the run came to start it
    QTest::addColumn<ServiceState>("state");
    QTest::addColumn<QStringList>("missing");
    const QStringList all {u"start:a"_s, u"bootstrap:a/1"_s, u"health:a/web"_s};
    const QStringList data {u"bootstrap:a/1"_s};
    QTest::newRow("made by the run") << true << false << ServiceState::Running << data;
    QTest::newRow("its start began") << false << true << ServiceState::Running << data;
    QTest::newRow("as before the run") << false << false << ServiceState::Running << all;
    QTest::newRow("it ended since") << true << true << ServiceState::Exited << QStringList {};
}

void TestUnfinishedRun::whatTheEngineShowsIsNotMissing()
{
    QFETCH(bool, isNew);
    QFETCH(bool, begun);
    QFETCH(ServiceState, state);
    UnfinishedRun run;
    run.header.start = QDateTime::currentDateTimeUtc();
    run.result = RunResult::Interrupted;
    for (const auto &[id, kind] : {std::pair(u"start:a"_s, StepKind::Start),
                                   std::pair(u"bootstrap:a/1"_s, StepKind::Bootstrap),
                                   std::pair(u"health:a/web"_s, StepKind::Health)}) {
        RunStep step;
        step.id = id;
        step.ida = u"a"_s;
        step.kind = kind;
        step.title = id;
        step.state = StepState::Cancelled;
        if (begun)
            step.started = run.header.start;
        run.missing += step;
    }
    IdaView ida;
    ida.name = u"a"_s;
    ServiceView web;
    web.name = u"web"_s;
    web.container = u"c"_s;
    web.state = state;
    web.created = run.header.start.addSecs(isNew ? 1 : -60);
    ida.services = {web};
    judge(ida);
    QStringList missing;
    if (const auto left = withoutSeen(run, {ida})) {
        for (const RunStep &step : left->missing)
            missing += step.id;
        QVERIFY(unfinishedReason(*left, u"a"_s).startsWith(u"its provisioning was cut off: "_s));
        QCOMPARE(unfinishedReason(*left, u"b"_s), QString());
    }
    QTEST(missing, "missing");
}

/// A reset that is run again moves the data once more.
void TestUnfinishedRun::whatContinues()
{
    Operation seed;
    seed.verb = Operation::Verb::Seed;
    seed.idas = {u"a"_s};
    QCOMPARE(continuationOf(seed), seed);
    for (Operation::Verb verb :
         {Operation::Verb::Reset, Operation::Verb::Save, Operation::Verb::Restore}) {
        RunHeader header;
        header.command = u"devstack reset a --yes"_s;
        header.operation.emplace();
        header.operation->verb = verb;
        header.operation->idas = {u"a"_s};
        header.operation->checkpoint = u"saved"_s;
        QCOMPARE(continuationOf(header), u"devstack up a"_s);
    }
    RunHeader old;
    old.command = u"devstack up"_s;
    QCOMPARE(continuationOf(old), u"devstack up"_s);
}

void TestUnfinishedRun::halfMade_data()
{
    QTest::addColumn<QStringList>("runs"); // verb, state of the seed; newest first
    QTest::addColumn<bool>("expected");
    QTest::newRow("a reset that failed") << QStringList {u"reset failed"_s} << true;
    QTest::newRow("gone on with, failed again")
        << QStringList {u"up failed"_s, u"reset failed"_s} << true;
    QTest::newRow("made good") << QStringList {u"up done"_s, u"reset failed"_s} << false;
    QTest::newRow("reset well, a later seed failed")
        << QStringList {u"up failed"_s, u"reset done"_s} << false;
    QTest::newRow("of old data a seed failed") << QStringList {u"up failed"_s} << false;
}

/// What a second reset finds is half-made only where the reset before never finished it.
void TestUnfinishedRun::halfMade()
{
    QFETCH(QStringList, runs);
    QList<RunState> states;
    for (const QString &text : runs) {
        RunState run;
        run.header.operation.emplace();
        run.header.operation->verb
            = text.startsWith(u"reset") ? Operation::Verb::Reset : Operation::Verb::Up;
        run.header.operation->idas = {u"a"_s};
        const bool isDone = text.endsWith(u"done");
        run.result = isDone ? RunResult::Done : RunResult::Failed;
        RunStep seed;
        seed.id = u"seed:a/base/1"_s;
        seed.ida = u"a"_s;
        seed.kind = StepKind::Seed;
        seed.state = isDone ? StepState::Done : StepState::Failed;
        run.steps = {seed};
        states += run;
    }
    QTEST(isHalfMade(u"a"_s, states, {}), "expected");
    QVERIFY(!isHalfMade(u"b"_s, states, {}));
}

QTEST_GUILESS_MAIN(TestUnfinishedRun)
#include "tst_unfinishedrun.moc"
