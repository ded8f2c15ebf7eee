// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/logview.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNarrowest = 20;
/// More belongs into a file.
constexpr int kMostCopied = 50'000;

} // namespace

LogView::LogView(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setClip(true);
    connect(this, &LogView::lookChanged, this, &LogView::contentChanged);
}

void LogView::setModel(LogRowsModel *model)
{
    if (model == m_model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (m_model) {
        connect(m_model, &LogRowsModel::countChanged, this, &LogView::contentChanged);
        connect(m_model, &LogRowsModel::rowChanged, this, &LogView::contentChanged);
        connect(m_model, &LogRowsModel::trimmed, this, [this](int rows) {
            if (!m_follow)
                m_top = m_top.row >= rows ? Top {m_top.row - rows, m_top.skip} : Top {};
            if (hasSelection())
                select(m_selectedFrom - rows, m_selectedTo - rows);
        });
        connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](auto, int from, int to) {
            m_unseen += m_follow ? 0 : to - from + 1;
        });
        connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
            if (m_selectedTo >= (m_model ? m_model->count() : 0))
                select(-1, -1);
        });
        connect(m_model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    }
    select(-1, -1);
    m_top = {};
    m_unseen = 0;
    contentChanged();
    emit modelChanged();
}

void LogView::setFollow(bool follow)
{
    if (follow == m_follow)
        return;
    m_follow = follow;
    m_unseen = 0;
    emit followChanged();
    contentChanged();
}

double LogView::contentHeight() const
{
    return m_model ? m_model->count() * m_lineHeight : 0;
}

double LogView::position() const
{
    if (!m_model || m_top.row >= m_model->count())
        return 0;
    return (m_top.row + m_top.skip / rowHeight(m_top.row)) * m_lineHeight;
}

QList<LogView::Piece> LogView::piecesOf(const LogRow &line, bool isOpen) const
{
    QList<Piece> pieces;
    const int width = m_wrap
        ? std::max(kNarrowest,
                   int((this->width() - textStart() - kMargin) / characterWidth())
                       - (line.folded > 0 ? kFoldCharacters : 0))
        : 0;
    const auto add = [&](const AnsiText &text) {
        const int size = int(text.text.size());
        int start = 0;
        do {
            const int length = width > 0 ? std::min(width, size - start) : size;
            pieces.append({&text, start, length});
            start += length;
        } while (start < size);
    };
    if (isOpen) {
        for (const AnsiText &text : line.more)
            add(text);
    }
    if (pieces.isEmpty())
        add(line.content);
    return pieces;
}

double LogView::rowHeight(int row) const
{
    if (!m_wrap && !m_model->hasOpenRows())
        return m_lineHeight;
    const bool isOpen = m_model->isOpen(row);
    if (!m_wrap && !isOpen)
        return m_lineHeight;
    return double(piecesOf(m_model->line(row), isOpen).size()) * m_lineHeight;
}

LogView::Top LogView::furthest() const
{
    double left = height();
    for (int row = m_model ? m_model->count() - 1 : -1; row >= 0; --row) {
        left -= rowHeight(row);
        if (left <= 0)
            return {row, -left};
    }
    return {};
}

void LogView::contentChanged()
{
    const Top end = furthest();
    if (m_follow || m_top.row > end.row || (m_top.row == end.row && m_top.skip > end.skip))
        m_top = end;
    emit scrolled();
    update();
}

void LogView::moveTo(Top top)
{
    const auto isBefore = [](const Top &one, const Top &other) {
        return one.row < other.row || (one.row == other.row && one.skip < other.skip - 0.5);
    };
    const Top end = furthest();
    if (isBefore(end, top))
        top = end;
    const bool isBack = isBefore(top, m_top);
    const bool isForth = isBefore(m_top, top);
    m_top = top;
    if (isBack && m_follow) {
        m_follow = false;
        m_unseen = 0;
        emit followChanged();
    } else if (isForth && !m_follow && !isBefore(top, end)) {
        m_follow = true;
        m_unseen = 0;
        emit followChanged();
    }
    if (isBack || isForth) {
        emit scrolled();
        update();
    }
}

void LogView::scrollTo(double position)
{
    if (!m_model || m_model->count() == 0)
        return;
    const double rows = std::max(0.0, position / m_lineHeight);
    const int row = std::min(m_model->count() - 1, int(rows));
    moveTo({row, std::min(1.0, rows - row) * rowHeight(row)});
}

void LogView::scrollBy(double pixels)
{
    if (!m_model || m_model->count() == 0)
        return;
    // Far jumps need not measure what lies between.
    const double far = 10 * std::max(height(), m_lineHeight);
    if (std::abs(pixels) > far)
        return scrollTo(position() + pixels);
    Top top = m_top;
    top.skip += pixels;
    while (top.skip < 0 && top.row > 0)
        top.skip += rowHeight(--top.row);
    top.skip = std::max(0.0, top.skip);
    while (top.row + 1 < m_model->count() && top.skip >= rowHeight(top.row))
        top.skip -= rowHeight(top.row++);
    moveTo(top);
}

