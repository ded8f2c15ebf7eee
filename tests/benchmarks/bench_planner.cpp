// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/planner.h"
#include "plan/schedule.h"

#include <QRandomGenerator>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// A workspace far larger than any real one: 1,000 IDAs with database, application and worker,
/// 3,000 edges, cycles included.
PlanInput largeInput()
{
    QRandomGenerator random(1);
    PlanInput input;
    input.incarnation = u"i"_s;
    for (int i = 0; i < 1000; ++i) {
        PlanIda ida;
        ida.name = u"ida%1"_s.arg(i);
        for (const QString &name : {u"db"_s, u"app"_s, u"worker"_s}) {
            PlanService service;
            service.name = name;
            service.key = ida.name + u'.' + name;
            service.isDatabase = name == u"db";
            service.hasBuild = !service.isDatabase;
            service.image = service.isDatabase ? u"mariadb"_s : QString(u"ws/"_s + ida.name);
            service.buildDigest = u"b"_s;
            ida.services.append(service);
        }
        ida.volumes.append({u"data"_s, ida.name + u"_data"_s, false, 1, {}});
        ida.bootstrap.append(
            {{{}, u"app"_s, {u"migrate"_s}, {}, {}}, {{u"*/migrations/*.py"_s, u"m"_s}}});
        ida.urls.append({u"web"_s, u"http://localhost/"_s, u"app"_s, std::nullopt});
        ida.clients.append({u"user"_s,
                            u"worker"_s,
                            {u"ida%1"_s.arg(random.bounded(1000)), u"app"_s, {u"add"_s}, {}, {}},
                            {}});
        ida.seedNames.append(u"base"_s);
        ida.seeds[u"base"_s].append({{{}, u"app"_s, {u"load"_s}, {}, {}}, {}});
        input.idas.append(ida);
        input.graph.addIda(ida.name);
    }
    for (int i = 0; i < 3000; ++i) {
        DependencyEdge edge;
        edge.from = u"ida%1"_s.arg(random.bounded(1000));
        edge.to = u"ida%1"_s.arg(random.bounded(1000));
        input.graph.addEdge(edge);
    }
    return input;
}

} // namespace

class BenchPlanner : public QObject
{
    Q_OBJECT

private slots:
    void thousandIdas()
    {
        const PlanInput input = largeInput();
        QBENCHMARK
        {
            const auto plan = makePlan(input);
            QVERIFY(plan && plan->steps.size() > 8000);
        }
    }
    void criticalPathOfThem()
    {
        const Plan plan = makePlan(largeInput()).value();
        QBENCHMARK
        {
            QVERIFY(!longestChain(plan.steps, [](const Step &step) {
                         return step.expected;
                     }).ids.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(BenchPlanner)
#include "bench_planner.moc"
