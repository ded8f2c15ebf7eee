// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/logs.h"
#include "service/containers/logs/logselection.h"

#include <QSet>
#include <QStringList>

#include <functional>

namespace devstack {

/// What the log store keeps of a service's containers that the Engine does not have any more.
struct KeptLog
{
    LogSource source; ///< its container is empty: there may be several
    QStringList segments; ///< paths, oldest first
};

/// Of the services that are selected; `present`: the containers that the Engine has.
QList<KeptLog>
keptLogs(const QString &store, const LogSelection &selection, const QSet<QString> &present);

/// Hands out what services wrote since a time, in the order it was written, until the sink answers
/// false.
void readKept(const KeptLog &log, qint64 sinceNano, const std::function<bool(LogLine &&)> &sink);

} // namespace devstack
