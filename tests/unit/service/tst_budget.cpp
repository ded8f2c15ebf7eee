// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "service/configuration/memoryneeds.h"
#include "service/projects/addresses.h"
#include "service/provisioning/planwarnings.h"
#include "service/provisioning/removedcontainers.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What memory a set of IDAs is said to need, and what is said when there is too little.
class TestBudget : public QObject
{
    Q_OBJECT

private slots:
    void defaults_data();
    void defaults();
    void needs_data();
    void needs();
    void forecastProposes();
    void moreThanTheEngineHas();
    void recordsSurvive();
    void leaving();
    void warningsNameMovedPorts();

private:
    static constexpr qint64 kMiB = 1024 * 1024;

    static AssembledService service(const QString &name, const QString &image)
    {
        AssembledService service;
        service.name = name;
        service.key = u"shop."_s + name;
        service.image = image;
        service.role = image.startsWith(u"mysql") ? AssembledService::Role::Database
                                                  : AssembledService::Role::Application;
        return service;
    }
    static ProvisionRound run(const testing::WorkspaceFolder &folder)
    {
        folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  shop: {}\n  pay: {}\n");
        folder.write(u"shop/docker-compose.yml"_s,
                     "services: {app: {build: .}, worker: {build: .}, db: {image: 'mysql:8'}}\n"
                     "x-devstack:\n  variants: {light: {without: [worker]}}\n");
        folder.write(u"pay/docker-compose.yml"_s, "services: {app: {build: .}}\n");
        ProvisionRound run;
        run.definition = folder.read();
        run.idas = {u"shop"_s};
        Assembly assembly;
        assembly.services = {service(u"app"_s, u"shop"_s),
                             service(u"worker"_s, u"shop"_s),
                             service(u"db"_s, u"mysql:8"_s)};
        run.assembled.idas.insert(u"shop"_s, assembly);
        return run;
    }
    static ContainerInfo
    container(const QString &workspace, const QString &ida, const QString &name)
    {
        ContainerInfo container;
        container.id = ida + name;
        container.image = u"x"_s;
        container.state = ContainerState::Running;
        container.labels
            = {{label::kWorkspace, workspace}, {label::kIda, ida}, {label::kService, name}};
        return container;
    }
    static Plan startPlan()
    {
        Plan plan;
        Step step;
        step.ida = u"shop"_s;
        step.kind = StepKind::Start;
        plan.steps = {step};
        return plan;
    }
};

void TestBudget::defaults_data()
{
    QTest::addColumn<qint64>("gigabytes");
    QTest::addColumn<qint64>("megabytes");
    QTest::newRow("tiny") << qint64(2) << qint64(1024);
    QTest::newRow("small") << qint64(4) << qint64(2048);
    QTest::newRow("laptop") << qint64(8) << qint64(6144);
    QTest::newRow("good laptop") << qint64(16) << qint64(12288);
    QTest::newRow("large") << qint64(64) << qint64(49152);
}

void TestBudget::defaults()
{
    QFETCH(qint64, gigabytes);
    QFETCH(qint64, megabytes);
    QCOMPARE(defaultBudget(gigabytes << 30), megabytes * kMiB);
}

void TestBudget::needs_data()
{
    QTest::addColumn<qint64>("declared"); // MiB, 0: nothing
    QTest::addColumn<qint64>("rememberedApp");
    QTest::addColumn<bool>("lean");
    QTest::addColumn<qint64>("app");
    QTest::addColumn<qint64>("db");
    QTest::addColumn<QString>("source"); // of db
    QTest::newRow("estimated") << qint64(0) << qint64(0) << true << qint64(200) << qint64(200)
                               << u"estimated"_s;
    QTest::newRow("not lean") << qint64(0) << qint64(0) << false << qint64(200) << qint64(500)
                              << u"estimated"_s;
    QTest::newRow("declared") << qint64(1000) << qint64(0) << true << qint64(500) << qint64(500)
                              << u"declared"_s;
    QTest::newRow("remembered first")
        << qint64(1000) << qint64(100) << true << qint64(100) << qint64(900) << u"declared"_s;
    QTest::newRow("remembered more than declared")
        << qint64(50) << qint64(100) << true << qint64(100) << qint64(0) << u"declared"_s;
}

