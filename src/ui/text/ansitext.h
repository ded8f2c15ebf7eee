// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace devstack {

/// A stretch of text in one colour and weight.
struct TextRun
{
    int start = 0;
    int length = 0;
    int color = -1; ///< 0-15: the terminal's colours; -1: the usual
    bool bold = false;
    bool dim = false;
    bool operator==(const TextRun &) const = default;
};

/// A line without escapes, and how its parts are drawn.
struct AnsiText
{
    QString text;
    QList<TextRun> runs; ///< in order, only those that differ from the usual
};

/// Reads SGR escapes (ECMA-48 8.3.117: colours, bold, faint) and drops every other control
/// sequence, so that nothing a container writes does more than show. Tabs become spaces, a carriage
/// return starts the line anew. 256-colour and true-colour values come back as the nearest of the
/// sixteen. At most `limit` characters are kept.
AnsiText parseAnsi(QStringView line, qsizetype limit = 4000);

} // namespace devstack
