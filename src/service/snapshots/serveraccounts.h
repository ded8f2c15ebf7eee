// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/snapshots/ownserver.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// Takes passwords and the applications' accounts out of the server's data, and has it write all
/// that it would otherwise recover at its next start.
Result<>
dropAccounts(const OwnServer &server, DatabaseKind kind, Reporter &reporter, std::stop_token stop);

/// Makes the accounts in a data volume that nobody uses, as the image does for a new one: those
/// that the MYSQL_, MARIADB_ and POSTGRES_ variables of the service ask for. The files get the
/// owner that the image's server has. `copy`: an empty volume that gets the same content; empty:
/// none. Error Failed: these are no files of this server.
Result<> makeAccounts(Workspace::Internals &internals,
                      const DatabaseServer &server,
                      const QString &volume,
                      const QString &copy,
                      std::stop_token stop);

/// Lets the server recover what was copied while it ran, in a data volume that nobody uses, and end
/// cleanly: who starts over it later has nothing to recover, which takes longer than all the rest.
Result<> settleFiles(Workspace::Internals &internals,
                     const DatabaseServer &server,
                     const QString &volume,
                     std::stop_token stop);

/// Removes from a data volume that nobody uses what belongs to one machine or one run: keys, locks
/// and what a server remembers to start faster.
Result<> cleanFiles(Workspace::Internals &internals,
                    const DatabaseServer &server,
                    const QString &volume,
                    std::stop_token stop);

} // namespace devstack
