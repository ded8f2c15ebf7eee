// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/stateglyph.h"

#include <QPainterPath>

#include <cmath>

namespace devstack {

QColor StatePalette::of(condition::Value value) const
{
    switch (value) {
    case condition::Running:
    case condition::Partial:
        return ok;
    case condition::Starting:
        return warning;
    case condition::Unhealthy:
        return bad;
    case condition::External:
        return external;
    case condition::Stopped:
    case condition::Absent:
    case condition::Off:
    case condition::Unknown:
        break;
    }
    return faint;
}

void paintState(QPainter &painter,
                const QRectF &square,
                condition::Value value,
                const QColor &color,
                double turn)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(square.width(), square.height());
    const double line = std::max(1.2, side / 7);
    const QRectF full(square.center() - QPointF(side, side) / 2, QSizeF(side, side));
    const QRectF ring = full.adjusted(line / 2, line / 2, -line / 2, -line / 2);
    QPen pen(color, line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (value) {
    case condition::Running:
        painter.drawEllipse(full.adjusted(line / 3, line / 3, -line / 3, -line / 3));
        return;
    case condition::Unhealthy: {
        const QPointF top(full.center().x(), full.top() + line / 2);
        painter.setPen(QPen(color, line / 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(QPolygonF {top,
                                       full.bottomRight() - QPointF(line / 2, line / 2),
                                       full.bottomLeft() + QPointF(line / 2, -line / 2)});
        return;
    }
    case condition::External:
        painter.drawPolygon(QPolygonF {QPointF(full.center().x(), full.top()),
                                       QPointF(full.right(), full.center().y()),
                                       QPointF(full.center().x(), full.bottom()),
                                       QPointF(full.left(), full.center().y())});
        return;
    case condition::Starting:
    case condition::Partial: {
        painter.save();
        painter.translate(full.center());
        painter.rotate(value == condition::Starting ? turn : 0);
        painter.translate(-full.center());
        painter.drawPie(ring, 90 * 16, 180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen);
        painter.drawEllipse(ring);
        painter.restore();
        return;
    }
    case condition::Absent:
        pen.setDashPattern({1.4, 1.2});
        break;
    case condition::Stopped:
    case condition::Off:
    case condition::Unknown:
        break;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawEllipse(ring);
    if (value == condition::Off)
        painter.drawLine(ring.topLeft() + QPointF(ring.width(), ring.height()) * 0.2,
                         ring.topLeft() + QPointF(ring.width(), ring.height()) * 0.8);
    if (value == condition::Unknown) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(full.center(), side * 0.14, side * 0.14);
    }
}

StateGlyph::StateGlyph(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    for (auto signal :
         {&StateGlyph::conditionChanged, &StateGlyph::colorChanged, &StateGlyph::turnChanged})
        connect(this, signal, this, [this] { update(); });
}

void StateGlyph::paint(QPainter *painter)
{
    paintState(*painter, boundingRect(), m_condition, m_color, m_turn);
}

} // namespace devstack
