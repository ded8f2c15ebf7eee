// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json.h"
#include "cli/statetext.h"
#include "plan/reasons.h"
#include "service/observing/unsettled.h"
#include "service/observing/verdict.h"
#include "service/provisioning/planning.h"
#include "ui/text/displaystate.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <random>

Q_DECLARE_METATYPE(devstack::ServiceView)
Q_DECLARE_METATYPE(devstack::NextAction)
Q_DECLARE_METATYPE(devstack::WaitAnswer)

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr int kStates = 5000;

EngineView running()
{
    EngineView engine;
    engine.availability = EngineView::Availability::Available;
    return engine;
}

/// Any state a service can be in.
ServiceView anyService(std::mt19937 &random, int number)
{
    const auto below = [&random](int end) { return int(random() % end); };
    static const QList<int> kCodes {0, 0, 1, 2, 126, 127, 130, 134, 137, 139, 143, 255};
    ServiceView service;
    service.name = u"s%1"_s.arg(number);
    // Mostly well: else hardly any IDA would be.
    service.state = below(3) ? ServiceState::Running : ServiceState(below(7));
    service.isOneShot = below(4) == 0;
    service.mayEnd = below(4) == 0;
    if (service.state == ServiceState::Running)
        service.health = below(3) ? Health::Healthy : Health(below(4));
    if (service.state != ServiceState::Missing)
        service.container = u"c-"_s + service.name;
    service.isHeld = below(10) == 0;
    if (service.state == ServiceState::Running) {
        service.restarts = below(10) ? 0 : 1 + below(9);
        service.isHealthOld = service.health == Health::Unhealthy && below(2);
        if (below(10) == 0)
            service.lostNetwork = u"w-shop"_s;
    }
    if (service.state == ServiceState::Exited || service.state == ServiceState::Restarting) {
        service.exitCode = kCodes[below(int(kCodes.size()))];
        service.oomKilled = below(6) == 0;
        service.memoryLimit = service.oomKilled && below(2) ? 32 << 20 : 0;
        if (below(2))
            service.stopAsked = below(2) == 1;
    }
    return service;
}

IdaView anyIda(std::mt19937 &random)
{
    IdaView ida;
    ida.name = u"shop"_s;
    ida.busy = random() % 5 == 0;
    ida.cloned = random() % 20 != 0;
    ida.mode = random() % 10 ? Mode::Develop : random() % 2 ? Mode::Off : Mode::External;
    if (random() % 8 == 0)
        ida.failedStep = u"failed: Run migrations"_s;
    ida.failedBeforeStart = random() % 2;
    if (random() % 8 == 0)
        ida.outdated = u"it still uses the old address of platform/app (port 1, now 2)"_s;
    if (random() % 8 == 0)
        ida.unfinished = u"its provisioning was cut off: 1 step is missing (Run migrations)"_s;
    for (int count = int(random() % 4); count >= 0; --count)
        ida.services += anyService(random, count);
    judge(ida);
    return ida;
}

/// What `up` would say about a service that fits its file.
QString upReason(const ServiceView &service)
{
    PlanService plan;
    plan.name = service.name;
    plan.isOneShot = service.isOneShot
        || judge(factsOf(service)) == ServiceVerdict::Finished; // as planning does
    plan.effectiveHash = plan.runningHash = u"same"_s;
    if (service.state != ServiceState::Missing)
        plan.state = planStateOf(judge(factsOf(service)), service.health);
    return reasonToStart(plan, false);
}

QString describe(const IdaView &ida)
{
    WorkspaceSnapshot snapshot;
    snapshot.idas = {ida};
    return QString::fromUtf8(QJsonDocument(cli::statusJson(snapshot, {})).toJson());
}

} // namespace

/// `status`, `wait`, `up`, the window and the tray never disagree.
class TestTruth : public QObject
{
    Q_OBJECT

private slots:
    void services();
    void idas();
    void stopsAndDeaths_data();
    void stopsAndDeaths();
    void greenMeansEverything();
    void whatWasCutOffIsNotGreen();
    void aFailedBuildLeavesWhatRuns();
    void whatUpRefusesIsNotOffered();
    void offThatStillRuns();
    void withoutAnEngineNothingIsStopped();
    void noGreenBeforeTheRunIsOver();
    void whatRuns_data();
    void whatRuns();
    void outOfMemoryNamesItsLimit();
    void howLongItIsUp();
};

