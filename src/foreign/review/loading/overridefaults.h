// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/loading/loadfault.h"
#include "model/yaml/yamlnode.h"

namespace devstack {

/// Where a file gives a key another kind of value than the files before it, a list for a mapping,
/// and Compose "cannot override" it. `before` is what they say together, `file` as written. Pure.
QList<LoadFault> overrideFaults(const YamlNode &before, const YamlNode &file);

} // namespace devstack