void TestBudget::needs()
{
    QFETCH(qint64, declared);
    QFETCH(qint64, rememberedApp);
    QFETCH(bool, lean);
    QFETCH(qint64, app);
    QFETCH(qint64, db);
    Assembly assembly;
    assembly.services = {service(u"app"_s, u"shop"_s), service(u"db"_s, u"mysql:8"_s)};
    if (declared > 0)
        assembly.manifest.resources.memory = declared * kMiB;
    MemoryRecords records;
    // What was measured with other settings says nothing.
    records.insert(memoryKey(u"shop"_s, u"db"_s, !lean), {7, {}});
    if (rememberedApp > 0)
        records.insert(memoryKey(u"shop"_s, u"app"_s, lean), {rememberedApp * kMiB, {}});
    const QList<MemoryNeed> needs = memoryNeeds(u"shop"_s, assembly, records, lean);
    QCOMPARE(needs.size(), 2);
    QCOMPARE(needs[0].bytes, app * kMiB);
    QCOMPARE(needs[1].bytes, db * kMiB);
    QTEST(toString(needs[1].source), "source");
}

void TestBudget::forecastProposes()
{
    const testing::WorkspaceFolder folder;
    ProvisionRound parts = run(folder);
    const auto workspace = folder.open();
    parts.engine.containers = {container(workspace->id(), u"pay"_s, u"app"_s),
                               container(workspace->id(), u"shop"_s, u"db"_s),
                               container(u"other"_s, u"pay"_s, u"app"_s)};
    parts.definition.choices.memoryBudget = 300 * kMiB;
    const auto forecast = forecastMemory(
        workspace->internals(), parts.definition, parts.assembled, parts.engine, {});
    QVERIFY(forecast);
    QCOMPARE(forecast->total, 600 * kMiB);
    QCOMPARE(forecast->toStart, 400 * kMiB); // the database runs
    QCOMPARE(forecast->others, 200 * kMiB); // of this workspace only
    QVERIFY(forecast->exceedsBudget() && !forecast->exceedsEngine());
    QStringList commands;
    for (const MemoryProposal &proposal : forecast->proposals)
        commands += proposal.operation.toCommandLine();
    QVERIFY(commands.contains(u"devstack stop pay"_s));
    QVERIFY(commands.contains(u"devstack variant shop light"_s));
    QCOMPARE(forecast->proposals.first().frees, 200 * kMiB);

    parts.memory = *forecast;
    const QStringList warnings = planWarnings(workspace->id(), parts, startPlan(), parts.idas);
    QVERIFY(warnings.join(u'\n').contains(u"the budget is"_s));
    QVERIFY(warnings.join(u'\n').contains(u"devstack stop pay"_s));
    QVERIFY(requireMemory(parts, startPlan(), false));
    // Who starts nothing needs not be told.
    QVERIFY(planWarnings(workspace->id(), parts, Plan {}, parts.idas).isEmpty());
    parts.definition.choices.memoryBudget = qint64(4) << 30;
    const auto fits = forecastMemory(
        workspace->internals(), parts.definition, parts.assembled, parts.engine, {});
    QVERIFY(fits->fits() && fits->proposals.isEmpty() && fits->warning().isEmpty());
}

void TestBudget::moreThanTheEngineHas()
{
    ProvisionRound parts;
    parts.memory = MemoryForecast {};
    parts.memory->total = qint64(9) << 30;
    parts.memory->engineMemory = qint64(8) << 30;
    const auto refused = requireMemory(parts, startPlan(), false);
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().kind), toString(Error::Kind::NeedsConfirmation));
    QVERIFY(refused.error().hint.contains(u"--yes"_s));
    QVERIFY(requireMemory(parts, startPlan(), true));
    QVERIFY(requireMemory(parts, Plan {}, false));
}

