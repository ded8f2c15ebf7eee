// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/guardedcall.h"
#include "foreign/guard/guardmap.h"

namespace devstack {

/// What `docker ARGUMENTS`, called by a script in `directory`, does in a workspace. Pure.
///
/// Only what foreign/guard/commandtable.h lists is forwarded, with the options listed there; the
/// rest is refused with a sentence that says what to do instead.
///
/// - exec, cp, logs, stop, inspect … OLD NAME: the same on the workspace's container; with a name
///   that no container has: refused with a list of the names that exist
/// - compose …: foreign/guard/composemapping.h
/// - ps: the workspace's containers, with old names
/// - run, create: labelled with the run, old networks and containers mapped
/// - network create, rm, connect of an old one: answered, every IDA is on the workspace's; of
///   another: only one that this run made
/// - volume rm, prune: refused, data goes by `devstack reset`; `rm -v` goes without the volumes
/// - rmi, image rm: answered, images stay
/// - options that choose another engine: refused
/// - build, images, pull, login …: passed on as they are
///
/// It is a convenience for scripts that mean well, not a sandbox: a trusted script is code on this
/// machine and can call the engine in other ways. What it guarantees to such scripts is that an old
/// name never reaches a container outside of the workspace, and that no data volume and no image is
/// deleted. `localhost:PORT` of a port that moved follows it in what is run inside of containers.
GuardedCall mapDocker(const GuardMap &map, const QStringList &arguments, const QString &directory);

/// Every argument from `from` on with its local ports followed (model/compose/followports.h).
QStringList withMovedPorts(const GuardMap &map, QStringList arguments, qsizetype from);

} // namespace devstack
