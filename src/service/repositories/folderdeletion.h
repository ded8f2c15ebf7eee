// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

#include <QString>

namespace devstack {

/// The folder of an IDA, when deleting it deletes nothing but its own checkout: no other IDA is in
/// it or around it, it is not the workspace's, and no other checkout keeps git data there. Error
/// Conflict names whose it is too.
Result<QString> deletableFolder(const Workspace::Internals &internals,
                                const WorkspaceDefinition &definition,
                                const IdaDefinition &ida);

} // namespace devstack
