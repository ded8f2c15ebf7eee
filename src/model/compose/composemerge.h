// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

namespace devstack {

/// `base` with what `over` says, as Compose merges a service with the one it extends or an override
/// file does: single values and commands replace, maps unite, ports, mounts (by target) and
/// dependencies are added.
ServiceEntry mergedService(const ServiceEntry &base, const ServiceEntry &over);

/// The same for whole files. The path is that of `base`.
ComposeFile mergedCompose(const ComposeFile &base, const ComposeFile &over);

/// `service` as read in a folder `prefix` (relative to the repository's compose file) below:
/// relative build contexts, bind mounts and env files are made relative to the compose file.
void rebase(ServiceEntry &service, const QString &prefix);

} // namespace devstack
