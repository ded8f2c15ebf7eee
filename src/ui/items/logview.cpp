// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/logview.h"

#include "core/text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMargin = 12;
/// Width of what marks a line of standard error.
constexpr double kMark = 2;
constexpr int kTimeCharacters = 13;
constexpr int kSourceCharacters = 22;
/// Of the mark before a row that can be opened.
constexpr int kFoldCharacters = 2;
constexpr int kNarrowest = 20;

double characterWidth(const QFont &font)
{
    return QFontMetricsF(font).horizontalAdvance(u'0');
}

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
                   int((this->width() - textStart() - kMargin) / characterWidth(m_font))
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
    const double wanted = m_wrap ? 0 : std::max(0.0, shift);
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
        && x < begin + kFoldCharacters * characterWidth(m_font);
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
    m_selectedFrom = std::min(std::max(low, high < 0 ? -1 : 0), last);
    m_selectedTo = std::min(high, last);
    emit selectionChanged();
    update();
}

QString LogView::selectedText() const
{
    QString text;
    for (int row = m_selectedFrom; m_model && row >= 0 && row <= m_selectedTo; ++row) {
        const LogRow &line = m_model->line(row);
        const bool isWhole = line.folded > 0 && m_model->isOpen(row);
        for (const AnsiText &one : isWhole ? line.more : QList<AnsiText> {line.content})
            text += one.text + u'\n';
    }
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

double LogView::textStart() const
{
    if (!m_columns)
        return kMargin;
    return kMargin
        + (kTimeCharacters + (m_sourceColumn ? kSourceCharacters : 0)) * characterWidth(m_font);
}

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
    if (row >= m_selectedFrom && row <= m_selectedTo)
        painter.fillRect(band, m_selection);
    else if ((m_columns || m_grounds) && line.level == LogLevel::Error)
        painter.fillRect(band, m_errorBackground);
    else if ((m_columns || m_grounds) && line.level == LogLevel::Warning)
        painter.fillRect(band, m_warningBackground);
    if (m_columns)
        paintColumns(painter, row, line, y);
    const double character = characterWidth(m_font);
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
    return line.time.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
}

void LogView::paintColumns(QPainter &painter, int row, const LogRow &line, double y) const
{
    const double character = characterWidth(m_font);
    double x = kMargin;
    painter.setPen(m_dim);
    painter.drawText(QRectF(x, y, kTimeCharacters * character, m_lineHeight),
                     Qt::AlignVCenter | Qt::TextSingleLine,
                     timeText(row, line));
    if (!m_sourceColumn)
        return;
    x += kTimeCharacters * character;
    const double column = kSourceCharacters * character;
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
