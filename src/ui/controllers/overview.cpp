// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/overview.h"

#include "core/text.h"
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
constexpr int kChips = 3;

QString detailOf(const IdaView &ida)
{
    if (ida.state == IdaState::Absent)
        return Overview::tr("not cloned yet");
    QStringList parts {modeWord(ida.mode)};
    if (ida.mode == Mode::Develop)
        parts << (ida.branch.isEmpty() ? ida.commit.left(8) : ida.branch);
    parts << ida.variant << ida.configuration;
    parts.removeAll(QString());
    parts.removeAll(u"default"_s);
    return parts.join(u" · "_s);
}

} // namespace

Overview::Overview(WorkspaceHub &hub, Background &background, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_background(background)
    , m_cards({u"name"_s,
               u"title"_s,
               u"condition"_s,
               u"word"_s,
               u"detail"_s,
               u"memory"_s,
               u"services"_s,
               u"hidden"_s,
               u"progress"_s,
               u"activity"_s,
               u"placeX"_s,
               u"placeY"_s,
               u"matches"_s,
               u"problems"_s})
    , m_unresolved({u"key"_s, u"from"_s, u"name"_s, u"evidence"_s})
    , m_conflicts({u"key"_s, u"ida"_s, u"text"_s, u"commands"_s})
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Overview::update);
    connect(&hub, &WorkspaceHub::runsChanged, this, &Overview::update);
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
    QList<QVariantList> rows;
    for (const IdaView &ida : m_hub.snapshot().idas)
        rows.append(row(ida));
    m_cards.setRows(rows);
    updateNotices();
    if (!m_selected.isEmpty() && !m_hub.snapshot().ida(m_selected))
        setSelected({});
}

void Overview::updateNotices()
{
    QList<QVariantList> unresolved;
    for (const UnresolvedName &one : m_hub.snapshot().unresolved)
        unresolved.append(
            {QString(one.from + u'/' + one.name), one.from, one.name, evidenceLines(one.evidence)});
    m_unresolved.setRows(unresolved);
    QList<QVariantList> conflicts;
    for (const ChoiceConflict &one : m_hub.snapshot().conflicts) {
        if (!one.isSettled())
            conflicts.append({QString(one.ida + u'/' + toString(one.matter)),
                              one.ida,
                              one.text(),
                              one.commands()});
    }
    m_conflicts.setRows(conflicts);
}

QVariantList Overview::row(const IdaView &ida) const
{
    QVariantList services;
    for (const ServiceView &service : ida.services) {
        if (services.size() == kChips)
            break;
        services.append(
            QVariantMap {{u"name"_s, service.name},
                         {u"condition"_s, condition::ofService(service, m_hub.snapshot().engine)}});
    }
    const IdaProgress progress = progressOf(m_hub.runs(), ida.name);
    const condition::Value state = condition::ofIda(ida, m_hub.snapshot().engine);
    const QPointF at = placeOf(ida.name);
    return {ida.name,
            ida.title,
            state,
            condition::word(state),
            state == condition::Unknown ? tr("state unknown · %1").arg(detailOf(ida))
                                        : detailOf(ida),
            ida.memory > 0 && state != condition::Unknown ? formatBytes(ida.memory) : QString(),
            services,
            std::max(0, int(ida.services.size()) - kChips),
            progress.share,
            progress.text,
            at.x(),
            at.y(),
            !m_filtering || matches(ida),
            int(ida.problems.size())};
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
    const int ticket = ++m_ticket;
    m_background.run(
        this,
        [request](std::stop_token) { return layOutGraph(request); },
        [this, ticket](GraphLayout layout) {
            if (ticket != m_ticket)
                return;
            m_layout = std::move(layout);
            updateArrows();
            update();
            emit layoutChanged();
        });
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

void Overview::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    emit filterChanged();
    update();
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
