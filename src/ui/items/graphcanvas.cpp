// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/graphcanvas.h"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace devstack {

namespace {

constexpr double kDotGap = 24;
constexpr double kHead = 9; ///< length of an arrowhead
constexpr double kLine = 1.4;
constexpr double kReach = 6; ///< how near the pointer has to come to a line, in pixels

QPainterPath splineOf(const GraphArrow &arrow)
{
    QPainterPath path(arrow.points.value(0));
    for (qsizetype i = 1; i + 2 < arrow.points.size(); i += 3)
        path.cubicTo(arrow.points.at(i), arrow.points.at(i + 1), arrow.points.at(i + 2));
    return path;
}

double distance(QPointF point, QPointF a, QPointF b)
{
    const QPointF way = b - a;
    const double length = QPointF::dotProduct(way, way);
    const double share
        = length > 0 ? std::clamp(QPointF::dotProduct(point - a, way) / length, 0.0, 1.0) : 0;
    return QLineF(point, a + share * way).length();
}

QPolygonF headAt(QPointF tip, QPointF from)
{
    const QLineF back(tip, from);
    QLineF left = QLineF::fromPolar(kHead, back.angle() + 24).translated(tip);
    QLineF right = QLineF::fromPolar(kHead, back.angle() - 24).translated(tip);
    return {tip, left.p2(), right.p2()};
}

} // namespace

GraphCanvas::GraphCanvas(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &GraphCanvas::lookChanged, this, [this] { update(); });
}

void GraphCanvas::setGraph(Overview *graph)
{
    if (graph == m_graph)
        return;
    if (m_graph)
        m_graph->disconnect(this);
    m_graph = graph;
    if (m_graph)
        connect(m_graph, &Overview::layoutChanged, this, [this] { update(); });
    emit graphChanged();
    update();
}

void GraphCanvas::paint(QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    paintDots(*painter);
    if (!m_graph)
        return;
    painter->translate(m_origin);
    painter->scale(m_zoom, m_zoom);
    for (const GraphArrow &arrow : m_graph->arrows())
        paintArrow(*painter, arrow);
}

QStringList GraphCanvas::arrowAt(double x, double y) const
{
    if (!m_graph || m_zoom <= 0)
        return {};
    const QPointF point = (QPointF(x, y) - m_origin) / m_zoom;
    double nearest = kReach / m_zoom;
    QStringList found;
    for (const GraphArrow &arrow : m_graph->arrows()) {
        const QPainterPath path = splineOf(arrow);
        if (!path.boundingRect().adjusted(-nearest, -nearest, nearest, nearest).contains(point))
            continue;
        const QPolygonF line = path.toSubpathPolygons().value(0);
        for (qsizetype i = 1; i < line.size(); ++i) {
            const double away = distance(point, line.at(i - 1), line.at(i));
            if (away >= nearest)
                continue;
            nearest = away;
            found = {arrow.from, arrow.to};
        }
    }
    return found;
}

void GraphCanvas::paintDots(QPainter &painter) const
{
    double gap = kDotGap * m_zoom;
    while (gap < kDotGap * 0.7)
        gap *= 2;
    QList<QPointF> dots;
    for (double x = std::fmod(m_origin.x(), gap); x < width(); x += gap) {
        for (double y = std::fmod(m_origin.y(), gap); y < height(); y += gap)
            dots.append(QPointF(x, y));
    }
    painter.setPen(QPen(m_dot, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawPoints(dots.constData(), int(dots.size()));
}

void GraphCanvas::paintArrow(QPainter &painter, const GraphArrow &arrow) const
{
    if (arrow.points.size() < 4)
        return;
    const bool lit
        = (!m_highlighted.isEmpty() && (arrow.from == m_highlighted || arrow.to == m_highlighted))
        || m_pointed == QStringList {arrow.from, arrow.to};
    const QColor color = arrow.cycle ? m_cycle : lit ? m_accent : m_line;
    const QPainterPath path = splineOf(arrow);
    QPen pen(color, lit ? kLine * 1.3 : kLine);
    if (!arrow.declared)
        pen.setDashPattern({3.5, 3});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(headAt(arrow.points.last(), path.pointAtPercent(0.94)));
    if (arrow.both)
        painter.drawPolygon(headAt(arrow.points.first(), path.pointAtPercent(0.06)));
    if (!arrow.cycle)
        return;
    QFont font(m_family);
    font.setPixelSize(11);
    const QString text = tr("cycle");
    const double width = QFontMetricsF(font).horizontalAdvance(text) + 18;
    const QPointF middle = path.pointAtPercent(0.5);
    const QRectF pill(middle - QPointF(width / 2, 9), QSizeF(width, 18));
    painter.setBrush(m_cycleSoft);
    painter.drawRoundedRect(pill, 9, 9);
    painter.setPen(m_cycle);
    painter.setFont(font);
    painter.drawText(pill, Qt::AlignCenter, text);
}

} // namespace devstack
