// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demodata.h"
#include "service/observing/verdict.h"
#include "ui/controllers/inspector.h"
#include "ui/controllers/overview.h"
#include "ui/controllers/runs.h"
#include "ui/controllers/session.h"
#include "unit/ui/givensource.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What the cards and the frame say while the engine answers, is gone, and is back.
class TestOverview : public QObject
{
    Q_OBJECT
private slots:
    void withoutEngineNothingIsKnown();
    void selectionOutlivesTheEngine();
    void deathHasItsReasonEverywhere();
    void whatIsNotWellComesFirstOnItsCard();
    void strayContainersAreTold();
    void composeFilesAreOffered();
    void librariesHaveNothingToRun();
    void oneTimeIsWrittenOneWay();

private:
    static WorkspaceSnapshot with(EngineView::Availability availability)
    {
        WorkspaceSnapshot snapshot = demo::snapshot();
        snapshot.engine.availability = availability;
        snapshot.engine.error = notFound(u"The engine does not answer."_s, u"Start it."_s);
        return snapshot;
    }
};

void TestOverview::withoutEngineNothingIsKnown()
{
    Background background;
    WorkspaceHub hub;
    Session session(hub);
    Overview overview(hub, background);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    const auto card = [&overview] { return *overview.cards()->find(u"catalog"_s); };

    emit source->snapshotChanged(with(EngineView::Availability::Available));
    QCOMPARE(card().word, u"running"_s);
    QVERIFY(!card().memory.isEmpty());
    QVERIFY(!session.memoryText().isEmpty());
    QVERIFY(session.engineProblem().isEmpty());

    emit source->snapshotChanged(with(EngineView::Availability::Unavailable));
    QCOMPARE(card().word, u"unknown"_s);
    QVERIFY(card().detail.contains(u"unknown"_s));
    QVERIFY(card().memory.isEmpty());
    for (const ServiceChip &service : card().services)
        QCOMPARE(service.condition, condition::Unknown);
    QVERIFY(session.memoryText().isEmpty());
    QCOMPARE(session.engineProblem(), u"The engine does not answer."_s);
    QCOMPARE(session.engineHint(), u"Start it."_s);
    // What files say stays known.
    QCOMPARE(overview.cards()->find(u"search"_s)->word, u"external"_s);

    emit source->snapshotChanged(with(EngineView::Availability::Available));
    QCOMPARE(card().word, u"running"_s);
}

void TestOverview::deathHasItsReasonEverywhere()
{
    Background background;
    WorkspaceHub hub;
    Session session(hub);
    Overview overview(hub, background);
    Inspector inspector(hub, overview);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    WorkspaceSnapshot snapshot = with(EngineView::Availability::Available);
    IdaView *catalog = nullptr;
    for (IdaView &ida : snapshot.idas) {
        if (ida.name == u"catalog")
            catalog = &ida;
    }
    QVERIFY(catalog);
    judge(*catalog);
    emit source->snapshotChanged(snapshot);
    overview.setSelected(u"catalog"_s);
    QCOMPARE(inspector.reason(), QString());
    QCOMPARE(inspector.next(), Inspector::Next::None);
    const QString before = session.summary();

    ServiceView &app = catalog->services.first();
    app.state = ServiceState::Exited;
    app.health = Health::None;
    app.exitCode = 137;
    app.oomKilled = true;
    app.endedAt = QDateTime::currentDateTimeUtc();
    app.lastLines = {u"loading the world"_s};
    judge(*catalog);
    emit source->snapshotChanged(snapshot);
    const IdaCard card = *overview.cards()->find(u"catalog"_s);
    QCOMPARE(card.condition, condition::Unhealthy);
    QVERIFY2(card.reason.contains(u"code 137: killed, out of memory"), qPrintable(card.reason));
    QCOMPARE(card.services.first().condition, condition::Unhealthy);
    QVERIFY(inspector.reason().startsWith(card.reason));
    QCOMPARE(inspector.lastLines(), QStringList {u"loading the world"_s});
    QCOMPARE(inspector.next(), Inspector::Next::Start);
    QCOMPARE(inspector.reasonSource(), u"catalog/"_s + app.name);
    QCOMPARE(session.condition(), condition::Unhealthy); // the tray
    QVERIFY(session.summary() != before);

    snapshot.engine.availability = EngineView::Availability::Unavailable;
    emit source->snapshotChanged(snapshot);
    QCOMPARE(inspector.reason(), QString());
}

