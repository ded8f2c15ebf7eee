// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/overview.h"

#include "core/text.h"
#include "ui/graph/dependents.h"
#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"
#include "ui/text/runfigures.h"

#include <QLineF>

#include <algorithm>
#include <limits>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// About what a window leaves for the graph; a fixed one, so that cards stay where they are when it
/// is resized.
constexpr QSizeF kUsualPage {1100, 700};
/// Chips that fit on a card; the rest is counted.
constexpr qsizetype kChips = 3;

QString detailOf(const IdaView &ida)
{
    if (ida.state == IdaState::Absent)
        return Overview::tr("not cloned yet");
    const bool isLibrary = ida.kind == u"library" && ida.mode == Mode::Off;
    QStringList parts {isLibrary ? Overview::tr("nothing to run") : modeWord(ida.mode)};
    if (ida.mode == Mode::Develop || isLibrary)
        parts << (ida.branch.isEmpty() ? ida.commit.left(8) : ida.branch);
    parts << ida.variant << ida.configuration;
    parts.removeAll(QString());
    parts.removeAll(u"default"_s);
    return parts.join(u" · "_s);
}

/// What the user should look at first comes first: it must not be among those that only count.
QList<ServiceChip> chipsOf(const IdaView &ida, const EngineView &engine)
{
    struct Ranked
    {
        ServiceChip chip;
        int rank = 0;
    };
    QList<Ranked> ranked;
    for (const ServiceView &service : ida.services) {
        const auto condition = condition::ofService(service, engine);
        const int rank = !service.takesPart     ? 3
            : condition == condition::Unhealthy ? 0
            : !service.reason.isEmpty()         ? 1
                                                : 2;
        ranked.append({{service.name, condition}, rank});
    }
    std::ranges::stable_sort(ranked, {}, &Ranked::rank);
    QList<ServiceChip> chips;
    for (const Ranked &one : std::as_const(ranked))
        chips.append(one.chip);
    return chips;
}

} // namespace

Overview::Overview(WorkspaceHub &hub, Background &background, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_background(background)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Overview::update);
    connect(&hub, &WorkspaceHub::runsChanged, this, &Overview::update);
    connect(&hub, &WorkspaceHub::logErrorsChanged, this, &Overview::update);
}

bool Overview::matches(const IdaView &ida) const
{
    return ida.name.contains(m_filter, Qt::CaseInsensitive)
        || ida.title.contains(m_filter, Qt::CaseInsensitive);
}

void Overview::update()
{
    relayout();
    // What is typed may be a command: then no card is meant and none is dimmed.
    m_filtering = !m_filter.isEmpty()
        && std::ranges::any_of(m_hub.snapshot().idas,
                               [this](const IdaView &ida) { return matches(ida); });
    m_affected = dependentsOf(m_hub.snapshot().edges, m_touched);
    QList<IdaCard> cards;
    for (const IdaView &ida : m_hub.snapshot().idas)
        cards.append(card(ida));
    m_cards.setRows(std::move(cards));
    updateNotices();
    if (!m_selected.isEmpty() && !m_hub.snapshot().ida(m_selected))
        setSelected({});
}

void Overview::updateNotices()
{
    QList<UnresolvedRow> unresolved;
    for (const UnresolvedName &one : m_hub.snapshot().unresolved)
        unresolved.append(
            {one.from + u'/' + one.name, one.from, one.name, evidenceLines(one.evidence)});
    m_unresolved.setRows(std::move(unresolved));
    QStringList conflicting;
    for (const ChoiceConflict &one : m_hub.snapshot().conflicts) {
        if (!one.isSettled())
            conflicting.append(one.ida);
    }
    if (conflicting == m_conflicting)
        return;
    m_conflicting = conflicting;
    emit conflictingChanged();
}

IdaCard Overview::card(const IdaView &ida) const
{
    const EngineView &engine = m_hub.snapshot().engine;
    const IdaProgress progress = progressOf(m_hub.runs(), ida.name);
    IdaCard card;
    card.name = ida.name;
    card.title = ida.title;
    card.condition = condition::ofIda(ida, engine);
    card.word = condition::wordOf(ida, engine);
    const bool unknown = card.condition == condition::Unknown;
    card.detail = unknown ? tr("state unknown · %1").arg(detailOf(ida)) : detailOf(ida);
    if (!unknown && ida.state != IdaState::Absent)
        card.reason = ida.reason;
    if (ida.memory > 0 && !unknown)
        card.memory = formatBytes(ida.memory);
    const QList<ServiceChip> chips = chipsOf(ida, engine);
    card.services = chips.first(std::min(kChips, chips.size()));
    card.hidden = int(chips.size() - card.services.size());
    if (card.hidden > 0)
        card.hiddenCondition = chips.at(kChips).condition;
    card.progress = progress.share;
    card.activity = progress.text;
    card.place = placeOf(ida.name);
    card.affected = m_affected.contains(ida.name);
    card.matches = m_touched.isEmpty() ? !m_filtering || matches(ida)
                                       : card.affected || ida.name == m_touched;
    card.problems = int(ida.problems.size());
    for (const ServiceView &service : ida.services) {
        const QString source = ida.name + u'/' + service.name;
        const int errors = m_hub.logErrors().value(source).count;
        if (errors == 0)
            continue;
        card.errorSource = card.errors == 0 ? source : ida.name;
        card.errors += errors;
    }
    return card;
}

