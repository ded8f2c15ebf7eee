// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/graph/graphlayout.h"

#include "ui/graph/graphcolumns.h"

#include <graphviz/gvc.h>

#include <QHash>
#include <QMutex>

#include <algorithm>
#include <memory>

namespace devstack {

namespace {

constexpr double kPointsPerInch = 72.0;
constexpr double kLayerGap = 80;
constexpr double kRowGap = 44;
/// Below this zoom names on cards are hard to read.
constexpr double kReadable = 0.75;

struct FreeContext
{
    void operator()(GVC_t *context) const { gvFreeContext(context); }
};

struct FreeGraph
{
    void operator()(Agraph_t *graph) const { agclose(graph); }
};

void set(void *object, const char *name, const QByteArray &value)
{
    agsafeset(object,
              const_cast<char *>(name),
              const_cast<char *>(value.constData()),
              const_cast<char *>(""));
}

/// Names in the graph are positions: foreign names never reach Graphviz, which reads HTML-like
/// ones.
Agnode_t *nodeAt(Agraph_t *graph, qsizetype index, bool create)
{
    QByteArray name = 'n' + QByteArray::number(index);
    return agnode(graph, name.data(), create ? 1 : 0);
}

using GraphPointer = std::unique_ptr<Agraph_t, FreeGraph>;

GraphPointer build(const LayoutRequest &request)
{
    GraphPointer graph(agopen(const_cast<char *>("g"), Agdirected, nullptr));
    set(graph.get(), "rankdir", "LR");
    set(graph.get(), "splines", "spline");
    set(graph.get(), "nodesep", QByteArray::number(kRowGap / kPointsPerInch));
    set(graph.get(), "ranksep", QByteArray::number(kLayerGap / kPointsPerInch));
    for (qsizetype i = 0; i < request.nodes.size(); ++i) {
        Agnode_t *node = nodeAt(graph.get(), i, true);
        set(node, "shape", "box");
        set(node, "label", "");
        set(node, "fixedsize", "true");
        set(node, "width", QByteArray::number(request.nodeSize.width() / kPointsPerInch));
        set(node, "height", QByteArray::number(request.nodeSize.height() / kPointsPerInch));
    }
    for (const LayoutRequest::Edge &edge : request.edges) {
        const auto from = request.nodes.indexOf(edge.from);
        const auto to = request.nodes.indexOf(edge.to);
        if (from < 0 || to < 0 || from == to)
            continue;
        Agedge_t *drawn = agedge(graph.get(),
                                 nodeAt(graph.get(), from, false),
                                 nodeAt(graph.get(), to, false),
                                 nullptr,
                                 1);
        set(drawn, "arrowhead", "none");
        // Out on the right, in on the left, as one reads; members of one column join top and
        // bottom.
        const bool inColumn
            = std::ranges::any_of(request.sameRank, [&edge](const QStringList &group) {
                  return group.contains(edge.from) && group.contains(edge.to);
              });
        if (!inColumn) {
            set(drawn, "tailport", "e");
            set(drawn, "headport", "w");
        }
    }
    for (const QStringList &group : request.sameRank) {
        Agraph_t *column = agsubg(graph.get(), nullptr, 1);
        set(column, "rank", "same");
        for (const QString &name : group) {
            const auto at = request.nodes.indexOf(name);
            if (at >= 0)
                agsubnode(column, nodeAt(graph.get(), at, false), 1);
        }
    }
    return graph;
}

QList<QPointF> pointsOf(Agedge_t *edge, double height)
{
    QList<QPointF> points;
    const splines *drawn = ED_spl(edge);
    if (!drawn)
        return points;
    // The sizes are int or size_t, as the version of Graphviz has it.
    for (int i = 0; i < int(drawn->size); ++i) {
        const bezier &piece = drawn->list[i];
        for (int j = points.isEmpty() ? 0 : 1; j < int(piece.size); ++j)
            points.append(QPointF(piece.list[j].x, height - piece.list[j].y));
    }
    return points;
}

GraphLayout read(Agraph_t *graph, const LayoutRequest &request)
{
    GraphLayout layout;
    const boxf box = GD_bb(graph);
    const double height = box.UR.y;
    layout.size = QSizeF(box.UR.x - box.LL.x, box.UR.y - box.LL.y);
    for (qsizetype i = 0; i < request.nodes.size(); ++i) {
        const pointf centre = ND_coord(nodeAt(graph, i, false));
        layout.nodes.append({request.nodes.at(i),
                             QPointF(centre.x - request.nodeSize.width() / 2,
                                     height - centre.y - request.nodeSize.height() / 2)});
    }
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
        for (Agedge_t *edge = agfstout(graph, node); edge; edge = agnxtout(graph, edge)) {
            const auto from = QByteArray(agnameof(agtail(edge))).mid(1).toLongLong();
            const auto to = QByteArray(agnameof(aghead(edge))).mid(1).toLongLong();
            layout.routes.append(
                {request.nodes.value(from), request.nodes.value(to), pointsOf(edge, height)});
        }
    }
    return layout;
}

/// The zoom at which a drawing fits.
double fitOn(QSizeF page, QSizeF drawing)
{
    return std::min(page.width() / std::max(1.0, drawing.width()),
                    page.height() / std::max(1.0, drawing.height()));
}

} // namespace

GraphLayout layOutGraph(const LayoutRequest &request)
{
    static QMutex mutex;
    const QMutexLocker lock(&mutex);
    if (request.nodes.isEmpty())
        return {};
    const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
    GraphPointer graph = build(request);
    if (!context || gvLayout(context.get(), graph.get(), "dot") != 0)
        return layOutPlainly(request);
    GraphLayout layout = read(graph.get(), request);
    gvFreeLayout(context.get(), graph.get());
    if (request.page.isEmpty() || fitOn(request.page, layout.size) >= kReadable)
        return layout;
    // dot keeps room for every arrow that passes by, which makes a wide graph tall.
    const GraphLayout wrapped = layOutInColumns(request);
    return fitOn(request.page, wrapped.size) > fitOn(request.page, layout.size) ? wrapped : layout;
}

GraphLayout layOutPlainly(const LayoutRequest &request)
{
    QHash<QString, int> layer;
    for (const QString &node : request.nodes)
        layer.insert(node, 0);
    // Bounded by the number of nodes: a cycle would push its members right for ever.
    bool moved = true;
    for (qsizetype round = 0; moved && round < request.nodes.size(); ++round) {
        moved = false;
        for (const LayoutRequest::Edge &edge : request.edges) {
            if (!layer.contains(edge.from) || !layer.contains(edge.to)
                || layer.value(edge.to) > layer.value(edge.from)
                || layer.value(edge.from) + 1 >= request.nodes.size())
                continue;
            layer[edge.to] = layer.value(edge.from) + 1;
            moved = true;
        }
    }
    GraphLayout layout;
    QHash<int, int> rows;
    for (const QString &node : request.nodes) {
        const int column = layer.value(node);
        const QPointF at(column * (request.nodeSize.width() + kLayerGap),
                         rows[column]++ * (request.nodeSize.height() + kRowGap));
        layout.nodes.append({node, at});
        layout.size = QSizeF(std::max(layout.size.width(), at.x() + request.nodeSize.width()),
                             std::max(layout.size.height(), at.y() + request.nodeSize.height()));
    }
    addStraightRoutes(layout, request);
    return layout;
}

} // namespace devstack
