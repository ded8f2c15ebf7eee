// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/projects/assembleworkspace.h"

namespace devstack {

/// Writes the results of an assembly under `.devstack/`: ports, subnets, effective compose files
/// and their summaries. Leaves files alone whose content is the same.
Result<> storeAssembly(Workspace::Internals &internals, const AssembledWorkspace &assembled);

} // namespace devstack
