// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/databasesession.h"
#include "service/comparing/rowmerge.h"

#include <QByteArray>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace devstack {

/// The rows of one answer, asked on a thread of its own a little ahead of who takes them: memory
/// stays bounded whatever the size of the table. The session must outlive it; next() belongs to one
/// thread. Destroying it ends the question.
class RowStream
{
public:
    RowStream(const DatabaseSession &session, const QByteArray &question, std::stop_token stop);
    ~RowStream();
    Q_DISABLE_COPY_MOVE(RowStream)

    /// Blocks until there is one.
    Result<std::optional<RowDigest>> next();

private:
    bool put(const QString &line);
    void hand();

    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::stop_callback<std::function<void()>> m_onStop;
    QStringList m_filling; ///< of the asking thread
    std::optional<QStringList> m_full; ///< for who takes them
    std::optional<Result<>> m_end;
    QStringList m_taken;
    qsizetype m_position = 0;
    std::thread m_thread;
};

} // namespace devstack
