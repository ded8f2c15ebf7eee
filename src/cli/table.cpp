// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/table.h"

#include "core/text.h"

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// In files and pipes one long cell must not push all others to the right.
constexpr qsizetype kWidestPadding = 40;
constexpr qsizetype kGap = 2;

/// Takes from the widest columns until the line fits; a column keeps what a word needs.
void fit(QList<qsizetype> &widths, qsizetype columns)
{
    constexpr qsizetype kNarrowest = 8;
    qsizetype over = kGap * (widths.size() - 1) - columns;
    for (const qsizetype width : std::as_const(widths))
        over += width;
    for (; over > 0; --over) {
        const auto widest = std::ranges::max_element(widths);
        if (widest == widths.end() || *widest <= kNarrowest)
            return;
        --*widest;
    }
}

} // namespace

QString shortened(const QString &text, qsizetype width)
{
    if (text.size() <= width)
        return text;
    QString kept = text.left(std::max<qsizetype>(0, width - 1));
    if (!kept.isEmpty() && kept.back().isHighSurrogate())
        kept.chop(1);
    return kept + u'…';
}

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
    const int columns = output.style().outWidth ? output.style().outWidth() : 0;
    if (columns > 0) {
        fit(widths, columns);
    } else {
        for (qsizetype &width : widths)
            width = std::min(width, kWidestPadding);
    }
    const auto printRow = [&](QList<Cell> row) {
        QString line;
        for (qsizetype i = 0; columns > 0 && i < row.size(); ++i)
            row[i].text = shortened(row[i].text, widths[i]);
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool last = i + 1 == row.size();
            const QString padding(std::max<qsizetype>(0, widths[i] - row[i].text.size()), u' ');
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
