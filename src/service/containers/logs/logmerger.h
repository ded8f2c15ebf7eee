// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/containers/logs/keptlogs.h"

#include <QHash>

#include <functional>

namespace devstack {

/// The time of the last line seen of each container, in nanoseconds since 1970.
using LogPositions = QHash<QString, qint64>;

/// Reads the present logs of the sources, and what is kept of others, side by side and hands out
/// their lines in order of time.
///
/// Every source has a queue of bounded length that its reader waits on, so that memory stays small
/// however long the logs are. The sink is called on the calling thread. Answers where each log
/// ended.
Result<LogPositions> mergeLogs(const EngineClient &engine,
                               const QList<LogSource> &sources,
                               const QList<KeptLog> &kept,
                               const LogQuery &query,
                               const std::function<void(const LogEntry &)> &sink,
                               std::stop_token stop);

} // namespace devstack
