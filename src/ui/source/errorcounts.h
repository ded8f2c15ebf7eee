// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMap>
#include <QObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace devstack {

/// What a service logged since it started last.
struct LogErrors
{
    int count = 0; ///< a stack trace is one
    qint64 sinceNano = 0; ///< 1970; 0: its start is not known

    bool operator==(const LogErrors &) const = default;
};

/// By "ida/service"; only those that have some.
using LogErrorsByService = QMap<QString, LogErrors>;

/// Counts the errors that each service logged since it started last, from the log store: whoever
/// records, the count is the same.
///
/// Looks every two seconds at files that grew, on a thread of its own, while the window is watched.
/// `told` is called on the thread of `context`, when something changed.
class ErrorCounts
{
public:
    using Told = std::function<void(const LogErrorsByService &errors)>;

    ErrorCounts(QString store, QObject *context, Told told);
    ~ErrorCounts();
    ErrorCounts(const ErrorCounts &) = delete;
    ErrorCounts &operator=(const ErrorCounts &) = delete;

    void setWatched(bool watched);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_watched = true; ///< guarded by the mutex
    std::shared_ptr<bool> m_alive; ///< thread of the context only
    std::jthread m_thread;
};

} // namespace devstack
