// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/logmodel.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Lines that the filter looks at in one turn of the event loop: a few milliseconds.
constexpr qint64 kSlice = 10'000;

} // namespace

LogModel::LogModel(int bound, QObject *parent)
    : LogRowsModel(parent)
    , m_bound(bound)
{
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &LogModel::refilterSlice);
}

const LogRow &LogModel::line(int row) const
{
    return m_lines.at(static_cast<size_t>(m_shown.at(static_cast<size_t>(row)) - m_first));
}

void LogModel::append(QList<LogRow> lines)
{
    if (lines.isEmpty())
        return;
    if (lines.size() > m_bound)
        lines = lines.last(m_bound);
    const qsizetype surplus = qsizetype(m_lines.size()) + lines.size() - m_bound;
    if (surplus > 0)
        trim(surplus);
    std::vector<qint64> passing;
    const bool current = !m_slice.isActive();
    for (LogRow &line : lines) {
        m_errors += line.level == LogLevel::Error ? 1 : 0;
        m_warnings += line.level == LogLevel::Warning ? 1 : 0;
        const qint64 serial = m_first + qint64(m_lines.size());
        if (current && passes(line))
            passing.push_back(serial);
        m_lines.push_back(std::move(line));
    }
    if (current)
        m_next = m_first + qint64(m_lines.size());
    if (!passing.empty()) {
        beginInsertRows({}, count(), count() + int(passing.size()) - 1);
        m_shown.insert(m_shown.end(), passing.begin(), passing.end());
        endInsertRows();
    }
    emit countChanged();
}

void LogModel::trim(qsizetype surplus)
{
    const qint64 first = m_first + surplus;
    const auto gone = std::lower_bound(m_shown.begin(), m_shown.end(), first) - m_shown.begin();
    for (qsizetype i = 0; i < surplus; ++i) {
        const LogLevel level = m_lines.at(static_cast<size_t>(i)).level;
        m_errors -= level == LogLevel::Error ? 1 : 0;
        m_warnings -= level == LogLevel::Warning ? 1 : 0;
    }
    if (gone > 0)
        beginRemoveRows({}, 0, int(gone) - 1);
    m_shown.erase(m_shown.begin(), m_shown.begin() + gone);
    m_lines.erase(m_lines.begin(), m_lines.begin() + surplus);
    m_first = first;
    m_next = std::max(m_next, m_first);
    if (gone > 0) {
        endRemoveRows();
        emit trimmed(int(gone));
    }
}

void LogModel::clear()
{
    beginResetModel();
    m_slice.stop();
    m_lines.clear();
    m_shown.clear();
    m_first = m_next = 0;
    m_errors = m_warnings = 0;
    endResetModel();
    emit countChanged();
}

void LogModel::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    refilter();
}

void LogModel::setIsPattern(bool pattern)
{
    if (pattern == m_isPattern)
        return;
    m_isPattern = pattern;
    refilter();
}

void LogModel::setMinimumLevel(loglevel::Value level)
{
    if (level == m_minimumLevel)
        return;
    m_minimumLevel = level;
    refilter();
}

QString LogModel::filterProblem() const
{
    return m_isPattern && !m_expression.isValid() ? m_expression.errorString() : QString();
}

bool LogModel::passes(const LogRow &line) const
{
    if (line.level < m_minimumLevel)
        return false;
    return m_filter.isEmpty() || matchIn(line.content.text).first >= 0
        || line.source.contains(m_filter, Qt::CaseInsensitive);
}

std::pair<int, int> LogModel::matchIn(const QString &text) const
{
    if (m_filter.isEmpty())
        return {-1, 0};
    if (!m_isPattern)
        return {int(text.indexOf(m_filter, 0, Qt::CaseInsensitive)), int(m_filter.size())};
    if (!m_expression.isValid())
        return {-1, 0};
    const QRegularExpressionMatch match = m_expression.match(text);
    return {int(match.capturedStart()), int(match.capturedLength())};
}

void LogModel::refilter()
{
    m_expression = QRegularExpression(m_filter, QRegularExpression::CaseInsensitiveOption);
    beginResetModel();
    m_shown.clear();
    m_next = m_first;
    endResetModel();
    m_slice.start();
    refilterSlice();
    emit filterChanged();
}

void LogModel::refilterSlice()
{
    const qint64 end = m_first + qint64(m_lines.size());
    const qint64 until = std::min(end, m_next + kSlice);
    std::vector<qint64> passing;
    for (; m_next < until; ++m_next) {
        if (passes(m_lines.at(static_cast<size_t>(m_next - m_first))))
            passing.push_back(m_next);
    }
    if (!passing.empty()) {
        beginInsertRows({}, count(), count() + int(passing.size()) - 1);
        m_shown.insert(m_shown.end(), passing.begin(), passing.end());
        endInsertRows();
    }
    if (m_next >= end)
        m_slice.stop();
    emit countChanged();
}

int LogModel::nextOfLevel(int row, loglevel::Value level, bool backwards) const
{
    const int step = backwards ? -1 : 1;
    for (int i = row + step; i >= 0 && i < count(); i += step) {
        if (line(i).level >= level)
            return i;
    }
    return -1;
}

QString LogModel::toText() const
{
    QString text;
    for (int i = 0; i < count(); ++i) {
        const LogRow &at = line(i);
        if (at.time.isValid())
            text += at.time.toString(Qt::ISODateWithMs) + u' ';
        if (!at.source.isEmpty())
            text += at.source + u' ';
        text += at.content.text + u'\n';
    }
    return text;
}

} // namespace devstack
