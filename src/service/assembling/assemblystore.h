// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/assembling/assembling.h"

namespace devstack {

/// Writes what an assembly chose under `.devstack/`: ports, subnets, the effective compose files
/// and their summaries. Files whose content stays are not touched.
Result<> storeAssembly(Workspace::Internals &internals, const AssembledWorkspace &assembled);

} // namespace devstack
