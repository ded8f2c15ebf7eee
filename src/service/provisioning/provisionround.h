// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/assembling/assembling.h"
#include "service/configuration/budget.h"
#include "service/definition/workspacedefinition.h"
#include "service/request.h"
#include "service/workspace.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace devstack {

/// What a plan was made from; lives as long as the plan runs.
struct ProvisionRound
{
    QStringList idas; ///< all that the request means, dependencies included; without leftOut
    /// A step of each IDA that cannot take part, failed or skipped from the start: the others go
    /// on.
    QList<Step> leftOut;
    WorkspaceDefinition definition;
    EngineState engine;
    AssembledWorkspace assembled;
    std::optional<MemoryForecast> memory; ///< only when something is to be done
};

/// Turns the plan of an `up` into that of another verb: drops steps, or makes satisfied ones needed
/// again.
using PlanFilter = std::function<Plan(Plan)>;

/// Reads, asks for trust, observes, assembles and plans. A partial plan holds clone steps only.
Result<Plan> planFor(Workspace &workspace,
                     const OperationRequest &request,
                     ProvisionRound &run,
                     bool remember,
                     std::stop_token stop);

/// Plans and runs under the workspace's lock with a journal, again after clones, until nothing is
/// left.
Result<Plan> runJournalled(Workspace &workspace,
                           const OperationRequest &request,
                           PlanObserver &observer,
                           const PlanFilter &filter,
                           std::stop_token stop,
                           const std::function<Result<>()> &prepare = {});

} // namespace devstack