QPointF Overview::placeOf(const QString &name) const
{
    for (const GraphLayout::Node &node : m_layout.nodes) {
        if (node.name == name)
            return node.topLeft;
    }
    return {};
}

void Overview::relayout()
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    LayoutRequest request;
    request.nodeSize = kCardSize;
    request.page = kUsualPage;
    for (const IdaView &ida : snapshot.idas)
        request.nodes.append(ida.name);
    for (const DependencyEdge &edge : snapshot.edges) {
        // Of two that need each other one line is drawn, with two heads.
        if (!request.edges.contains(LayoutRequest::Edge {edge.to, edge.from}))
            request.edges.append({edge.from, edge.to});
    }
    for (const QStringList &cycle : snapshot.cycles) {
        if (cycle.size() == 2)
            request.sameRank.append(cycle);
    }
    if (request == m_request) {
        updateArrows();
        return;
    }
    m_request = request;
    m_background.run(
        this,
        [request](std::stop_token) { return layOutGraph(request); },
        m_newestLayout.only([this](GraphLayout layout) {
            m_layout = std::move(layout);
            updateArrows();
            update();
            emit layoutChanged();
        }));
}

void Overview::updateArrows()
{
    QList<GraphArrow> arrows;
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    const auto edge = [&snapshot](const QString &from, const QString &to) {
        return std::ranges::find_if(snapshot.edges, [&](const DependencyEdge &one) {
            return one.from == from && one.to == to;
        });
    };
    for (const GraphLayout::Route &route : m_layout.routes) {
        const auto forth = edge(route.from, route.to);
        const auto back = edge(route.to, route.from);
        const bool cycle = std::ranges::any_of(snapshot.cycles, [&](const QStringList &group) {
            return group.contains(route.from) && group.contains(route.to);
        });
        arrows.append({route.from,
                       route.to,
                       route.points,
                       forth != snapshot.edges.end() && forth->declared,
                       cycle,
                       back != snapshot.edges.end()});
    }
    m_arrows = std::move(arrows);
}

bool Overview::hasInferred() const
{
    return std::ranges::any_of(m_arrows, [](const GraphArrow &arrow) { return !arrow.declared; });
}

void Overview::setSelected(const QString &name)
{
    if (name == m_selected)
        return;
    m_selected = name;
    emit selectedChanged();
}

void Overview::setTouched(const QString &name)
{
    if (name == m_touched)
        return;
    m_touched = name;
    emit touchedChanged();
    update();
}

void Overview::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    emit filterChanged();
    update();
}

QString Overview::firstMatch() const
{
    const auto &idas = m_hub.snapshot().idas;
    const auto found = std::ranges::find_if(idas, [this](const IdaView &ida) {
        return !m_filter.isEmpty() && ida.name.contains(m_filter, Qt::CaseInsensitive);
    });
    return found == idas.end() ? QString() : found->name;
}

QString Overview::neighbour(int key) const
{
    if (m_selected.isEmpty() || !m_hub.snapshot().ida(m_selected))
        return m_layout.nodes.isEmpty() ? QString() : m_layout.nodes.first().name;
    const QPointF here = placeOf(m_selected);
    QString best = m_selected;
    double least = std::numeric_limits<double>::max();
    for (const GraphLayout::Node &node : m_layout.nodes) {
        const QPointF way = node.topLeft - here;
        const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
        const double along = sideways ? way.x() : way.y();
        const double across = std::abs(sideways ? way.y() : way.x());
        const bool forwards = key == Qt::Key_Right || key == Qt::Key_Down;
        const double distance = std::abs(along) + 2 * across;
        if (node.name == m_selected || (forwards ? along <= 1 : along >= -1) || distance >= least)
            continue;
        least = distance;
        best = node.name;
    }
    return best;
}

} // namespace devstack
