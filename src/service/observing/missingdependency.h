// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <optional>

namespace devstack {

/// That an IDA needs another one whose repository nobody knows, with the place where it says so: it
/// cannot be provisioned. Pure.
std::optional<Error> missingDependency(const WorkspaceDefinition &definition,
                                       const IdaDefinition &ida);

} // namespace devstack
