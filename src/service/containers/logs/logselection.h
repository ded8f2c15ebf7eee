// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"
#include "engine/logs.h"
#include "service/containers/logs/logs.h"
#include "service/workspace.h"

#include <QSet>

namespace devstack {

/// Which containers of the workspace a log request means.
struct LogSelection
{
    QString workspaceId;
    QSet<QString> idas; ///< whole IDAs
    QSet<QString> services; ///< "ida/service"
    QMap<QString, Error> doubts; ///< by IDA that was asked for: why it may have no container

    bool matches(const QMap<QString, QString> &labels) const;
    bool includes(const QString &ida, const QString &service) const;
};

/// The folder of the workspace's log store (store/logstore.h).
QString logStoreOf(Workspace &workspace);

/// A container whose log is read.
struct LogSource
{
    QString container; ///< id
    QString ida;
    QString service;

    LogEntry entry(LogLine &&line) const;
};

/// Understands `sources`; names that are wrong are errors with the nearest right one.
Result<LogSelection>
selectLogs(Workspace &workspace, const QStringList &sources, std::stop_token stop);

/// The containers there are now, by IDA and service; stopped ones too.
Result<QList<LogSource>>
logSources(const EngineClient &engine, const LogSelection &selection, std::stop_token stop);

/// The source that a container's labels describe.
LogSource logSource(const QString &container, const QMap<QString, QString> &labels);

/// Nanoseconds since 1970 for "10m" (before now) or an RFC 3339 time; 0 for an empty text.
Result<qint64> parseSince(const QString &since);

} // namespace devstack
