// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "ui/models/storedlogmodel.h"
#include "ui/text/logsearch.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <thread>

namespace devstack {

/// What a LogScan looks for.
struct LogScanRequest
{
    QString store; ///< the folder of the log store
    QStringList sources; ///< "ida" or "ida/service"; empty: all
    LogSearch search;
    LogLevel level = LogLevel::None; ///< this or worse
    bool matchesOnly = true; ///< else what does not match is shown too
};

/// Reads the log store on a thread of its own: first what is there, in order of time, then what
/// comes. Batches reach the thread of `context`, at most about twenty a second.
///
/// The destructor waits for the thread, which is a matter of milliseconds; no batch comes
/// afterwards.
class LogScan
{
public:
    using Sink = std::function<void(const LogBatch &batch)>;

    LogScan(LogScanRequest request, QObject *context, Sink sink);
    ~LogScan();
    LogScan(const LogScan &) = delete;
    LogScan &operator=(const LogScan &) = delete;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::jthread m_thread;
};

/// Writes what is asked for into a file, one line each, with times and sources. Blocks; errors: Io,
/// Cancelled.
Result<> exportLogs(const LogScanRequest &request, const QString &file, std::stop_token stop);

} // namespace devstack
