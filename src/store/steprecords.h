// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace devstack {

/// What is remembered of the last run of a step.
struct StepRecord
{
    bool finished = false; ///< false: it began and nobody saw it succeed
    QString fingerprint; ///< hex; empty for steps that are judged by observation only
    QMap<QString, QString>
        parts; ///< what the fingerprint was made of: label → short digest or value
    QDateTime time; ///< UTC
    std::chrono::milliseconds duration {
        0}; ///< of the last success; kept when the step begins again
    QStringList idas {}; ///< in whose data it leaves something; empty for one that leaves nothing

    bool operator==(const StepRecord &) const = default;
};

/// The fingerprints and durations of finished steps: an append-only file of JSON Lines (0600).
///
/// Survives being cut at any byte: a line is written with one call, a torn one is ignored, and the
/// file is compacted by replacing it whole. One writer (who holds the workspace's lock); readers
/// are free. An object belongs to one thread.
class StepRecords
{
public:
    /// Reads the file; a missing one is empty. Lines that are no records are set aside in
    /// `<path>.broken` and told in warnings(). A file that cannot be read just now is told there
    /// too and stays: what is recorded is appended to it.
    static StepRecords open(const QString &path);

    std::optional<StepRecord> find(const QString &step) const;
    const QHash<QString, StepRecord> &all() const { return m_records; }
    const QStringList &warnings() const { return m_warnings; }

    /// The step runs now: what was recorded before no longer proves anything. `data`: a digest of
    /// the data that it works on, or empty; what it did to other data stays known. `idas`: in whose
    /// data the step leaves something. `parts`: what it works on, so that half of a change is
    /// known, too.
    Result<> begin(const QString &step,
                   const QString &data = {},
                   const QStringList &idas = {},
                   const QMap<QString, QString> &parts = {});
    /// The step succeeded. On disk when this returns. Of the data that a step worked on, the last
    /// twelve are remembered.
    Result<> record(const QString &step,
                    const QString &fingerprint,
                    const QMap<QString, QString> &parts,
                    std::chrono::milliseconds duration,
                    const QString &data = {},
                    const QStringList &idas = {});
    /// Under which name all() has what a step did to that data; empty without data.
    static QString nameOnData(const QString &step, const QString &data);
    /// The step that a name of all() is about.
    static QString stepOf(const QString &name);
    /// Drops what is known of the steps for which `matches` answers true; their durations stay.
    Result<>
    forget(const std::function<bool(const QString &step, const StepRecord &record)> &matches);

private:
    Result<> append(const QByteArray &lines, bool sync);
    void dropOldest(const QString &step);
    Result<> compact();
    void apply(const QString &step, const StepRecord &record);

    QString m_path;
    QHash<QString, StepRecord> m_records;
    QStringList m_warnings;
    qsizetype m_lines = 0;
    std::optional<Error> m_unread; ///< why the file that is there could not be read
    bool m_torn = false; ///< the file ends in the middle of a line
    bool m_damaged = false; ///< the file holds lines that are no records
};

} // namespace devstack
