// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/logrowsmodel.h"

#include <QRegularExpression>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <deque>

namespace devstack {

/// The latest lines of a stream, bounded, with a filter.
///
/// Lines come in batches: one insertion (and one removal when the bound is passed) per batch.
/// Filtering a hundred thousand lines is done in slices, so that typing stays smooth.
class LogModel : public devstack::LogRowsModel // for qmllint, moc needs the whole name
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Models come from controllers")
    /// Lines that are kept.
    Q_PROPERTY(int total READ total NOTIFY countChanged)
    Q_PROPERTY(int errors READ errors NOTIFY countChanged)
    Q_PROPERTY(int warnings READ warnings NOTIFY countChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    /// The filter is a regular expression.
    Q_PROPERTY(bool isPattern READ isPattern WRITE setIsPattern NOTIFY filterChanged)
    /// What is wrong with the expression; empty: nothing.
    Q_PROPERTY(QString filterProblem READ filterProblem NOTIFY filterChanged)
    /// Only lines at least this serious; None: all.
    Q_PROPERTY(devstack::loglevel::Value minimumLevel READ minimumLevel WRITE setMinimumLevel NOTIFY
                   filterChanged)
public:
    explicit LogModel(int bound = 100'000, QObject *parent = nullptr);

    int count() const override { return int(m_shown.size()); }
    int total() const { return int(m_lines.size()); }
    int errors() const { return m_errors; }
    int warnings() const { return m_warnings; }
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    bool isPattern() const { return m_isPattern; }
    void setIsPattern(bool pattern);
    QString filterProblem() const;
    loglevel::Value minimumLevel() const { return m_minimumLevel; }
    void setMinimumLevel(devstack::loglevel::Value level);

    /// A line that passes the filter, by row; valid until the model changes.
    const LogRow &line(int row) const override;
    void append(QList<LogRow> lines);
    void clear();
    /// Row of the next line at least as serious as `level` after (before) `row`; -1: none.
    Q_INVOKABLE int
    nextOfLevel(int row, devstack::loglevel::Value level, bool backwards = false) const;
    /// Where the filter matches in a line: start and length, start -1 when it does not.
    std::pair<int, int> matchIn(const QString &text) const override;
    /// Everything that passes the filter, one line each.
    QString toText() const;

signals:
    void filterChanged();

private:
    bool passes(const LogRow &line) const;
    void refilter();
    void refilterSlice();
    void trim(qsizetype surplus);

    int m_bound;
    std::deque<LogRow> m_lines;
    qint64 m_first = 0; ///< serial number of m_lines.front()
    std::deque<qint64> m_shown; ///< serial numbers that pass
    qint64 m_next = 0; ///< serial number that the filter comes to next
    QTimer m_slice;
    QString m_filter;
    QRegularExpression m_expression;
    bool m_isPattern = false;
    loglevel::Value m_minimumLevel = loglevel::None;
    int m_errors = 0;
    int m_warnings = 0;
};

} // namespace devstack
