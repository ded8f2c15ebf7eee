// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"

#include <QMap>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// The services of an IDA that keep what is derived from its data, by name: Redis, Valkey, KeyDB,
/// memcached. One whose volume goes with the data (they have generations) is none of them. Pure.
QStringList cachesOf(const IdaDefinition &ida);

/// The same of several IDAs, by IDA; those without a cache are not in it.
QMap<QString, QStringList> cachesOf(const WorkspaceDefinition &definition, const QStringList &idas);

/// What became of the caches.
struct FlushedCaches
{
    QStringList flushed; ///< "IDA/SERVICE"
    QStringList failures; ///< one sentence each
};

/// Empties those of the caches (by IDA) that run: other data is there, and nothing may answer from
/// the old. One that holds several things loses all of them. Blocks.
FlushedCaches flushCaches(Workspace::Internals &internals,
                          const QMap<QString, QStringList> &caches,
                          std::stop_token stop);

} // namespace devstack