void TestTruth::services()
{
    std::mt19937 random(1);
    const EngineView engine = running();
    for (int i = 0; i < kStates; ++i) {
        IdaView ida;
        ida.services = {anyService(random, 0)};
        judge(ida);
        const ServiceView &service = ida.services.first();
        const ServiceVerdict verdict = judge(factsOf(service));
        const condition::Value window = condition::ofService(service, engine);
        const cli::Cell status = cli::stateCell(service, engine);
        const WaitAnswer wait = waitAnswer(verdict);
        const QByteArray what = describe(ida).toUtf8();
        QVERIFY2((window == condition::Running) == (status.tone == cli::Tone::Good), what);
        QVERIFY2((window == condition::Unhealthy) == status.text.startsWith(u'▲'), what);
        QVERIFY2((window == condition::Starting) == status.text.startsWith(u'◐'), what);
        QVERIFY2((wait == WaitAnswer::Done) == service.reason.isEmpty(), what);
        // What is done needs no start; what nothing else starts, `up` does.
        if (wait == WaitAnswer::Done)
            QVERIFY2(upReason(service).isEmpty(), what);
        if (wait == WaitAnswer::NotStarted || wait == WaitAnswer::Failed)
            QVERIFY2(!upReason(service).isEmpty(), what);
        if (window == condition::Running)
            QVERIFY2(wait == WaitAnswer::Done, what);
        if (wait == WaitAnswer::Failed)
            QVERIFY2(window == condition::Unhealthy, what);
        if (window == condition::Unhealthy || wait == WaitAnswer::NotStarted)
            QVERIFY2(service.next != NextAction::None, what);
    }
}

void TestTruth::idas()
{
    std::mt19937 random(2);
    const EngineView engine = running();
    int green = 0;
    for (int i = 0; i < kStates; ++i) {
        const IdaView ida = anyIda(random);
        WorkspaceSnapshot snapshot;
        snapshot.engine = engine;
        snapshot.idas = {ida};
        const condition::Value card = condition::ofIda(ida, engine);
        const condition::Value tray = condition::ofWorkspace(snapshot);
        const cli::Cell status = cli::stateCell(ida, engine);
        const QJsonValue json = cli::statusJson(snapshot, {})[u"idas"][0];
        const QByteArray what = describe(ida).toUtf8();
        const bool done = std::ranges::all_of(ida.services, [](const ServiceView &service) {
            return waitAnswer(judge(factsOf(service))) == WaitAnswer::Done;
        });
        const bool idle = std::ranges::all_of(
            ida.services, [](const ServiceView &service) { return upReason(service).isEmpty(); });
        const bool isOurs = ida.cloned && ida.mode == Mode::Develop;
        const bool isWell = isOurs && !ida.busy && done && ida.failedStep.isEmpty()
            && ida.unfinished.isEmpty() && ida.outdated.isEmpty();
        QVERIFY2((card == condition::Running) == isWell, what);
        QVERIFY2((card == condition::Running) == (status.tone == cli::Tone::Good), what);
        QVERIFY2((card == condition::Unhealthy) == status.text.startsWith(u'▲'), what);
        QVERIFY2((card == condition::Partial)
                     == (status.text == u"◐ partly running" || status.text == u"◐ incomplete"),
                 what);
        QVERIFY2(status.text.endsWith(stateWord(ida, engine)), what);
        QVERIFY2((card == condition::Starting) == (status.text == u"◐ starting"), what);
        if (card == condition::Running) {
            ++green;
            QVERIFY2(idle, what);
            QCOMPARE(json[u"state"].toString(), u"running"_s);
            QVERIFY2(ida.reason.isEmpty() && ida.next == NextAction::None, what);
            QCOMPARE(tray, condition::Running);
        } else if (isOurs && !ida.busy) {
            QVERIFY2(!ida.reason.isEmpty(), what);
        }
        if (card == condition::Unhealthy || card == condition::Starting
            || card == condition::Partial)
            QCOMPARE(tray, card);
        QCOMPARE(json[u"reason"].toString(), ida.reason);
        QCOMPARE(json[u"next"].toString(), toString(ida.next));
    }
    QVERIFY(green > kStates / 20);
}

