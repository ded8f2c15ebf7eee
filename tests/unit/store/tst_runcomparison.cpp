// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/runcomparison.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = RunDifference::Kind;

RunStep
step(const QString &id, std::chrono::milliseconds duration, StepState state = StepState::Done)
{
    RunStep result;
    result.id = id;
    result.ida = u"shop"_s;
    result.title = id;
    result.state = state;
    result.duration = duration;
    return result;
}

RunState run(const QList<RunStep> &steps, RunResult result = RunResult::Done)
{
    RunState run;
    run.steps = steps;
    run.result = result;
    run.beginnings.insert(u"shop"_s, {u"0123456789abcdef"_s, u"develop"_s, {}, {}});
    return run;
}

/// "time seed 1.0 s 4.0 s".
QStringList texts(const RunState &a, const RunState &b)
{
    QStringList texts;
    for (const RunDifference &one : differencesBetween(a, b))
        texts += QStringList {toString(one.kind), one.ida, one.title, one.a, one.b}.join(u'|');
    return texts;
}

RunState at(const QString &id, const QString &start, const QString &command, RunResult result)
{
    RunState run;
    run.header.id = id;
    run.header.command = command;
    run.header.start = QDateTime::fromString(start, Qt::ISODate);
    run.result = result;
    run.steps = {step(u"x"_s, 1s)};
    return run;
}

} // namespace

class RunComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    void theSameRunsDoNotDiffer();
    void howTheyBegan();
    void howTheyEnded();
    void times();
    void aPeerIsFound();
};

void RunComparisonTest::theSameRunsDoNotDiffer()
{
    const RunState one = run({step(u"seed"_s, 3s), step(u"image"_s, 0s, StepState::Satisfied)});
    QCOMPARE(texts(one, one), QStringList());
    // What is up to date in one of them, and no step of the other, is the same.
    QCOMPARE(texts(one, run({step(u"seed"_s, 3s)})), QStringList());
}

void RunComparisonTest::howTheyBegan()
{
    RunState a = run({});
    RunState b = a;
    b.beginnings[u"shop"_s] = {u"fedcba9876543210+"_s, u"image"_s, u"light"_s, u"plain"_s};
    b.beginnings.insert(u"other"_s, {}); // nothing to hold it against
    QCOMPARE(texts(a, b),
             (QStringList {u"commit|shop||0123456789|fedcba9876+"_s,
                           u"mode|shop||develop|image"_s,
                           u"variant|shop|||light"_s,
                           u"configuration|shop|||plain"_s}));
    QVERIFY(tellsBeginnings(a, b));
    a.beginnings.clear(); // of an earlier version
    QCOMPARE(texts(a, b), QStringList());
    QVERIFY(!tellsBeginnings(a, b));
}

void RunComparisonTest::howTheyEnded()
{
    RunStep failed = step(u"seed"_s, 1s, StepState::Failed);
    failed.reason = u"it ended with 3"_s;
    const RunState a = run({step(u"seed"_s, 1s), step(u"gone"_s, 1s)});
    const RunState b = run({failed, step(u"new"_s, 1s, StepState::Skipped)}, RunResult::Failed);
    QCOMPARE(texts(a, b),
             (QStringList {u"result|||done|failed"_s,
                           u"step|shop|seed|done|failed: it ended with 3"_s,
                           u"step|shop|gone|done|"_s,
                           u"step|shop|new||skipped"_s}));
}

void RunComparisonTest::times()
{
    RunState a = run({step(u"a bit"_s, 1000ms),
                      step(u"faster"_s, 9s),
                      step(u"slower"_s, 10s),
                      step(u"a tenth"_s, 100s),
                      step(u"much slower"_s, 1s)});
    RunState b = run({step(u"a bit"_s, 1900ms),
                      step(u"faster"_s, 4s),
                      step(u"slower"_s, 14s),
                      step(u"a tenth"_s, 110s),
                      step(u"much slower"_s, 31s)});
    a.duration = 121s;
    b.duration = 161s;
    QCOMPARE(texts(a, b),
             (QStringList {u"time|shop|much slower|1.0 s|31.0 s"_s,
                           u"time|shop|faster|9.0 s|4.0 s"_s,
                           u"time|shop|slower|10.0 s|14.0 s"_s,
                           u"time|||121.0 s|161.0 s"_s}));
    const QList<RunDifference> found = differencesBetween(a, b);
    QCOMPARE(found.at(0).slower, std::chrono::milliseconds(30s));
    QCOMPARE(found.at(1).slower, -std::chrono::milliseconds(5s));
}

void RunComparisonTest::aPeerIsFound()
{
    const QString up = u"devstack up"_s;
    const QList<RunState> runs {
        at(u"e"_s, u"2026-01-05T00:00:00Z"_s, up, RunResult::Failed),
        at(u"d"_s, u"2026-01-04T00:00:00Z"_s, up, RunResult::Failed),
        at(u"c"_s, u"2026-01-03T00:00:00Z"_s, u"devstack reset a"_s, RunResult::Done),
        at(u"b"_s, u"2026-01-02T00:00:00Z"_s, u"devstack up a"_s, RunResult::Done),
        at(u"a"_s, u"2026-01-01T00:00:00Z"_s, up, RunResult::Failed)};
    QCOMPARE(peerOf(runs.at(0), runs)->header.id, u"b"_s);
    QCOMPARE(peerOf(runs.at(3), runs)->header.id, u"a"_s); // none was done
    QVERIFY(!peerOf(runs.at(2), runs));
    QVERIFY(!peerOf(runs.at(4), runs));
}

QTEST_GUILESS_MAIN(RunComparisonTest)
#include "tst_runcomparison.moc"
