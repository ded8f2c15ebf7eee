// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/overview.h"

#include <QColor>
#include <QQuickPaintedItem>

namespace devstack {

/// The ground of the graph: dots and arrows, as large as the view and sharp at every zoom.
class GraphCanvas : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(devstack::Overview *graph READ graph WRITE setGraph NOTIFY graphChanged)
    /// Where the drawing's origin is, in pixels of this item.
    Q_PROPERTY(QPointF origin MEMBER m_origin NOTIFY lookChanged)
    Q_PROPERTY(double zoom MEMBER m_zoom NOTIFY lookChanged)
    Q_PROPERTY(QColor lineColor MEMBER m_line NOTIFY lookChanged)
    Q_PROPERTY(QColor dotColor MEMBER m_dot NOTIFY lookChanged)
    Q_PROPERTY(QColor cycleColor MEMBER m_cycle NOTIFY lookChanged)
    Q_PROPERTY(QColor cycleSoft MEMBER m_cycleSoft NOTIFY lookChanged)
    Q_PROPERTY(QColor accentColor MEMBER m_accent NOTIFY lookChanged)
    /// The arrow between these two IDAs is drawn in the accent colour.
    Q_PROPERTY(QStringList pointed MEMBER m_pointed NOTIFY lookChanged)
    /// Arrows from and to this IDA are drawn in the accent colour.
    Q_PROPERTY(QString highlighted MEMBER m_highlighted NOTIFY lookChanged)
    Q_PROPERTY(QString fontFamily MEMBER m_family NOTIFY lookChanged)
public:
    explicit GraphCanvas(QQuickItem *parent = nullptr);
    void paint(QPainter *painter) override;

    /// The arrow at a point of this item, within a few pixels: its two IDAs; empty: none is there.
    Q_INVOKABLE QStringList arrowAt(double x, double y) const;

    Overview *graph() const { return m_graph; }
    void setGraph(Overview *graph);

signals:
    void graphChanged();
    void lookChanged();

private:
    void paintDots(QPainter &painter) const;
    void paintArrow(QPainter &painter, const GraphArrow &arrow) const;

    Overview *m_graph = nullptr;
    QPointF m_origin;
    double m_zoom = 1;
    QColor m_line;
    QColor m_dot;
    QColor m_cycle;
    QColor m_cycleSoft;
    QColor m_accent;
    QString m_highlighted;
    QStringList m_pointed;
    QString m_family;
};

} // namespace devstack
