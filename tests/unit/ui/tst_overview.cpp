// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demodata.h"
#include "ui/controllers/overview.h"
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