void TestTruth::stopsAndDeaths_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("oom");
    QTest::addColumn<int>("asked"); // -1: not known
    QTest::addColumn<condition::Value>("shown");
    QTest::addColumn<QString>("reason");
    QTest::newRow("error") << 1 << false << -1 << condition::Unhealthy
                           << u"app ended with code 1"_s;
    QTest::newRow("out of memory") << 137 << true << -1 << condition::Unhealthy
                                   << u"app ended with code 137: killed, out of memory"_s;
    QTest::newRow("out of memory, nobody asked")
        << 137 << true << 0 << condition::Unhealthy
        << u"app ended with code 137: killed, out of memory"_s;
    QTest::newRow("docker kill") << 137 << false << 0 << condition::Unhealthy
                                 << u"app ended with code 137: killed (SIGKILL)"_s;
    QTest::newRow("docker stop, too slow")
        << 137 << false << 1 << condition::Stopped << u"app was stopped"_s;
    QTest::newRow("docker stop") << 143 << false << 1 << condition::Stopped << u"app was stopped"_s;
    QTest::newRow("stopped long ago")
        << 143 << false << -1 << condition::Stopped
        << u"app ended with code 143: terminated (SIGTERM), perhaps because it was stopped"_s;
    QTest::newRow("stopped, its own code")
        << 1 << false << 1 << condition::Stopped << u"app was stopped"_s;
    QTest::newRow("crash") << 139 << false << -1 << condition::Unhealthy
                           << u"app ended with code 139: crashed (SIGSEGV)"_s;
    QTest::newRow("no such command") << 127 << false << 0 << condition::Unhealthy
                                     << u"app ended with code 127: its command was not found"_s;
    QTest::newRow("ended by itself")
        << 0 << false << 0 << condition::Stopped << u"app ended with code 0"_s;
    QTest::newRow("stopped, ends well")
        << 0 << false << 1 << condition::Stopped << u"app was stopped"_s;
    QTest::newRow("ended with 0 long ago")
        << 0 << false << -1 << condition::Stopped << u"app ended with code 0"_s;
}

void TestTruth::stopsAndDeaths()
{
    QFETCH(int, code);
    QFETCH(bool, oom);
    QFETCH(int, asked);
    QFETCH(condition::Value, shown);
    QFETCH(QString, reason);
    IdaView ida;
    ServiceView app;
    app.name = u"app"_s;
    app.container = u"c"_s;
    app.state = ServiceState::Exited;
    app.exitCode = code;
    app.oomKilled = oom;
    if (asked >= 0)
        app.stopAsked = asked == 1;
    ServiceView db;
    db.name = u"db"_s;
    db.container = u"d"_s;
    db.state = ServiceState::Running;
    ida.services = {db, app};
    judge(ida);
    QCOMPARE(condition::ofService(ida.services.last(), running()), shown);
    QCOMPARE(ida.services.last().reason, reason);
    QCOMPARE(ida.reason, reason);
    QCOMPARE(toString(ida.state), u"partial"_s);
    QCOMPARE(condition::ofIda(ida, running()),
             shown == condition::Unhealthy ? condition::Unhealthy : condition::Partial);
    QCOMPARE(toString(ida.next), toString(NextAction::Start));
}

void TestTruth::greenMeansEverything()
{
    IdaView ida;
    ServiceView app;
    app.name = u"app"_s;
    app.container = u"c"_s;
    app.state = ServiceState::Running;
    ida.services = {app};
    judge(ida);
    QCOMPARE(condition::ofIda(ida, running()), condition::Running);
    ida.failedStep = u"failed: Run migrations: no such table"_s;
    judge(ida);
    QCOMPARE(condition::ofIda(ida, running()), condition::Unhealthy);
    QCOMPARE(toString(ida.state), u"running"_s); // of its containers: scripts rely on the word
    QCOMPARE(ida.reason, u"failed: Run migrations: no such table"_s);
    QCOMPARE(toString(ida.next), toString(NextAction::Up));
    // `up` does not do it again: one next step is named, and it is the one that helps.
    ida.failedAgain = u"devstack seed shop records"_s;
    judge(ida);
    QCOMPARE(
        ida.reason,
        u"failed: Run migrations: no such table (“devstack seed shop records” does it again)"_s);
    QCOMPARE(toString(ida.next), QString());
}

static IdaView oneThatRuns()
{
    IdaView ida;
    ida.name = u"shop"_s;
    ServiceView app;
    app.name = u"app"_s;
    app.container = u"c"_s;
    app.state = ServiceState::Running;
    ida.services = {app};
    return ida;
}

