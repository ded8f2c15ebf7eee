// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

#include <QStringList>

namespace devstack {

/// What running a compose file can reach outside of its repository and its containers, for the
/// trust question: sorted, unique sentences such as "mount /etc (app)", "privileged (app)", "docker
/// socket (app)", "volume data: driver_opts device=/".
///
/// Complete by allow-list: a key, or a value of a key, that is not known to stay inside becomes a
/// sentence (trust/hostaccesskeys.h). Judged from the files as written: a path with a variable
/// counts as outside. Empty when everything stays inside. Links inside the repository that lead out
/// of it are followed. Reads the disk for links and the process's environment: a variable that a
/// file takes from the host is named when it is set there, or when its name is that of a secret and
/// the file gives no default.
QStringList hostAccessOf(const ComposeFile &file, const QString &repositoryRoot);

} // namespace devstack
