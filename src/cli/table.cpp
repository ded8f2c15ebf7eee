// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/table.h"

#include "core/text.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

Table::Table(const QStringList &headings)
    : m_headings(headings)
{
}

void Table::addRow(QList<Cell> cells)
{
    for (Cell &cell : cells)
        cell.text = printable(cell.text);
    m_rows += std::move(cells);
}

void Table::print(Output &output) const
{
    QList<qsizetype> widths;
    for (const QString &heading : m_headings)
        widths += heading.size();
    for (const auto &row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].text.size());
    }
    const auto printRow = [&](const QList<Cell> &row) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool last = i + 1 == row.size();
            const QString padding(widths[i] - row[i].text.size(), u' ');
            const QString text = output.toned(row[i].text, row[i].tone);
            line += row[i].alignRight ? QString(padding + text)
                : last                ? text
                                      : QString(text + padding);
            if (!last)
                line += u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        output.line(line);
    };
    QList<Cell> headings;
    for (const QString &heading : m_headings)
        headings += {heading, Tone::Dim};
    printRow(headings);
    for (const auto &row : m_rows)
        printRow(row);
}

} // namespace devstack::cli
