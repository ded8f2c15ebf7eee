// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/manifest.h"
#include "model/yaml/yamlnode.h"

namespace devstack {

/// Reads a manifest from the mapping below `x-devstack` or `idas.<name>.manifest`
/// (docs/reference/manifest.md). Errors are InvalidInput with the place and, for unknown keys and
/// values, the nearest known one.
Result<Manifest> readManifest(const YamlNode &node);

} // namespace devstack
