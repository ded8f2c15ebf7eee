// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QStringList>

#include <functional>
#include <stop_token>

namespace devstack {

class Workspace;

/// The services and lines to read.
struct LogRequest
{
    QStringList sources; ///< "ida" or "ida/service"; empty: all
    int tail = 200; ///< lines per service; -1: all
    QString since; ///< RFC 3339 or a duration ("10m"); empty: no limit
    bool follow = false;
    /// While following: what happened to the streams themselves (engine lost, back). Called like
    /// the sink.
    std::function<void(const QString &)> notice;
};

/// One line that a service wrote.
struct LogEntry
{
    QString ida;
    QString service;
    QDateTime time; ///< UTC
    bool error = false; ///< written to standard error
    QString text; ///< may hold ANSI escapes
};

/// Merged log lines, by time while not following. The sink is called by one thread at a time.
/// Following outlives restarts and new containers of the services. Blocks until the end, or until
/// the stop when following (which is success). A sink that blocks slows the streams down; nothing
/// is queued without limit. Errors: NotFound (no such IDA or service), InvalidInput (`since`),
/// Unavailable, Cancelled when not following.
Result<> logs(Workspace &workspace,
              const LogRequest &request,
              const std::function<void(const LogEntry &)> &sink,
              std::stop_token stop);

} // namespace devstack
