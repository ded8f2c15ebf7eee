// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/comparing/databasesession.h"
#include "service/comparing/questions.h"
#include "service/comparing/sideserver.h"
#include "service/projects/assemblenow.h"
#include "service/snapshots/databaseserver.h"
#include "service/workspace.h"
#include "store/generations.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace devstack {

/// A database of an IDA that two states are compared of.
struct ComparedService
{
    AssembledIda ida;
    DatabaseServer server;
    QString container; ///< of the service
    QString volume; ///< the present one
    bool runs = false;

    QString text() const { return server.ida + u'/' + server.service; }
    /// What the present data began with.
    DataOrigin origin() const { return ida.generations.origin(server.volumeKey); }
};

/// `place` is IDA or IDA/SERVICE. Errors: those of assembleIda() and databaseServer(); NotFound:
/// there is no data yet.
Result<ComparedService>
comparedService(Workspace &workspace, const QString &place, std::stop_token stop);

/// A server over the present data: the running one, else one of our own over a layer.
class LiveServer
{
public:
    /// Make it under the workspace's lock where the service does not run.
    static Result<LiveServer> open(Workspace::Internals &internals,
                                   const ComparedService &service,
                                   Reporter &reporter,
                                   std::stop_token stop);
    const DatabaseSession &session() const { return m_side ? m_side->session() : *m_own; }

private:
    LiveServer() = default;
    std::optional<SideServer> m_side;
    std::optional<DatabaseSession> m_own;
};

/// The volumes of a generation as data to begin with, in a layer where the Engine mounts them.
DataOrigin readableOrigin(Workspace::Internals &internals,
                          const ComparedService &service,
                          const QString &volume,
                          std::stop_token stop);

/// Which server a session is with.
Result<ServerDialect> askDialect(const DatabaseSession &session, std::stop_token stop);

} // namespace devstack
