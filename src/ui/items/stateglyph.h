// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QColor>
#include <QPainter>
#include <QQuickPaintedItem>

namespace devstack {

/// The colours that states are drawn in; the theme gives them.
struct StatePalette
{
    QColor ok;
    QColor warning;
    QColor bad;
    QColor external;
    QColor faint;

    QColor of(condition::Value value) const;
};

/// Draws a state's shape into a square; the same in graph, lists and tray. `turn` in degrees, for
/// Starting.
void paintState(QPainter &painter,
                const QRectF &square,
                condition::Value value,
                const QColor &color,
                double turn = 0);

/// A state's shape as an item.
class StateGlyph : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(devstack::condition::Value condition MEMBER m_condition NOTIFY conditionChanged)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY colorChanged)
    /// Degrees that the shape of a starting one is turned by.
    Q_PROPERTY(double turn MEMBER m_turn NOTIFY turnChanged)
public:
    explicit StateGlyph(QQuickItem *parent = nullptr);
    void paint(QPainter *painter) override;

signals:
    void conditionChanged();
    void colorChanged();
    void turnChanged();

private:
    condition::Value m_condition = condition::Stopped;
    QColor m_color = Qt::gray;
    double m_turn = 0;
};

} // namespace devstack
