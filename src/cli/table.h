// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"

#include <QList>
#include <QString>

namespace devstack::cli {

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
