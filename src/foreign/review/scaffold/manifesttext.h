// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/inferredmanifest.h"

#include <QString>

namespace devstack {

/// The manifest as it is written under `x-devstack:`, two spaces deep, with the place each value
/// was taken from as a comment. Literal dollars are doubled: Compose reads them once before we do.
/// Without `withContents` only what everything else needs: version, name and primary.
QString manifestText(const InferredManifest &inferred, bool withContents);

} // namespace devstack
