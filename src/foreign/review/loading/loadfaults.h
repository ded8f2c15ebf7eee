// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/loading/loadfault.h"
#include "foreign/review/subject/reviewsubject.h"

namespace devstack {

/// Why Compose would refuse one stack, read with readProject() or as written; of other files of the
/// repository nothing is known. `profiles` are those that count. Pure.
QList<LoadFault> loadFaults(const ComposeFile &stack, const QStringList &profiles);

/// Files that a stack names and that are not there though Compose reads them when it loads it, for
/// the services of these profiles. Looks on the disk.
QList<LoadFault>
missingFiles(const ComposeFile &stack, const QString &repositoryRoot, const QStringList &profiles);

/// Why Compose would refuse the compose files of a repository, told without Compose: broken schema,
/// values it cannot read, names that nothing answers to. Facts from Compose 2.40.3.
QList<LoadFault> loadFaults(const ReviewSubject &subject);

/// Files that the compose files name and that are not there, which ends `up` before a container
/// starts: environment and label files, secrets, configs, files of `extends` and `include`. The fix
/// names the example file or the Make target that the repository has for it.
QList<LoadFault> missingFiles(const ReviewSubject &subject);

} // namespace devstack
