// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filelock.h"
#include "core/result.h"
#include "store/storedline.h"

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace devstack {

/// The log store keeps every line that services wrote, also of containers that are gone:
/// `.devstack/logs/IDA/SERVICE/NUMBER-CONTAINER.log` (folders 0700, files 0600). Each file is a
/// segment: lines of one container (store/storedline.h), appended only. A kill leaves at most a cut
/// last line, which readers leave out and the next writer takes away. One process writes at a time:
/// whoever holds lockLogStore().
///
/// Nothing here knows the Engine. Masking is the recorder's.

/// How much is kept of a service; a noisy one takes from its own only.
struct LogLimits
{
    /// About 1.1 million lines of 110 bytes: what a service of a busy test run writes in a day.
    qint64 bytes = 128 * 1024 * 1024;
    /// What goes at once when the bound is met: a sixteenth.
    qint64 segmentBytes = 8 * 1024 * 1024;
    /// A service whose container is replaced at every start leaves many small segments.
    qsizetype segments = 400;
};

struct LogSegmentFile
{
    QString path;
    qint64 number = 0; ///< rises, whatever becomes of the clock
    QString container; ///< its id
    qint64 size = 0;
};

/// A service of which lines are kept.
struct LoggedService
{
    QString ida;
    QString service;
    QString folder;

    bool operator==(const LoggedService &) const = default;
};

QString logStoreFolder(const QString &stateFolder);
/// Where the segments of a service are, by names that cannot lead elsewhere.
QString loggedServiceFolder(const QString &store, const QString &ida, const QString &service);
/// By IDA and service. What is no folder of the store's own form is passed over.
QList<LoggedService> loggedServices(const QString &store);
/// Oldest first.
QList<LogSegmentFile> logSegments(const QString &serviceFolder);

/// The right to write; Conflict says who has it. Makes the folder.
Result<FileLock> lockLogStore(const QString &store, const QString &command);

/// Appends the lines of one container. Belongs to one thread; hold the lock of the store.
class LogWriter
{
public:
    /// Goes on behind what is kept of this container: takes a cut last line away. Errors: Io,
    /// InvalidInput (a link or a file is in a folder's place).
    static Result<std::unique_ptr<LogWriter>>
    open(const QString &serviceFolder, const QString &container, const LogLimits &limits = {});
    LogWriter(const LogWriter &) = delete;
    LogWriter &operator=(const LogWriter &) = delete;
    ~LogWriter();

    /// Writes whole lines (appendStored()). On an error (Io) nothing of them is there: they can be
    /// given again.
    Result<> append(const QByteArray &lines);

    /// The time of the last line that the container wrote; 0: none is kept.
    qint64 lastTime() const { return m_lastTime; }
    /// The last beginning of a run that is kept; 0: none.
    qint64 lastStart() const { return m_lastStart; }
    /// Whether the end of that run is kept.
    bool isEnded() const { return m_ended; }
    /// From when on lines are asked for again: a little before the last, because two streams of a
    /// container are not in strict order.
    qint64 resumeTime() const;
    /// How many kept lines have this time and stream; only of those from resumeTime() on.
    int kept(qint64 timeNano, StoredLine::Kind kind) const;

private:
    LogWriter(QString folder, QString container, LogLimits limits);
    Result<> nextSegment();
    void dropOldest();
    void readBack(const QList<LogSegmentFile> &own);

    QString m_folder;
    QString m_container;
    LogLimits m_limits;
    int m_descriptor = -1;
    qint64 m_size = 0;
    qint64 m_lastTime = 0;
    qint64 m_lastStart = 0;
    bool m_ended = false;
    QHash<qint64, int> m_kept;
};

/// Reads a segment. One that was removed meanwhile stays readable while this is open.
class LogSegment
{
public:
    /// `line` is without its end and valid during the call; false: enough.
    using Visit = std::function<bool(qint64 offset, QByteArrayView line)>;

    /// Errors: NotFound, Io, InvalidInput (no file).
    static Result<std::shared_ptr<LogSegment>> open(const QString &path);

    /// Visits whole lines from `offset` on; answers where the next one begins. Never waits.
    qint64 read(qint64 offset, const Visit &visit) const;
    /// The line at `offset`; empty when there is none.
    QByteArray line(qint64 offset) const;

private:
    explicit LogSegment() = default;
    mutable QFile m_file;
};

} // namespace devstack