void LogView::setShift(double shift)
{
    double widest = 0;
    for (int row = m_top.row; !m_wrap && row >= 0 && row <= rowAt(height() - 1); ++row) {
        const LogRow &line = m_model->line(row);
        for (const Piece &piece : piecesOf(line, m_model->isOpen(row)))
            widest = std::max(widest, (piece.length + kFoldCharacters) * characterWidth());
    }
    const double most = std::max(0.0, widest - (width() - textStart() - kMargin));
    const double wanted = std::clamp(shift, 0.0, most);
    if (qFuzzyCompare(wanted + 1, m_shift + 1))
        return;
    m_shift = wanted;
    emit scrolled();
    update();
}

void LogView::showRow(int row)
{
    if (!m_model || row < 0 || row >= m_model->count())
        return;
    Top top {row, 0};
    double above = height() / 2;
    while (top.row > 0 && above > 0)
        above -= rowHeight(--top.row);
    moveTo(top);
    select(row, row);
    // Else the next line would carry it away.
    setFollow(false);
}

void LogView::moveSelection(int step, bool extend)
{
    if (!m_model || m_model->count() == 0)
        return;
    const int last = m_model->count() - 1;
    int cursor = 0;
    if (!hasSelection()) {
        const int bottom = rowAt(height() - 1);
        m_anchor = cursor = m_follow || step < 0 ? (bottom < 0 ? last : bottom) : m_top.row;
    } else {
        if (m_anchor < m_selectedFrom || m_anchor > m_selectedTo)
            m_anchor = m_selectedFrom;
        cursor = std::clamp(
            (m_anchor == m_selectedFrom ? m_selectedTo : m_selectedFrom) + step, 0, last);
        if (!extend)
            m_anchor = cursor;
    }
    setFollow(false);
    double bottom = -m_top.skip;
    for (int row = m_top.row; row <= cursor && bottom <= height(); ++row)
        bottom += rowHeight(row);
    if (cursor < m_top.row || (cursor == m_top.row && m_top.skip > 0))
        m_top = {cursor, 0};
    else if (bottom > height())
        scrollBy(bottom - height());
    setFollow(false);
    const int anchor = m_anchor;
    select(anchor, cursor);
    m_anchor = anchor;
    emit scrolled();
}

int LogView::rowAt(double y) const
{
    if (!m_model)
        return -1;
    double bottom = -m_top.skip;
    for (int row = m_top.row; row < m_model->count() && bottom <= height(); ++row) {
        bottom += rowHeight(row);
        if (y < bottom)
            return row;
    }
    return -1;
}

bool LogView::isFoldMark(double x, double y) const
{
    const int row = rowAt(y);
    const double begin = textStart() - m_shift;
    return row >= 0 && m_model->line(row).folded > 0 && x >= begin - kMargin
        && x < begin + kFoldCharacters * characterWidth();
}

bool LogView::canOpen(int row) const
{
    return m_model && row >= 0 && row < m_model->count() && m_model->line(row).folded > 0;
}

void LogView::toggle(int row)
{
    const int wanted = row >= 0 ? row : m_selectedFrom;
    if (!m_model || wanted < 0 || wanted >= m_model->count())
        return;
    // It stays where it is: else its end would be in view, and not what was opened.
    if (m_follow && m_model->line(wanted).folded > 0 && !m_model->isOpen(wanted))
        setFollow(false);
    m_model->toggleOpen(wanted);
}

void LogView::select(int from, int to)
{
    const int last = m_model ? m_model->count() - 1 : -1;
    const auto [low, high] = std::minmax(from, to);
    m_anchor = from;
    m_selectedFrom = std::min(std::max(low, high < 0 ? -1 : 0), last);
    m_selectedTo = std::min(high, last);
    emit selectionChanged();
    update();
}

QString LogView::selectedText() const
{
    QString text;
    const int rows = m_selectedTo - m_selectedFrom + 1;
    const int to = m_selectedFrom + std::min(rows, kMostCopied) - 1;
    for (int row = m_selectedFrom; m_model && row >= 0 && row <= to; ++row) {
        const LogRow &line = m_model->line(row);
        const bool isWhole = line.folded > 0 && m_model->isOpen(row);
        for (const AnsiText &one : isWhole ? line.more : QList<AnsiText> {line.content})
            text += one.text + u'\n';
    }
    if (rows > kMostCopied)
        text += tr("(%1 more lines: export them into a file)").arg(rows - kMostCopied) + u'\n';
    return text;
}

QString LogView::currentLine() const
{
    if (!m_model || !hasSelection() || m_selectedFrom < 0)
        return {};
    const LogRow &line = m_model->line(m_selectedFrom);
    return line.fromStderr ? tr("%1 (standard error)").arg(line.content.text) : line.content.text;
}

int LogView::currentRow() const
{
    return hasSelection() ? m_selectedFrom : rowAt(0);
}

void LogView::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickPaintedItem::geometryChange(now, before);
    contentChanged();
}

double LogView::characterWidth() const
{
    return QFontMetricsF(m_font).horizontalAdvance(u'0');
}

int LogView::sourceCharacters() const
{
    constexpr double kNarrowView = 90; // characters
    return width() < kNarrowView * characterWidth() ? 15 : 22;
}

double LogView::textStart() const
{
    if (!m_columns)
        return kMargin;
    return kMargin
        + (kTimeCharacters + (m_sourceColumn ? sourceCharacters() : 0)) * characterWidth();
}

} // namespace devstack
