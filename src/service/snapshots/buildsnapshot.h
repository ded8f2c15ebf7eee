// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/workspace.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// What a schema snapshot is made of.
struct SnapshotRequest
{
    QString place; ///< "IDA" or "IDA/SERVICE"
    QString reference; ///< name and tag of the image
    QString dump; ///< absolute path, or an https address with `sha256`; empty: the data of the
                  ///< running service, with its rows
    QString sha256; ///< that the dump must have; empty: any
    QString server; ///< instead: the address of a server (serveraddress.h)
    bool withRows = false; ///< of the server: all rows, not the schema alone
};

/// A snapshot on the Engine.
struct BuiltSnapshot
{
    QString reference;
    QString id; ///< of the image
    qint64 bytes = 0; ///< of the files in it
    SnapshotLabels labels;
};

/// Makes a snapshot with a server of the service's own image, apart from the workspace's data: a
/// dump is loaded into new data, or the present data is copied while the service stands still for
/// that moment. Passwords and accounts of applications are taken out. Nothing of the workspace
/// changes. Blocks. Errors: those of assembleIda(), databaseServer() and loadDump(); NotFound (the
/// image of the service is not there, it has no data), what the Engine says.
Result<BuiltSnapshot> buildSnapshot(Workspace &workspace,
                                    const SnapshotRequest &request,
                                    Reporter &reporter,
                                    std::stop_token stop);

} // namespace devstack