void TestBudget::recordsSurvive()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\n");
    const MemoryRecords records {
        {u"shop/app/lean"_s,
         {qint64(5) << 30, QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC)}},
        {u"shop/db/lean"_s, {7, {}}}};
    const HostAddresses hosts {{u"lms.example.org"_s, u"192.0.2.7"_s}};
    folder.open()->internals().withState([&](WorkspaceState &state) {
        QVERIFY(state.saveMemoryRecords(records));
        QVERIFY(state.saveHostAddresses(hosts));
    });
    folder.open()->internals().withState([&](WorkspaceState &state) {
        QCOMPARE(state.memoryRecords(), records);
        QCOMPARE(state.hostAddresses(), hosts);
    });
}

void TestBudget::leaving()
{
    const testing::WorkspaceFolder folder;
    ProvisionRound parts = run(folder);
    parts.idas = {u"shop"_s, u"pay"_s};
    for (IdaDefinition &ida : parts.definition.idas) {
        if (ida.name == u"pay")
            ida.mode = Mode::Off;
    }
    ContainerInfo once = container(u"w"_s, u"shop"_s, u"extra"_s);
    once.labels.insert(u"com.docker.compose.oneoff"_s, u"True"_s);
    parts.engine.containers = {container(u"w"_s, u"shop"_s, u"app"_s),
                               container(u"w"_s, u"shop"_s, u"search"_s),
                               container(u"w"_s, u"pay"_s, u"app"_s),
                               container(u"w"_s, u"gone"_s, u"app"_s),
                               container(u"v"_s, u"pay"_s, u"app"_s),
                               once};
    const QList<RemovedContainer> leaving = removedContainers(u"w"_s, parts, parts.idas);
    QCOMPARE(leaving.size(), 2);
    QCOMPARE(leaving[0].service, u"search"_s);
    QCOMPARE(leaving[1].ida, u"pay"_s);
    QVERIFY(leaving[1].why.contains(u"off"_s));
    // What was not asked for is left alone.
    QCOMPARE(removedContainers(u"w"_s, parts, {u"shop"_s}).size(), 1);
}

void TestBudget::warningsNameMovedPorts()
{
    const testing::WorkspaceFolder folder;
    ProvisionRound parts = run(folder);
    PortChoice port;
    port.want = {u"shop"_s, u"app"_s, {}, u"8000"_s, 80, u"tcp"_s};
    port.host = 28000;
    port.original = 8000;
    port.reason = u"8000 is held by nc (pid 7)"_s;
    parts.assembled.idas[u"shop"_s].services[0].ports = {port};
    const QStringList warnings = planWarnings(u"w"_s, parts, startPlan(), parts.idas);
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first(),
             u"shop/app listens on 28000 instead of 8000: 8000 is held by nc (pid 7)."_s);
    // It had moved before, and that port is taken too.
    parts.portsBefore.insert(portKey(port.want), 28001);
    QVERIFY(planWarnings(u"w"_s, parts, startPlan(), parts.idas)
                .first()
                .endsWith(u"nc (pid 7); 28001, which it had, is taken now."));
    parts.assembled.idas[u"shop"_s].services[0].ports.first().host = 8000;
    QCOMPARE(planWarnings(u"w"_s, parts, startPlan(), parts.idas).value(0),
             u"shop/app listens on 8000 again; 28001, which it had, is taken now."_s);
    QVERIFY(isMovedPort(portKey(port.want), 28001));
    QVERIFY(!isMovedPort(portKey(port.want), 8000));

    // Who was started with the old one is named, and what starts it again.
    const UsedPort used {u"shop"_s, u"app"_s, 80, 28001};
    const QStringList texts
        = outdatedTexts({{u"pay"_s, {used}}, {u"web"_s, {used}}, {u"own"_s, {}}},
                        parts.assembled.idas[u"shop"_s].services[0].ports);
    QCOMPARE(texts,
             QStringList {u"pay, web still use the old address of shop/app (port 28001, now "
                          u"8000): “devstack up pay web” starts them with the new one."_s});
}

QTEST_GUILESS_MAIN(TestBudget)
#include "tst_budget.moc"
