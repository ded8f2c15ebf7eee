// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/snapshots/serveraddress.h"
#include "service/workspace.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// Reads the schema of a database on another server into the file `path`, with the rows of the
/// tables in which frameworks keep their migrations; with all rows only when asked. Reads alone:
/// the clients lock nothing and work in one transaction. `image` is present and has the product's
/// dump program; its container uses the network of the Engine's machine and does not keep the
/// password. Triggers, routines and events that the account may not read are left out, with a note
/// for each. Blocks. Errors: Failed with what the client says and, where rights are missing, which;
/// Io; Cancelled.
Result<> dumpServer(Workspace::Internals &internals,
                    const ServerAddress &server,
                    const QString &image,
                    bool withRows,
                    const QString &path,
                    Reporter &reporter,
                    std::stop_token stop);

} // namespace devstack
