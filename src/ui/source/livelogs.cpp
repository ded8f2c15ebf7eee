// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/livelogs.h"

#include "service/containers/logs/logs.h"
#include "service/workspace.h"

#include <QMutex>
#include <QTimer>

namespace devstack {

namespace {

constexpr qsizetype kMostWaiting = 100'000;
constexpr std::chrono::milliseconds kBatch {50};

} // namespace

struct LiveLogs::Shared
{
    QMutex mutex;
    QList<LogRow> rows; ///< guarded by mutex
    bool posted = false; ///< guarded by mutex
    bool alive = true; ///< interface thread only
    WorkspaceSource::LogSink sink;
    WorkspaceSource::Done ended;

    void flush()
    {
        QList<LogRow> batch;
        {
            const QMutexLocker lock(&mutex);
            batch.swap(rows);
            posted = false;
        }
        if (alive && !batch.isEmpty())
            sink(batch);
    }
};

LiveLogs::LiveLogs(std::shared_ptr<Workspace> workspace,
                   const LogRequest &request,
                   WorkspaceSource::LogSink sink,
                   WorkspaceSource::Done ended,
                   Background &background)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->sink = std::move(sink);
    m_shared->ended = std::move(ended);
    // `background` waits for its workers before it goes, so it outlives every post to it.
    QObject *poster = &background;
    const auto receive = [shared = m_shared, poster](const LogEntry &entry) {
        LogRow row = logRow(entry); // outside of the lock: the interface waits for it
        const QMutexLocker lock(&shared->mutex);
        shared->rows.append(std::move(row));
        if (shared->rows.size() > 2 * kMostWaiting)
            shared->rows = shared->rows.last(kMostWaiting);
        if (std::exchange(shared->posted, true))
            return;
        QMetaObject::invokeMethod(
            poster,
            [shared, poster] { QTimer::singleShot(kBatch, poster, [shared] { shared->flush(); }); },
            Qt::QueuedConnection);
    };
    m_stop = background.run(
        &background,
        [workspace, request, receive](std::stop_token stop) {
            return logs(*workspace, request, receive, stop);
        },
        [shared = m_shared](const Result<> &end) {
            shared->flush();
            if (shared->alive)
                shared->ended(end);
        });
}

LiveLogs::~LiveLogs()
{
    m_shared->alive = false;
    m_stop.request_stop();
}

} // namespace devstack
