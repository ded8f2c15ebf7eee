// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

// What a LogView draws; how it scrolls and selects is in logview.cpp.

#include "core/text.h"
#include "ui/items/logview.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <chrono>

namespace devstack {

using namespace Qt::StringLiterals;

void LogView::paint(QPainter *painter)
{
    if (!m_model || m_lineHeight <= 0)
        return;
    painter->setFont(m_font);
    double y = -m_top.skip;
    for (int row = m_top.row; row < m_model->count() && y < height(); ++row) {
        const double rowSize = rowHeight(row);
        paintRow(*painter, row, y, rowSize);
        y += rowSize;
    }
}

void LogView::paintRow(QPainter &painter, int row, double y, double height) const
{
    const LogRow line = m_model->line(row);
    const QRectF band(0, y, width(), height);
    if (isSelected(row))
        painter.fillRect(band, m_selection);
    else if ((m_columns || m_grounds) && line.level == LogLevel::Error)
        painter.fillRect(band, m_errorBackground);
    else if ((m_columns || m_grounds) && line.level == LogLevel::Warning)
        painter.fillRect(band, m_warningBackground);
    if (m_columns)
        paintColumns(painter, row, line, y);
    const double character = characterWidth();
    double x = textStart();
    if (line.isMark) {
        // A thin line across tells runs apart.
        painter.fillRect(QRectF(kMargin, y, width() - 2 * kMargin, 1), m_dim);
        QFont font = m_font;
        font.setItalic(true);
        painter.setFont(font);
        painter.setPen(m_dim);
        painter.drawText(QRectF(x, y, width() - x, m_lineHeight),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         line.content.text);
        painter.setFont(m_font);
        return;
    }
    if (line.fromStderr)
        painter.fillRect(QRectF(x - kMark - 3, y + 3, kMark, height - 6), m_dim);
    painter.save();
    painter.setClipRect(QRectF(x, y, width() - x, height));
    x -= m_shift;
    const bool isOpen = m_model->isOpen(row);
    if (line.folded > 0) {
        painter.setPen(m_dim);
        painter.drawText(QRectF(x, y, kFoldCharacters * character, m_lineHeight),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         isOpen ? u"▾"_s : u"▸"_s);
        x += kFoldCharacters * character;
    }
    double top = y;
    for (const Piece &piece : piecesOf(line, isOpen)) {
        paintPiece(painter, piece, x, top);
        top += m_lineHeight;
    }
    painter.restore();
}

QString LogView::timeText(int row, const LogRow &line) const
{
    if (!line.time.isValid())
        return {};
    if (m_times == Times::Ago) {
        const qint64 ago = std::max<qint64>(0, line.time.secsTo(QDateTime::currentDateTimeUtc()));
        return tr("%1 ago").arg(formatDuration(std::chrono::seconds(ago)));
    }
    if (m_times == Times::Difference) {
        const QDateTime before = row > 0 ? m_model->line(row - 1).time : QDateTime();
        return before.isValid()
            ? u"%1 s"_s.arg(QString::asprintf("%+.3f", double(before.msecsTo(line.time)) / 1000))
            : QString();
    }
    const QDateTime at = line.time.toLocalTime();
    return at.toString(at.date() == QDate::currentDate() ? u"HH:mm:ss.zzz"_s : u"MM-dd HH:mm:ss"_s);
}

void LogView::paintColumns(QPainter &painter, int row, const LogRow &line, double y) const
{
    const double character = characterWidth();
    double x = kMargin;
    painter.setPen(m_dim);
    painter.drawText(QRectF(x, y, kTimeCharacters * character, m_lineHeight),
                     Qt::AlignVCenter | Qt::TextSingleLine,
                     timeText(row, line));
    if (!m_sourceColumn)
        return;
    x += kTimeCharacters * character;
    const double column = sourceCharacters() * character;
    if (!m_sources.isEmpty()) {
        // In order where it is known, so that neighbours differ.
        const size_t number
            = line.sourceNumber >= 0 ? size_t(line.sourceNumber) : size_t(qHash(line.source));
        painter.setPen(m_sources.at(qsizetype(number % size_t(m_sources.size()))));
    }
    painter.drawText(
        QRectF(x, y, column, m_lineHeight),
        Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(line.source, Qt::ElideMiddle, int(column - character)));
}

void LogView::paintPiece(QPainter &painter, const Piece &piece, double x, double y) const
{
    const QString &text = piece.text->text;
    const int end = piece.start + piece.length;
    const auto [matchStart, matchLength] = m_model->matchIn(text);
    const int markFrom = std::max(matchStart, piece.start);
    const int markTo = std::min(matchStart + matchLength, end);
    if (matchStart >= 0 && markTo > markFrom) {
        const QFontMetricsF metrics(m_font);
        painter.fillRect(
            QRectF(x + metrics.horizontalAdvance(text.mid(piece.start, markFrom - piece.start)),
                   y + 1,
                   metrics.horizontalAdvance(text.mid(markFrom, markTo - markFrom)),
                   m_lineHeight - 2),
            m_match);
    }
    const auto draw = [&](int from, int to, const TextRun &style) {
        from = std::max(from, piece.start);
        to = std::min(to, end);
        if (to <= from)
            return;
        QFont font = m_font;
        font.setBold(style.bold);
        painter.setFont(font);
        painter.setPen(style.color >= 0 && style.color < m_ansi.size() ? m_ansi.at(style.color)
                           : style.dim                                 ? m_dim
                                                                       : m_text);
        const QString part = text.mid(from, to - from);
        painter.drawText(
            QRectF(x, y, 1e6, m_lineHeight), Qt::AlignVCenter | Qt::TextSingleLine, part);
        x += QFontMetricsF(font).horizontalAdvance(part);
    };
    int at = 0;
    for (const TextRun &run : piece.text->runs) {
        draw(at, run.start, {});
        draw(run.start, run.start + run.length, run);
        at = run.start + run.length;
    }
    draw(at, int(text.size()), {});
    painter.setFont(m_font);
}

} // namespace devstack
