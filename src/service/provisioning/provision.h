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

/// Builds the images of the IDAs, whether they changed or not.
Result<Plan> build(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop);

} // namespace devstack
