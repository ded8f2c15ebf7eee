// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "service/configuration/budget.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assembleworkspace.h"
#include "service/request.h"
#include "service/workspace.h"

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
    PortChoices portsBefore; ///< that were remembered before this plan chose
    std::optional<MemoryForecast> memory; ///< only when something is to be done
};

/// What a plan is made for: to be shown, which changes nothing and needs no trust, or to be run,
/// which writes down the ports that were chosen.
enum class PlanPurpose { Show, Run };

/// Asks for trust, observes, assembles and plans, for the definition in `run`, whose other members
/// it fills in. A partial plan holds clone steps only.
Result<Plan> planFor(Workspace &workspace,
                     const OperationRequest &request,
                     ProvisionRound &run,
                     PlanPurpose purpose,
                     std::stop_token stop);

} // namespace devstack
