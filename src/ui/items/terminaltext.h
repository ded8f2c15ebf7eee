// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "terminal/terminalscreen.h"

#include <QString>

#include <compare>
#include <optional>

namespace devstack {

/// A place among the lines of a terminal, by the numbers that TerminalScreen gives them.
struct TerminalPlace
{
    qint64 line = 0;
    int column = 0;

    auto operator<=>(const TerminalPlace &) const = default;
};

/// From the first place to before the second.
struct TerminalRange
{
    TerminalPlace from;
    TerminalPlace to;

    bool isEmpty() const { return !(from < to); }
    bool operator==(const TerminalRange &) const = default;
};

/// The text of a range: lines that were wrapped are one, blanks at their ends are left out.
QString textOfRange(const TerminalScreen &screen, const TerminalRange &range);
/// The word around a place, with what belongs to paths and addresses.
TerminalRange wordAt(const TerminalScreen &screen, TerminalPlace place);
/// The whole line around it, with those that it wrapped into.
TerminalRange lineAt(const TerminalScreen &screen, TerminalPlace place);

/// An address (http and https only) that is written at a place.
struct TerminalLink
{
    TerminalRange range;
    QString address;

    bool operator==(const TerminalLink &) const = default;
};
std::optional<TerminalLink> linkAt(const TerminalScreen &screen, TerminalPlace place);

/// The next place of a text before (or behind) a place, whatever its case; around the end where
/// there is none. Searches within lines.
std::optional<TerminalRange>
findText(const TerminalScreen &screen, const QString &text, TerminalPlace from, bool backwards);
/// Columns at which the text begins in a line, with those where it ends.
QList<std::pair<int, int>>
matchesIn(const TerminalScreen &screen, qint64 line, const QString &text);

} // namespace devstack
