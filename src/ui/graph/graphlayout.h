// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

namespace devstack {

/// The input of the layout: boxes of one size and arrows between them.
struct LayoutRequest
{
    struct Edge
    {
        QString from;
        QString to;
        bool operator==(const Edge &) const = default;
    };
    QStringList nodes;
    QList<Edge> edges;
    QList<QStringList> sameRank; ///< groups that stand in one column: the members of a cycle
    QSizeF nodeSize;
    QSizeF
        page; ///< where it is shown; a drawing that would be small there is wrapped; empty: never
    bool operator==(const LayoutRequest &) const = default;
};

/// Where everything is, in pixels, y downwards.
struct GraphLayout
{
    struct Node
    {
        QString name;
        QPointF topLeft;
    };
    /// A spline: the start point and three control points for each further piece.
    struct Route
    {
        QString from;
        QString to;
        QList<QPointF> points;
    };
    QSizeF size;
    QList<Node> nodes;
    QList<Route> routes;
};

/// Draws the graph in layers, left to right: what needs before what is needed.
///
/// A graph that fits the page only when shrunk below a readable size has its tall layers cut into
/// several columns. Uses Graphviz's dot; when its plugin cannot be loaded, a plain layered drawing.
/// Blocks for some milliseconds (50 boxes); Graphviz is not thread-safe, so calls wait for each
/// other.
GraphLayout layOutGraph(const LayoutRequest &request);

/// The plain drawing: layers by longest path, straight routes. Public for tests.
GraphLayout layOutPlainly(const LayoutRequest &request);

} // namespace devstack
