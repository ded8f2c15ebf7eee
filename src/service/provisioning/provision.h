// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/definition/workspacedefinition.h"
#include "service/request.h"

#include <stop_token>

namespace devstack {

class Workspace;

/// The steps that up() would run, each with its reason; changes nothing.
Result<Plan> planUp(Workspace &workspace, const OperationRequest &request, std::stop_token stop);

/// How a run went, and the workspace as it was read for it: for a face that shows the workspace
/// afterwards.
struct Provisioned
{
    Plan plan;
    WorkspaceDefinition definition;

    /// Containers were started, and nothing failed.
    bool hasStarted() const;
};

/// Clones, builds, starts, provisions: only what is needed. The run is journalled (store/).
/// A failed or cancelled plan is a value; an error means that nothing could be planned (no trust,
/// no engine, a file that cannot be read).
Result<Provisioned> provision(Workspace &workspace,
                              const OperationRequest &request,
                              PlanObserver &observer,
                              std::stop_token stop);

/// The same for a face that shows the workspace in its own time: measures afterwards what the
/// services that were started take.
Result<Plan> up(Workspace &workspace,
                const OperationRequest &request,
                PlanObserver &observer,
                std::stop_token stop);

/// Builds the images of the IDAs, whether they changed or not.
Result<Plan> build(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop);

} // namespace devstack