void TestTruth::whatWasCutOffIsNotGreen()
{
    IdaView ida = oneThatRuns();
    ida.unfinished = u"its provisioning was cut off: 1 step is missing (Run migrations)"_s;
    judge(ida);
    QCOMPARE(condition::ofIda(ida, running()), condition::Partial);
    QCOMPARE(stateWord(ida, running()), u"incomplete"_s);
    QCOMPARE(cli::stateCell(ida, running()).text, u"◐ incomplete"_s);
    QCOMPARE(toString(ida.state), u"running"_s); // of its containers
    QCOMPARE(ida.reason, ida.unfinished);
    QCOMPARE(toString(ida.next), toString(NextAction::Up));
    // A dead service is worse.
    ida.services[0].state = ServiceState::Dead;
    judge(ida);
    QVERIFY(ida.reason != ida.unfinished);
    // The run that goes on deals with it.
    ida = oneThatRuns();
    ida.unfinished = u"cut off"_s;
    ida.busy = true;
    judge(ida);
    QCOMPARE(condition::ofIda(ida, running()), condition::Starting);
}

void TestTruth::aFailedBuildLeavesWhatRuns()
{
    IdaView ida = oneThatRuns();
    ida.failedStep = u"failed: Build app"_s;
    ida.failedBeforeStart = true;
    judge(ida);
    QCOMPARE(condition::ofIda(ida, running()), condition::Partial);
    QCOMPARE(stateWord(ida, running()), u"incomplete"_s);
    QCOMPARE(ida.reason, u"failed: Build app"_s);
    ida.failedBeforeStart = false;
    QCOMPARE(stateWord(ida, running()), u"unhealthy"_s);
}

void TestTruth::whatUpRefusesIsNotOffered()
{
    IdaView ida;
    judge(ida);
    QCOMPARE(toString(ida.next), toString(NextAction::Up));
    ida.problems = {invalidInput(u"“beta” needs “alpha”, but its repository is not known."_s)};
    judge(ida);
    QCOMPARE(toString(ida.next), toString(NextAction::None));
    QCOMPARE(ida.reason, ida.problems.first().message);
}

void TestTruth::withoutAnEngineNothingIsStopped()
{
    WorkspaceSnapshot snapshot;
    snapshot.engine.availability = EngineView::Availability::Unavailable;
    IdaView ida = oneThatRuns();
    ida.services[0].state = ServiceState::Missing;
    ida.services[0].container.clear();
    judge(ida);
    snapshot.idas = {ida};
    const QJsonValue status = cli::statusJson(snapshot, {})[u"idas"][0];
    QCOMPARE(status[u"state"].toString(), u"unknown"_s);
    QCOMPARE(status[u"services"][0][u"state"].toString(), u"unknown"_s);
    QCOMPARE(cli::listJson(snapshot)[u"idas"][0][u"state"].toString(), u"unknown"_s);
    QCOMPARE(cli::graphJson(snapshot)[u"idas"][0][u"state"].toString(), u"unknown"_s);
    snapshot.idas[0].mode = Mode::Off;
    judge(snapshot.idas[0]);
    QCOMPARE(cli::listJson(snapshot)[u"idas"][0][u"state"].toString(), u"off"_s); // a file says so
}

void TestTruth::offThatStillRuns()
{
    IdaView ida;
    ida.mode = Mode::Off;
    for (const QString &name : {u"app"_s, u"db"_s}) {
        ServiceView service;
        service.name = name;
        service.container = name;
        service.state = ServiceState::Running;
        ida.services += service;
    }
    judge(ida);
    QCOMPARE(ida.reason, u"off, but 2 containers are not stopped"_s);
    QCOMPARE(toString(ida.next), toString(NextAction::Stop));
    QCOMPARE(toString(ida.state), u"off"_s);
}

void TestTruth::noGreenBeforeTheRunIsOver()
{
    IdaView ida;
    ida.busy = true;
    ServiceView app;
    app.name = u"app"_s;
    app.container = u"c"_s;
    app.state = ServiceState::Running;
    app.health = Health::Healthy;
    ida.services = {app};
    judge(ida);
    QCOMPARE(condition::ofIda(ida, running()), condition::Starting);
    QCOMPARE(toString(ida.state), u"starting"_s);
}

