// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/planner.h"
#include "plan/schedule.h"
#include "planscript.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// A workspace with any edges at all: cycles, several of them, through each other, to oneself.
QString randomScript(quint32 seed)
{
    QRandomGenerator random(seed);
    const int count = random.bounded(1, 9);
    QString script;
    for (int i = 0; i < count; ++i) {
        script += u"ida i%1 %2\n"_s.arg(i).arg(random.bounded(8) == 0 ? u"absent"_s : QString());
        if (random.bounded(4) != 0)
            script += u"service db db\nvolume data\n"_s;
        if (random.bounded(6) != 0) {
            script += u"service app build check\n"_s;
            if (random.bounded(3) != 0)
                script += u"bootstrap app one\nbootstrap app two\n"_s;
            if (random.bounded(2) != 0)
                script += u"url web app\n"_s;
            script
                += u"client i%1 user u app\nclient i%1 oauth o app\n"_s.arg(random.bounded(count));
            script += u"seed base app load\n"_s;
        }
    }
    const int edges = random.bounded(count * 3);
    static const QStringList purposes {u"run"_s, u"provision"_s, QString(), u"optional"_s};
    for (int i = 0; i < edges; ++i) {
        script += u"edge i%1 i%2 %3\n"_s.arg(random.bounded(count))
                      .arg(random.bounded(count))
                      .arg(purposes[random.bounded(purposes.size())]);
    }
    return script;
}

} // namespace

class TestPlanGraph : public QObject
{
    Q_OBJECT

private slots:
    void neverACycle();
    void criticalPath();
    void foretellsTheTime();
    void filteringKeepsTheOrder();
};

void TestPlanGraph::neverACycle()
{
    int withSteps = 0;
    for (quint32 seed = 0; seed < 1500; ++seed) {
        const QString script = randomScript(seed);
        PlanInput input = planInputFrom(script);
        const auto plan = makePlan(input);
        QVERIFY2(plan, qPrintable(script));
        QSet<QString> before;
        for (const Step &step : plan->steps) {
            for (const QString &id : step.after)
                QVERIFY2(before.contains(id),
                         qPrintable(
                             u"seed %1: %2 waits for %3\n%4"_s.arg(seed).arg(step.id, id, script)));
            QVERIFY2(!before.contains(step.id), qPrintable(step.id));
            before.insert(step.id);
        }
        // Ordering drops what is part of a cycle: every IDA that is there and has an application
        // must start it.
        for (const PlanIda &ida : input.idas) {
            const bool starts
                = !ida.absent && std::ranges::any_of(ida.services, [](const PlanService &service) {
                      return !service.isDatabase;
                  });
            QCOMPARE(before.contains(u"start:"_s + ida.name + u"/applications"_s), starts);
            QCOMPARE(before.contains(u"seed:"_s + ida.name + u"/base/1"_s), starts);
            withSteps += starts;
        }
        if (!plan->isPartial) {
            applySuccess(input, *plan);
            const auto again = makePlan(input);
            QVERIFY2(pendingOf(*again).isEmpty(),
                     qPrintable(pendingOf(*again).join(u'\n') + u'\n' + script));
        }
    }
    QVERIFY(withSteps > 500);
}

void TestPlanGraph::criticalPath()
{
    using namespace std::chrono_literals;
    Plan plan;
    const auto add
        = [&](const QString &id, std::chrono::milliseconds expected, const QStringList &after) {
              Step step;
              step.id = id;
              step.expected = expected;
              step.after = after;
              plan.steps.append(step);
          };
    add(u"a"_s, 10s, {});
    add(u"b"_s, 1s, {});
    add(u"c"_s, 5s, {u"a"_s, u"b"_s});
    add(u"d"_s, 9s, {u"b"_s});
    const auto rest = [](const Step &step) { return step.isFinal() ? 0ms : step.expected; };
    QCOMPARE(longestChain(plan.steps, rest).ids, (QStringList {u"a"_s, u"c"_s}));
    QCOMPARE(longestChain(plan.steps, rest).length, 15s);
    QCOMPARE(remainingChains(plan), (QList<std::chrono::milliseconds> {15s, 10s, 5s, 9s}));
    plan.steps[0].state = StepState::Done;
    QCOMPARE(longestChain(plan.steps, rest).ids, (QStringList {u"b"_s, u"d"_s}));
}

void TestPlanGraph::foretellsTheTime()
{
    using namespace std::chrono_literals;
    PlanInput input = planInputFrom(u"ida a\nservice db db\nservice app\nbootstrap app init"_s);
    const auto first = makePlan(input);
    const TimeForecast guess = forecastTime(*first);
    QVERIFY(guess.steps > 0 && guess.time > 0ms);
    QCOMPARE(guess.measured, 0);
    // What took long here before is expected to take as long again.
    StepRecord record;
    record.duration = 300s;
    input.records.insert(u"bootstrap:a/1"_s, record);
    const TimeForecast known = forecastTime(*makePlan(input));
    QCOMPARE(known.steps, guess.steps);
    QCOMPARE(known.measured, 1);
    QVERIFY(known.time >= 300s && known.time < 400s);
    applySuccess(input, *first);
    const TimeForecast nothing = forecastTime(*makePlan(input));
    QCOMPARE(nothing.steps, 0);
    QCOMPARE(nothing.time, 0ms);
}

void TestPlanGraph::filteringKeepsTheOrder()
{
    const Plan plan
        = *makePlan(planInputFrom(u"ida a\nservice db db\nservice app\nbootstrap app init"_s));
    const Plan kept = plan.filtered([](const Step &step) {
        return step.kind != StepKind::Start && step.kind != StepKind::Ready;
    });
    QCOMPARE(kept.steps.last().id, u"bootstrap:a/1"_s);
    QCOMPARE(kept.steps.last().after, (QStringList {u"image:a/app"_s, u"image:a/db"_s}));
}

QTEST_GUILESS_MAIN(TestPlanGraph)
#include "tst_plangraph.moc"
