// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"
#include "service/observing/runningsteps.h"
#include "service/observing/snapshot.h"
#include "service/workspace.h"

#include <stop_token>
#include <vector>

namespace devstack {

/// What the Engine has of a workspace at one moment.
struct EngineLook
{
    EngineView view;
    std::vector<ContainerInfo> containers; ///< of the workspace
};

/// Asks the Engine for the workspace's containers: two questions. An engine that does not answer is
/// a state to show; the only error is Cancelled.
Result<EngineLook> lookAtEngine(const Workspace::Internals &internals, std::stop_token stop);

/// Workspace::snapshot() on files that were read already. Error: Cancelled.
Result<WorkspaceSnapshot> snapshotOf(Workspace &workspace,
                                     const WorkspaceDefinition &definition,
                                     const RunLook &run,
                                     std::stop_token stop);

/// The same on files and containers that were read already: one question to the Engine, for its
/// volumes, no more than the summaries and the trust store from the disk.
WorkspaceSnapshot snapshotOf(Workspace &workspace,
                             const WorkspaceDefinition &definition,
                             const RunLook &run,
                             const EngineLook &look,
                             std::stop_token stop);

} // namespace devstack
