// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/workspace.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// Writes a checkpoint into one file that opens in another workspace: the files of its databases,
/// without accounts of applications. The checkpoint stays as it is. Blocks. Answers
/// the size of the file. Errors: NotFound (no such IDA or checkpoint, its data is gone),
/// InvalidInput (a database that is none of MySQL, MariaDB and PostgreSQL), Conflict (the file is
/// there already), Io, what the Engine says.
Result<qint64> exportCheckpoint(Workspace &workspace,
                                const QString &ida,
                                const QString &name,
                                const QString &file,
                                Reporter &reporter,
                                std::stop_token stop);

/// Makes a checkpoint of such a file: it is read whole, and compared with the servers of the IDA,
/// before anything is made. The accounts are those that this IDA's services ask for. The present
/// data stays as it is. Answers the checkpoint's name, which is `name` or the one it had. Blocks.
/// Errors: NotFound, InvalidInput (the file is damaged or none), Conflict (there is a checkpoint of
/// that name; other products; other databases), what the Engine says.
Result<QString> importCheckpoint(Workspace &workspace,
                                 const QString &ida,
                                 const QString &file,
                                 const QString &name,
                                 Reporter &reporter,
                                 std::stop_token stop);

} // namespace devstack