void TestTruth::whatRuns_data()
{
    QTest::addColumn<ServiceView>("service");
    QTest::addColumn<condition::Value>("shown");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<NextAction>("next");
    QTest::addColumn<WaitAnswer>("wait");
    ServiceView app;
    app.name = u"app"_s;
    app.container = u"c"_s;
    app.state = ServiceState::Running;
    ServiceView loop = app;
    loop.restarts = 9;
    loop.exitCode = 5;
    QTest::newRow("a crash loop between two crashes")
        << loop << condition::Unhealthy << u"restarting"_s
        << u"app was started again 9 times: it ended with code 5"_s << NextAction::Logs
        << WaitAnswer::Wait;
    loop.restarts = 1;
    loop.exitCode.reset();
    QTest::newRow("started again once, nobody remembers why")
        << loop << condition::Unhealthy << u"restarting"_s << u"app was started again"_s
        << NextAction::Logs << WaitAnswer::Wait;
    ServiceView lost = app;
    lost.lostNetwork = u"w-shop"_s;
    QTest::newRow("off its network") << lost << condition::Unhealthy << u"not in its network"_s
                                     << u"app runs, but is not in its network w-shop"_s
                                     << NextAction::Up << WaitAnswer::NotStarted;
    ServiceView held = app;
    held.isHeld = true;
    held.health = Health::Unhealthy;
    QTest::newRow("held while its data is copied")
        << held << condition::Starting << u"held"_s << u"app is held while its data is copied"_s
        << NextAction::None << WaitAnswer::Wait;
    held.state = ServiceState::Paused;
    held.health = Health::None;
    QTest::newRow("held, and paused for it")
        << held << condition::Starting << u"held"_s << u"app is held while its data is copied"_s
        << NextAction::None << WaitAnswer::Wait;
    ServiceView goesOn = app;
    goesOn.health = Health::Unhealthy;
    goesOn.isHealthOld = true;
    QTest::newRow("goes on after that, and no check has run yet")
        << goesOn << condition::Starting << u"starting"_s
        << u"app: its health check has not passed since it was held"_s << NextAction::None
        << WaitAnswer::Wait;
    held.state = ServiceState::Running;
    held.health = Health::Healthy;
    QTest::newRow("is to be held") << held << condition::Running << u"healthy"_s << QString()
                                   << NextAction::None << WaitAnswer::Done;
}

void TestTruth::whatRuns()
{
    QFETCH(ServiceView, service);
    QFETCH(condition::Value, shown);
    QFETCH(QString, word);
    QFETCH(QString, reason);
    QFETCH(NextAction, next);
    QFETCH(WaitAnswer, wait);
    IdaView ida;
    ida.services = {service};
    judge(ida);
    const ServiceView &judged = ida.services.first();
    QCOMPARE(condition::ofService(judged, running()), shown);
    QCOMPARE(condition::ofIda(ida, running()), shown);
    QCOMPARE(stateWord(judged, running()), word);
    QCOMPARE(judged.reason, reason);
    QCOMPARE(toString(ida.next), toString(next));
    QVERIFY(waitAnswer(judge(factsOf(judged))) == wait);
}

void TestTruth::outOfMemoryNamesItsLimit()
{
    IdaView ida;
    ServiceView hog;
    hog.name = u"hog"_s;
    hog.container = u"c"_s;
    hog.state = ServiceState::Exited;
    hog.exitCode = 137;
    hog.oomKilled = true;
    hog.memoryLimit = 32 << 20;
    hog.limitedAt = u"docker-compose.yml:7"_s;
    ida.services = {hog};
    judge(ida);
    QCOMPARE(ida.reason,
             u"hog ended with code 137: killed, out of memory; its limit is 32 MiB "
             u"(docker-compose.yml:7)"_s);
    // Started again as it is, it would end the same way.
    QCOMPARE(toString(ida.next), toString(NextAction::Up));
}

void TestTruth::howLongItIsUp()
{
    QCOMPARE(secondsUp(u"Up Less than a second"_s), 0);
    QCOMPARE(secondsUp(u"Up 1 second"_s), 1);
    QCOMPARE(secondsUp(u"Up 45 seconds (unhealthy)"_s), 45);
    QVERIFY(!secondsUp(u"Up About a minute"_s));
    QVERIFY(!secondsUp(u"Up 5 minutes (Paused)"_s));
    QVERIFY(!secondsUp(u"Restarting (5) 2 seconds ago"_s));
    QCOMPARE(settleSeconds(0), 0);
    QVERIFY(settleSeconds(9) > settleSeconds(1));
}

QTEST_GUILESS_MAIN(TestTruth)
#include "tst_truth.moc"
