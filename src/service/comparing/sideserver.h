// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/comparing/databasesession.h"
#include "service/snapshots/databaseserver.h"
#include "service/snapshots/ownserver.h"
#include "service/volumes/datavolumes.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

/// A server of the program's own over data that stays as it is: nothing is written to it, nobody
/// reaches it, and all of it goes with this object. Make it under the workspace's lock: a run ends
/// servers that nobody seems to own. Belongs to one thread.
class SideServer
{
public:
    /// Over these volumes: what the server writes lies in a layer above them, or they are copied
    /// where the Engine mounts none. Errors: NotFound (one is gone), Failed (what the server says).
    static Result<SideServer> over(Workspace::Internals &internals,
                                   const DatabaseServer &server,
                                   const DataOrigin &data,
                                   Reporter &reporter,
                                   std::stop_token stop);
    /// Over what a schema snapshot holds; it is pulled where it is not here.
    static Result<SideServer> ofSnapshot(Workspace::Internals &internals,
                                         const DatabaseServer &server,
                                         const QString &reference,
                                         Reporter &reporter,
                                         std::stop_token stop);
    /// A new one that has loaded a dump.
    static Result<SideServer> ofDump(Workspace::Internals &internals,
                                     const DatabaseServer &server,
                                     const QString &dump,
                                     Reporter &reporter,
                                     std::stop_token stop);

    const DatabaseSession &session() const { return *m_session; }

private:
    class OwnedVolume;
    SideServer(Workspace::Internals &internals, const DatabaseServer &server);
    Result<> start(Workspace::Internals &internals,
                   const DatabaseServer &server,
                   Reporter &reporter,
                   std::stop_token stop);

    // The server goes before the volume that it writes to.
    std::shared_ptr<OwnedVolume> m_volume;
    std::optional<OwnServer> m_server;
    std::optional<DatabaseSession> m_session;
};

} // namespace devstack
