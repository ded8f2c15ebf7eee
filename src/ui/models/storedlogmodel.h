// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/logstore.h"
#include "ui/models/logrowsmodel.h"
#include "ui/text/logsearch.h"

#include <QCache>
#include <QSet>

#include <functional>
#include <memory>
#include <vector>

namespace devstack {

/// Where an entry of the log store is: eight bytes each, so that a million of them are eight
/// megabytes.
struct LogRef
{
    quint32 segment = 0; ///< LogBatch::segments, counted from the first
    quint32 offset : 28 = 0;
    quint32 level : 3 = 0;
    quint32 isMatch : 1 = 0; ///< the text that is searched for is in it
};

/// A file that entries are in, and whose they are.
struct LogRefSegment
{
    QString path;
    QString source; ///< "ida/service"
    int sourceNumber = 0; ///< among those that are shown
};

/// What a reading of the log store found, in order of time.
struct LogBatch
{
    QList<LogRefSegment> segments; ///< further ones
    std::vector<LogRef> refs; ///< what is to be shown
    std::vector<LogRef> grown; ///< entries that were given before and have more lines now
    QSet<quint32> gone; ///< segments that made room for newer ones
    qint64 total = 0; ///< further entries, whether they are shown or not
    qint64 errors = 0;
    qint64 warnings = 0;
    qint64 matches = 0;
    qint64 leftOut = 0; ///< found, and not in `refs` any more

    bool isEmpty() const;
    /// Takes what was found after it.
    void add(LogBatch &&later);
};

/// History and live lines of some services in one list, read from the log store when they are
/// looked at. Only places are in memory.
class StoredLogModel : public devstack::LogRowsModel // for qmllint, moc needs the whole name
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Models come from controllers")
    /// Entries that were read, whether they are shown or not.
    Q_PROPERTY(int total READ total NOTIFY countChanged)
    Q_PROPERTY(int errors READ errors NOTIFY countChanged)
    Q_PROPERTY(int warnings READ warnings NOTIFY countChanged)
    Q_PROPERTY(int matches READ matches NOTIFY countChanged)
    /// Older ones that are not shown any more: this list, or the store, made room for newer ones.
    Q_PROPERTY(int leftOut READ leftOut NOTIFY countChanged)
public:
    /// 16 MB of places.
    static constexpr qsizetype kMostRows = 2'000'000;

    explicit StoredLogModel(QObject *parent = nullptr, qsizetype most = kMostRows);

    int count() const override { return int(m_refs.size() - m_first); }
    const LogRow &line(int row) const override;
    std::pair<int, int> matchIn(const QString &text) const override;
    bool isOpen(int row) const override;
    bool hasOpenRows() const override { return !m_open.isEmpty(); }
    void toggleOpen(int row) override;

    int total() const { return int(m_total); }
    int errors() const { return int(m_errors); }
    int warnings() const { return int(m_warnings); }
    int matches() const { return int(m_matches); }
    int leftOut() const { return int(m_leftOut); }

    /// Begins anew; what is found is marked by `search`.
    void restart(const LogSearch &search);
    void append(const LogBatch &batch);

    /// The row of the next entry at least as serious after (before) `row`; -1: none.
    Q_INVOKABLE int
    nextOfLevel(int row, devstack::loglevel::Value level, bool backwards = false) const;
    /// The same for what is searched for; without a search, none.
    Q_INVOKABLE int nextMatch(int row, bool backwards = false) const;
    /// What is shown, whole lines with times and sources, handed out in pieces.
    void writeText(const std::function<bool(const QByteArray &)> &sink) const;

private:
    const LogRef &at(int row) const { return m_refs[m_first + size_t(row)]; }
    static qint64 keyOf(const LogRef &ref) { return qint64(ref.segment) << 28 | ref.offset; }
    /// `longest`: of each line, in characters.
    LogRow read(const LogRef &ref, qsizetype longest) const;
    std::shared_ptr<LogSegment> segment(quint32 number) const;
    void dropRows(const QSet<quint32> &segments);
    void updateGrown(const std::vector<LogRef> &grown);
    template <typename Wanted> int next(int row, bool backwards, Wanted wanted) const;

    qsizetype m_most;
    QList<LogRefSegment> m_segments;
    std::vector<LogRef> m_refs;
    size_t m_first = 0; ///< those before it are gone
    LogSearch m_search;
    QSet<qint64> m_open;
    qint64 m_total = 0;
    qint64 m_errors = 0;
    qint64 m_warnings = 0;
    qint64 m_matches = 0;
    qint64 m_leftOut = 0;
    mutable QCache<qint64, LogRow> m_rows;
    mutable QCache<quint32, std::shared_ptr<LogSegment>> m_files;
};

} // namespace devstack
