// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/provision.h"

#include "service/observing/runningsteps.h"
#include "service/provisioning/plannedruns.h"
#include "service/provisioning/provisionrun.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

Result<Plan> planUp(Workspace &workspace, const OperationRequest &request, std::stop_token stop)
{
    auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    ProvisionRound run;
    run.definition = std::move(*definition);
    auto plan = planFor(workspace, request, run, PlanPurpose::Show, stop);
    if (!plan)
        return plan;
    plan->steps = run.leftOut + plan->steps;
    tellRuns(*plan, RunningSteps(workspace.runsFolder()).look());
    return plan;
}

bool Provisioned::hasStarted() const
{
    return plan.result == RunResult::Done && std::ranges::any_of(plan.steps, [](const Step &step) {
               return step.kind == StepKind::Start && step.state == StepState::Done;
           });
}

Result<Plan> build(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop)
{
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    return run.run(
        [&](Plan plan) {
            for (Step &step : plan.steps) {
                if (step.kind == StepKind::Build && step.state == StepState::Satisfied) {
                    step.state = StepState::Pending;
                    step.reason = u"requested"_s;
                }
                // Built, not named: the other may be none of those that were asked for.
                if (auto *action = std::get_if<BuildAction>(&step.action)) {
                    action->likeIda.clear();
                }
            }
            return plan.filtered([&](const Step &step) {
                const bool wanted = request.idas.isEmpty() || request.idas.contains(step.ida);
                return wanted && (step.kind == StepKind::Build || step.kind == StepKind::Image);
            });
        },
        stop);
}

} // namespace devstack
