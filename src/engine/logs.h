// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "engine/engineclient.h"

#include <QString>

#include <functional>
#include <vector>

namespace devstack {

/// Which lines of a container are wanted.
struct LogQuery
{
    qint64 tail = -1; ///< last lines of each container, -1: all. Ask for a tail first: it is cheap
    qint64 sinceNano = 0; ///< a linear scan on the engine, slow in large logs
    bool follow = false;
    bool timestamps = true;
    std::optional<bool> tty; ///< Config.Tty when the caller knows it; asked for otherwise
};

/// One line that a container wrote.
struct LogLine
{
    OutputLine::Stream stream = OutputLine::Stream::Out;
    qint64 timeNano = 0; ///< when the engine took it; 0 without timestamps
    QString text; ///< decoded, without its line end; may hold ANSI escapes
    bool isRest = false; ///< goes on from a line that was too long; only with timestamps
    bool isDamaged = false; ///< it had bytes that are no UTF-8
};

/// Lines that arrived together, in order. Blocking in it slows the container's log down, nothing
/// more.
using LogSink = std::function<void(std::vector<LogLine> &&lines)>;

/// Reads a container's log to its end, or, following, until the container ends or a stop
/// (Cancelled).
Result<> readLogs(const EngineClient &engine,
                  const QString &container,
                  const LogQuery &query,
                  const LogSink &sink,
                  std::stop_token stop);

} // namespace devstack
