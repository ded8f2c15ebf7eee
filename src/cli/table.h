// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"

#include <QList>
#include <QString>

namespace devstack::cli {

/// The text, cut to a number of characters with “…” at its end.
QString shortened(const QString &text, qsizetype width);

/// A text in a table, made printable when it is added; the colour does not count as width.
struct Cell
{
    QString text;
    Tone tone = Tone::Plain;
    bool alignRight = false;
};

/// Rows of cells in columns as wide as their widest cell; the last column is not padded. On a
/// terminal no line is longer than it is wide: what does not fit ends with “…”. Elsewhere nothing
/// is cut, and a column pads to 40 characters at most.
class Table
{
public:
    explicit Table(const QStringList &headings);
    void addRow(QList<Cell> cells);
    bool isEmpty() const { return m_rows.isEmpty(); }
    void print(Output &output) const;

private:
    QStringList m_headings;
    QList<QList<Cell>> m_rows;
};

} // namespace devstack::cli
