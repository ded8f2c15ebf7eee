// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "plan/schedule.h"
#include "service/configuration/budget.h"
#include "service/definition/workspacedefinition.h"
#include "service/request.h"

#include <optional>
#include <stop_token>

namespace devstack {

class Workspace;

/// What up() would do and what it would take.
struct PlannedUp
{
    Plan plan; ///< each step with its reason
    TimeForecast time;
    /// None where nothing has to be started, or nothing is known of it.
    std::optional<MemoryForecast> memory;

    /// "About 2:21 by what 9 of 14 steps took here before; 5.1 of 6.0 GB of memory."; empty when
    /// there is nothing to do.
    QString forecast() const;
};

/// Changes nothing.
Result<PlannedUp>
planUp(Workspace &workspace, const OperationRequest &request, std::stop_token stop);

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
