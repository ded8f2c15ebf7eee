// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/logview.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMargin = 12;
/// Width of what marks a line of standard error.
constexpr double kMark = 2;
constexpr int kTimeCharacters = 13;
constexpr int kSourceCharacters = 22;

} // namespace

LogView::LogView(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setClip(true);
    connect(this, &LogView::lookChanged, this, [this] { update(); });
}

void LogView::setModel(LogModel *model)
{
    if (model == m_model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (m_model) {
        connect(m_model, &LogModel::countChanged, this, &LogView::contentChanged);
        connect(m_model, &LogModel::trimmed, this, [this](int rows) {
            if (!m_follow)
                m_position = std::max(0.0, m_position - rows * m_lineHeight);
            if (hasSelection())
                select(m_selectedFrom - rows, m_selectedTo - rows);
        });
        connect(m_model, &QAbstractItemModel::modelReset, this, [this] { select(-1, -1); });
        connect(m_model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    }
    select(-1, -1);
    m_position = 0;
    contentChanged();
    emit modelChanged();
}

void LogView::setFollow(bool follow)
{
    if (follow == m_follow)
        return;
    m_follow = follow;
    emit followChanged();
    contentChanged();
}

double LogView::contentHeight() const
{
    return m_model ? m_model->count() * m_lineHeight : 0;
}

double LogView::furthest() const
{
    return std::max(0.0, contentHeight() - height());
}

void LogView::contentChanged()
{
    m_position = m_follow ? furthest() : std::clamp(m_position, 0.0, furthest());
    emit scrolled();
    update();
}

void LogView::scrollTo(double position)
{
    const double wanted = std::clamp(position, 0.0, furthest());
    if (qFuzzyCompare(wanted + 1, m_position + 1))
        return;
    const bool back = wanted < m_position;
    m_position = wanted;
    if (back && m_follow) {
        m_follow = false;
        emit followChanged();
    } else if (!back && !m_follow && wanted >= furthest() - 1) {
        m_follow = true;
        emit followChanged();
    }
    emit scrolled();
    update();
}

void LogView::setShift(double shift)
{
    const double wanted = std::max(0.0, shift);
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
    scrollTo(row * m_lineHeight - height() / 2);
    select(row, row);
}

int LogView::rowAt(double y) const
{
    const int row = int((y + m_position) / m_lineHeight);
    return m_model && row >= 0 && row < m_model->count() ? row : -1;
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
    for (int row = m_selectedFrom; m_model && row >= 0 && row <= m_selectedTo; ++row)
        text += m_model->line(row).content.text + u'\n';
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

void LogView::paint(QPainter *painter)
{
    if (!m_model || m_lineHeight <= 0)
        return;
    painter->setFont(m_font);
    const int first = std::max(0, int(m_position / m_lineHeight));
    const int last = std::min(m_model->count() - 1, int((m_position + height()) / m_lineHeight));
    for (int row = first; row <= last; ++row)
        paintLine(*painter, row, row * m_lineHeight - m_position);
}

void LogView::paintLine(QPainter &painter, int row, double y) const
{
    const LogRow &line = m_model->line(row);
    const QRectF band(0, y, width(), m_lineHeight);
    if (row >= m_selectedFrom && row <= m_selectedTo)
        painter.fillRect(band, m_selection);
    else if ((m_columns || m_grounds) && line.level == LogLevel::Error)
        painter.fillRect(band, m_errorBackground);
    else if ((m_columns || m_grounds) && line.level == LogLevel::Warning)
        painter.fillRect(band, m_warningBackground);
    const double character = QFontMetricsF(m_font).horizontalAdvance(u'0');
    double x = kMargin;
    if (m_columns) {
        painter.setPen(m_dim);
        painter.drawText(QRectF(x, y, kTimeCharacters * character, m_lineHeight),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         line.time.toLocalTime().toString(u"HH:mm:ss.zzz"_s));
        x += kTimeCharacters * character;
        if (!m_sources.isEmpty())
            painter.setPen(m_sources.at(
                qsizetype(qHash(line.source) % static_cast<size_t>(m_sources.size()))));
        const double column = kSourceCharacters * character;
        painter.drawText(QRectF(x, y, column, m_lineHeight),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(
                             line.source, Qt::ElideMiddle, int(column - character)));
        x += column;
    }
    if (line.fromStderr)
        painter.fillRect(QRectF(x - kMark - 3, y + 3, kMark, m_lineHeight - 6), m_dim);
    painter.save();
    painter.setClipRect(QRectF(x, y, width() - x, m_lineHeight));
    x -= m_shift;
    const auto [start, length] = m_model->matchIn(line.content.text);
    if (start >= 0 && length > 0) {
        const QFontMetricsF metrics(m_font);
        painter.fillRect(QRectF(x + metrics.horizontalAdvance(line.content.text.left(start)),
                                y + 1,
                                metrics.horizontalAdvance(line.content.text.mid(start, length)),
                                m_lineHeight - 2),
                         m_match);
    }
    paintText(painter, line.content, x, y);
    painter.restore();
}

void LogView::paintText(QPainter &painter, const AnsiText &content, double x, double y) const
{
    const auto draw = [&](int start, int length, const TextRun &style) {
        if (length <= 0)
            return;
        QFont font = m_font;
        font.setBold(style.bold);
        painter.setFont(font);
        painter.setPen(style.color >= 0 && style.color < m_ansi.size() ? m_ansi.at(style.color)
                           : style.dim                                 ? m_dim
                                                                       : m_text);
        const QString part = content.text.mid(start, length);
        painter.drawText(
            QRectF(x, y, 1e6, m_lineHeight), Qt::AlignVCenter | Qt::TextSingleLine, part);
        x += QFontMetricsF(font).horizontalAdvance(part);
    };
    int at = 0;
    for (const TextRun &run : content.runs) {
        draw(at, run.start - at, {});
        draw(run.start, run.length, run);
        at = run.start + run.length;
    }
    draw(at, int(content.text.size()) - at, {});
}

} // namespace devstack
