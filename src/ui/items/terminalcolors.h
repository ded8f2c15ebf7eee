// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "terminal/terminalcell.h"

#include <QColor>
#include <QHash>
#include <QList>

namespace devstack {

/// The colours that a terminal's cells are drawn in.
class TerminalColors
{
public:
    struct Pair
    {
        QColor text;
        QColor ground;
        bool hasGround = false; ///< other than that of the whole terminal
    };

    TerminalColors() = default;
    /// `sixteen`: black, red, green, yellow, blue, magenta, cyan, white, and the bright ones.
    TerminalColors(const QColor &text, const QColor &ground, const QList<QColor> &sixteen);

    /// Text that would be hard to read on its ground is moved towards black or white until it can
    /// be. `reversed`: the whole screen is.
    Pair of(const TerminalStyle &style, bool reversed) const;
    QColor color(TerminalColor color, const QColor &usual) const;

private:
    QColor legible(const QColor &text, const QColor &ground) const;

    QColor m_text;
    QColor m_ground;
    QList<QColor> m_sixteen;
    mutable QHash<quint64, QRgb> m_legible;
};

/// The contrast of WCAG, 1 to 21.
double contrastOf(const QColor &one, const QColor &other);

} // namespace devstack
