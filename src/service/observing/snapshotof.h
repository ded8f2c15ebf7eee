// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"
#include "service/observing/snapshot.h"
#include "store/runstate.h"

#include <stop_token>

namespace devstack {

/// Workspace::snapshot() on files that were read already: three questions to the Engine, no more
/// than the summaries and the trust store from the disk.
Result<WorkspaceSnapshot> snapshotOf(Workspace &workspace,
                                     const WorkspaceDefinition &definition,
                                     const QList<RunStep> &running,
                                     std::stop_token stop);

} // namespace devstack
