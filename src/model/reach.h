// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/composefile.h"

#include <QStringList>

namespace devstack {

/// What running a compose file can reach outside of its repository and its containers, for the
/// trust question: sorted, unique sentences such as "mount /etc (app)", "privileged (app)", "docker
/// socket (app)".
///
/// Judged from the file as written: a path with a variable counts as outside. Empty when everything
/// stays inside. Links inside the repository that lead out of it are followed.
QStringList reachOf(const ComposeFile &file, const QString &repositoryRoot);

} // namespace devstack