void TestOverview::whatIsNotWellComesFirstOnItsCard()
{
    Background background;
    WorkspaceHub hub;
    Overview overview(hub, background);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    WorkspaceSnapshot snapshot = with(EngineView::Availability::Available);
    IdaView ida;
    ida.name = u"many"_s;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}) {
        ServiceView service;
        service.name = name;
        service.container = name;
        service.state = ServiceState::Running;
        ida.services += service;
    }
    const auto card = [&] {
        judge(ida);
        snapshot.idas = {ida};
        emit source->snapshotChanged(snapshot);
        return *overview.cards()->find(u"many"_s);
    };
    const auto names = [](const IdaCard &shown) {
        QStringList all;
        for (const ServiceChip &chip : shown.services)
            all += chip.name;
        return all;
    };
    QCOMPARE(names(card()), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(card().hiddenCondition, condition::Running);
    ida.services[3].state = ServiceState::Paused;
    ida.services[4].state = ServiceState::Restarting;
    QCOMPARE(names(card()), QStringList({u"e"_s, u"d"_s, u"a"_s}));
    QCOMPARE(card().hidden, 2);
    // More that are down than find room: “+2” says so.
    for (ServiceView &service : ida.services)
        service.state = ServiceState::Dead;
    QCOMPARE(card().hiddenCondition, condition::Unhealthy);
}

void TestOverview::strayContainersAreTold()
{
    WorkspaceHub hub;
    Session session(hub);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    WorkspaceSnapshot snapshot = with(EngineView::Availability::Available);
    emit source->snapshotChanged(snapshot);
    QCOMPARE(session.strays(), QString());
    snapshot.strays = {{u"gone"_s, {u"w-gone-app"_s, u"w-gone-db"_s}}};
    emit source->snapshotChanged(snapshot);
    QCOMPARE(session.strays(),
             u"gone is not in devstack.yml any more, and 2 containers of it run on. “docker rm -f "
             u"w-gone-app w-gone-db” ends them."_s);
}

void TestOverview::composeFilesAreOffered()
{
    Background background;
    WorkspaceHub hub;
    Overview overview(hub, background);
    Inspector inspector(hub, overview);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    IdaView ida;
    ida.name = u"store"_s;
    ida.kind = u"no-compose"_s;
    ida.offers.files
        = {{{u"a.yml"_s, u"b.yml"_s}, ComposeOffer::Kind::Own, {}, u"builds it"_s, {}},
           {{u"c.yml"_s}, ComposeOffer::Kind::Part, {}, u"adds to another file"_s, {}}};
    judge(ida);
    WorkspaceSnapshot snapshot = with(EngineView::Availability::Available);
    snapshot.idas = {ida};
    emit source->snapshotChanged(snapshot);
    overview.setSelected(u"store"_s);
    QVERIFY(inspector.composeChoices()->find(u"a.yml:b.yml"_s));
    QVERIFY(!inspector.composeChoices()->find(u"c.yml"_s)); // a part alone runs nothing
    snapshot.idas.first().offers = {};
    emit source->snapshotChanged(snapshot);
    QVERIFY(!inspector.composeChoices()->find(u"a.yml:b.yml"_s));
}

void TestOverview::librariesHaveNothingToRun()
{
    Background background;
    WorkspaceHub hub;
    Overview overview(hub, background);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    IdaView ida;
    ida.name = u"parts"_s;
    ida.kind = u"library"_s;
    ida.mode = Mode::Off;
    ida.branch = u"main"_s;
    judge(ida);
    WorkspaceSnapshot snapshot = with(EngineView::Availability::Available);
    snapshot.idas = {ida};
    emit source->snapshotChanged(snapshot);
    const IdaCard card = *overview.cards()->find(u"parts"_s);
    QCOMPARE(card.word, u"library"_s);
    QCOMPARE(card.detail, u"nothing to run · main"_s);
    QCOMPARE(card.condition, condition::Off);
    QCOMPARE(card.reason, QString());
}

void TestOverview::oneTimeIsWrittenOneWay()
{
    WorkspaceHub hub;
    Runs runs(hub);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    RunStep step;
    step.id = u"script:shop/test"_s;
    step.ida = u"shop"_s;
    step.state = StepState::Running;
    step.started = QDateTime::currentDateTimeUtc().addMSecs(-900);
    RunState run;
    run.header.id = u"1"_s;
    run.header.start = step.started;
    run.result = RunResult::Running;
    run.steps = {step};
    emit source->runsChanged({run});
    run.steps.first().state = StepState::Failed;
    run.steps.first().duration = run.duration = std::chrono::milliseconds(900);
    run.result = RunResult::Failed;
    emit source->runsChanged({run});
    QCOMPARE(runs.elapsed(), u"0.9 s"_s);
    QCOMPARE(runs.stepTime(), u"0.9 s"_s);
    QCOMPARE(runs.lanes()->find(u"shop"_s)->duration, u"0.9 s"_s);
}

void TestOverview::selectionOutlivesTheEngine()
{
    Background background;
    WorkspaceHub hub;
    Overview overview(hub, background);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    emit source->snapshotChanged(with(EngineView::Availability::Available));
    overview.setSelected(u"catalog"_s);
    emit source->snapshotChanged(with(EngineView::Availability::Unavailable));
    QCOMPARE(overview.selected(), u"catalog"_s);
}

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
