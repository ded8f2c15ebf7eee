// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"

#include <QList>
#include <QString>

namespace devstack::cli {

/// A text in a table, made printable when it is added; the colour does not count as width.
struct Cell
{
    QString text;
    Tone tone = Tone::Plain;
    bool alignRight = false;
};

/// Rows of cells in columns as wide as their widest cell; the last column is not padded.
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
