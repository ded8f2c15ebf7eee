// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "guard/guardedcall.h"
#include "guard/guardmap.h"

namespace devstack {

/// What `docker ARGUMENTS`, called by a script in `directory`, does in a workspace. Pure.
///
/// | the script calls                            | what happens |
/// |---------------------------------------------|-------------------------------------------------|
/// | exec, cp, logs, stop, inspect … OLD NAME    | the same on the workspace's container | | the
/// same with a name nobody has             | refused, hopeless, the names that exist told    | |
/// compose …                                   | guard/composemapping.h                          |
/// | ps                                          | the workspace's containers, with old names | |
/// run, create                                 | labelled with the run, old networks mapped      |
/// | network create, rm, connect of an old one   | answered: every IDA is on the workspace's | |
/// volume rm, prune …; system, container prune | refused: data goes by `devstack reset`          |
/// | a command on another engine (-H, --context) | passed on as it is | | everything else (build,
/// images, login …)    | passed on as it is                              |
///
/// It is a convenience for scripts that mean well, not a sandbox: a trusted script is code on this
/// machine and can call the engine in other ways. What it guarantees to such scripts is that an old
/// name never reaches a container outside of the workspace, and that no data volume is deleted.
/// `localhost:PORT` of a port that moved follows it in what is run inside of containers.
GuardedCall mapDocker(const GuardMap &map, const QStringList &arguments, const QString &directory);

/// An answer that ends the call with an error and tells the names that there are.
GuardedCall unknownContainer(const GuardMap &map, const QString &name);
/// The note for a container of an IDA that does not exist yet, by the name that the script uses.
QString notMadeYet(const QString &name, const QString &ida);
/// An answer that does nothing and says why; 0 is success.
GuardedCall answered(int code, const QString &note, const QString &output = {});
/// Every argument from `from` on with its local ports followed (model/followports.h).
QStringList withMovedPorts(const GuardMap &map, QStringList arguments, qsizetype from);

} // namespace devstack
