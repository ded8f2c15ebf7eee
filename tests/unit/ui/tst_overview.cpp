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
    const auto cell = [&overview](const QString &column) {
        return overview.cards()->value(u"catalog"_s, column);
    };

    emit source->snapshotChanged(with(EngineView::Availability::Available));
    QCOMPARE(cell(u"word"_s).toString(), u"running"_s);
    QVERIFY(!cell(u"memory"_s).toString().isEmpty());
    QVERIFY(!session.memoryText().isEmpty());
    QVERIFY(session.engineProblem().isEmpty());

    emit source->snapshotChanged(with(EngineView::Availability::Unavailable));
    QCOMPARE(cell(u"word"_s).toString(), u"unknown"_s);
    QVERIFY(cell(u"detail"_s).toString().contains(u"unknown"_s));
    QVERIFY(cell(u"memory"_s).toString().isEmpty());
    for (const QVariant &service : cell(u"services"_s).toList())
        QCOMPARE(service.toMap().value(u"condition"_s).toInt(), int(condition::Unknown));
    QVERIFY(session.memoryText().isEmpty());
    QCOMPARE(session.engineProblem(), u"The engine does not answer."_s);
    QCOMPARE(session.engineHint(), u"Start it."_s);
    // What files say stays known.
    QCOMPARE(overview.cards()->value(u"search"_s, u"word"_s).toString(), u"external"_s);

    emit source->snapshotChanged(with(EngineView::Availability::Available));
    QCOMPARE(cell(u"word"_s).toString(), u"running"_s);
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
