// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/composefile.h"

namespace devstack {

/// Whether every service and volume that the manifest names is in the compose file, and every seed,
/// variant and dependency that one part of it names is declared in another. Call it again on a
/// merged() manifest.
Result<> checkManifest(const Manifest &manifest, const ComposeFile &compose);

} // namespace devstack
