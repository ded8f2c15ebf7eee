// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/logstore.h"
#include "ui/models/storedlogmodel.h"
#include "ui/source/logscan.h"
#include "ui/text/linefold.h"

#include <deque>
#include <functional>
#include <optional>

namespace devstack {

/// The segments of one container, read one after the other: the entries that are wanted, and what
/// was counted on the way.
class LogChain
{
public:
    struct Found
    {
        qint64 timeNano = 0;
        LogRef ref;
    };

    explicit LogChain(const LogScanRequest &request)
        : m_request(request)
    {
    }

    /// A further segment, numbered as in the batches.
    void add(const QString &path, quint32 number);
    /// Called between pieces of the reading; false: it is to end.
    using Between = std::function<bool()>;

    /// Reads on until something is found or the end is reached; counts into `batch`. Leaves no file
    /// open.
    void fill(LogBatch &batch, const Between &between);
    bool isEmpty() const { return m_found.empty(); }
    const Found &head() const { return m_found.front(); }
    Found take();
    /// Whether the last fill() found more in the files.
    bool grewLately() const { return m_grew; }

private:
    struct Entry
    {
        qint64 timeNano = 0;
        LogRef ref;
        bool isGiven = false; ///< it is in m_found, or was
        bool isCounted = false;
    };
    void visit(qint64 offset, QByteArrayView bytes, LogBatch &batch);
    void close(LogBatch &batch);
    bool matches(const StoredLine &line) const;

    const LogScanRequest &m_request;
    std::deque<std::pair<QString, quint32>> m_segments; ///< the first is being read
    qint64 m_offset = 0;
    LineFold m_fold;
    std::optional<Entry> m_entry; ///< the last one: more lines may belong to it
    std::deque<Found> m_found;
    bool m_grew = false;
};

} // namespace devstack
