// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/guardedcall.h"
#include "foreign/guard/guardmap.h"

namespace devstack {

/// What `docker-compose ARGUMENTS` or `docker compose ARGUMENTS`, called in `directory`, does in a
/// workspace. Pure.
///
/// It acts on the project that runs the IDA, whose services are qualified: `-f`, `-p` and the like
/// are left out, service names are replaced, everything else stays as written. Services that do not
/// run here (a variant without workers) are skipped, unknown names are refused. Subcommands and
/// options that foreign/guard/commandtable.h does not list are refused. `down -v` keeps data
/// volumes, `down --rmi` images, and say so. `-f` with a file of the central devstack, or a call in
/// its folder, is answered by the workspace (foreign/guard/centralmapping.h); any other file is
/// refused: its containers would be outside of the workspace.
GuardedCall mapCompose(const GuardMap &map, const QStringList &arguments, const QString &directory);

/// The same on one project, with `arguments` from the subcommand on.
GuardedCall
onProject(const GuardMap &map, const GuardProject &project, const QStringList &arguments);

} // namespace devstack
