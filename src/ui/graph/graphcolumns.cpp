// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/graph/graphcolumns.h"

#include "model/graph/dependencygraph.h"

#include <QHash>
#include <QMultiHash>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace devstack {

namespace {

/// Layers cut so that no column is taller than `rows`, as evenly as possible.
QList<QStringList> cut(const QList<QStringList> &layers, qsizetype rows)
{
    QList<QStringList> columns;
    for (const QStringList &layer : layers) {
        const qsizetype pieces = (layer.size() + rows - 1) / rows;
        for (qsizetype piece = 0; piece < pieces; ++piece) {
            const qsizetype from = layer.size() * piece / pieces;
            const qsizetype to = layer.size() * (piece + 1) / pieces;
            columns.append(layer.mid(from, to - from));
        }
    }
    return columns;
}

qsizetype tallest(const QList<QStringList> &columns)
{
    qsizetype rows = 0;
    for (const QStringList &column : columns)
        rows = std::max(rows, column.size());
    return rows;
}

/// How large that many columns and rows may be drawn on a page of this size.
double fitOf(qsizetype columns, qsizetype rows, QSizeF box, QSizeF gap, QSizeF page)
{
    const double width = double(columns) * (box.width() + gap.width()) - gap.width();
    const double height = double(rows) * (box.height() + gap.height()) - gap.height();
    return std::min(page.width() / std::max(1.0, width), page.height() / std::max(1.0, height));
}

constexpr QSizeF kTightGap {64, 22};
/// Rounds of ordering; more change little.
constexpr int kSweeps = 6;

/// Moves boxes of each column next to those they are joined to: the usual mean of the neighbours'
/// rows.
void order(QList<QStringList> &columns, const LayoutRequest &request)
{
    QMultiHash<QString, QString> joined;
    for (const LayoutRequest::Edge &edge : request.edges) {
        joined.insert(edge.from, edge.to);
        joined.insert(edge.to, edge.from);
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        QHash<QString, double> height; // of each box, 0 to 1 within its column
        for (const QStringList &column : columns) {
            for (qsizetype row = 0; row < column.size(); ++row)
                height.insert(column.at(row),
                              (double(row) + 0.5)
                                  / double(column.size()));
        }
        for (QStringList &column : columns) {
            const auto wanted = [&](const QString &name) {
                double sum = 0;
                int count = 0;
                for (auto at = joined.constFind(name); at != joined.cend() && at.key() == name;
                     ++at) {
                    sum += height.value(at.value(), 0.5);
                    ++count;
                }
                return count == 0 ? height.value(name) : sum / count;
            };
            std::ranges::stable_sort(column, {}, wanted);
            for (qsizetype row = 0; row < column.size(); ++row)
                height.insert(column.at(row),
                              (double(row) + 0.5)
                                  / double(column.size()));
        }
    }
}

} // namespace

GraphLayout layOutInColumns(const LayoutRequest &request)
{
    const double aspect
        = request.page.isEmpty() ? 1.5 : request.page.width() / request.page.height();
    QList<QStringList> columns = graphColumns(request, kTightGap, aspect);
    order(columns, request);
    const QSizeF pitch = request.nodeSize + kTightGap;
    const auto rows = double(tallest(columns));
    GraphLayout layout;
    layout.size = QSizeF(double(columns.size()) * pitch.width() - kTightGap.width(),
                         rows * pitch.height() - kTightGap.height());
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const QStringList &column = columns.at(i);
        const double top = (rows - double(column.size())) * pitch.height() / 2;
        for (qsizetype row = 0; row < column.size(); ++row)
            layout.nodes.append({column.at(row),
                                 QPointF(double(i) * pitch.width(),
                                         top + double(row) * pitch.height())});
    }
    addStraightRoutes(layout, request);
    return layout;
}

void addStraightRoutes(GraphLayout &layout, const LayoutRequest &request)
{
    QHash<QString, QRectF> boxes;
    for (const GraphLayout::Node &node : layout.nodes)
        boxes.insert(node.name, QRectF(node.topLeft, request.nodeSize));
    for (const LayoutRequest::Edge &edge : request.edges) {
        if (edge.from == edge.to || !boxes.contains(edge.from) || !boxes.contains(edge.to))
            continue;
        const QRectF from = boxes.value(edge.from);
        const QRectF to = boxes.value(edge.to);
        if (from.left() == to.left()) {
            const bool down = to.top() > from.top();
            const QPointF a(from.center().x(), down ? from.bottom() : from.top());
            const QPointF b(to.center().x(), down ? to.top() : to.bottom());
            const QPointF bend(0, (b.y() - a.y()) / 3);
            layout.routes.append({edge.from, edge.to, {a, a + bend, b - bend, b}});
            continue;
        }
        const QPointF a(from.right(), from.center().y());
        const QPointF b(to.left(), to.center().y());
        const QPointF bend(std::max(40.0, std::abs(b.x() - a.x()) / 2), 0);
        layout.routes.append({edge.from, edge.to, {a, a + bend, b - bend, b}});
    }
}

QList<QStringList> graphColumns(const LayoutRequest &request, QSizeF gap, double aspect)
{
    DependencyGraph graph;
    QSet<QString> joined;
    for (const LayoutRequest::Edge &edge : request.edges) {
        if (edge.from == edge.to || !request.nodes.contains(edge.from)
            || !request.nodes.contains(edge.to))
            continue;
        joined << edge.from << edge.to;
    }
    QStringList lonely;
    for (const QString &node : request.nodes) {
        if (joined.contains(node))
            graph.addIda(node);
        else
            lonely.append(node);
    }
    for (const LayoutRequest::Edge &edge : request.edges) {
        if (joined.contains(edge.from) && joined.contains(edge.to) && edge.from != edge.to) {
            DependencyEdge arrow;
            arrow.from = edge.from;
            arrow.to = edge.to;
            graph.addEdge(arrow);
        }
    }
    QList<QStringList> layers = graph.layers(DependencyGraph::Purpose::Any);
    std::ranges::reverse(layers); // what needs stands left of what is needed

    const QSizeF page(aspect, 1);
    QList<QStringList> best = layers;
    double bestFit = -1;
    for (qsizetype rows = 1; rows <= std::max<qsizetype>(1, request.nodes.size()); ++rows) {
        QList<QStringList> columns = cut(layers, rows);
        for (qsizetype left = lonely.size(), column = 0; left > 0; ++column) {
            if (column == columns.size())
                columns.append(QStringList());
            while (columns[column].size() < rows && left > 0)
                columns[column].append(lonely.at(lonely.size() - left--));
        }
        const double fit = fitOf(columns.size(), tallest(columns), request.nodeSize, gap, page);
        if (fit > bestFit) {
            bestFit = fit;
            best = columns;
        }
    }
    return best;
}

} // namespace devstack
