// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/provision.h"

#include "core/text.h"
#include "service/observing/runningsteps.h"
#include "service/provisioning/plannedruns.h"
#include "service/provisioning/provisionrun.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QString PlannedUp::forecast() const
{
    if (time.steps == 0)
        return {};
    const QString steps = counted(time.steps, u"step"_s, u"steps"_s);
    const QString clock = formatDuration(time.time);
    QString text = time.measured == 0
        ? u"%1, about %2: a guess, since none of them ran here before"_s.arg(steps, clock)
        : time.measured == time.steps ? u"%1, usually %2"_s.arg(steps, clock)
                                      : u"%1, about %2 by what %3 of them took here before"_s.arg(
                                          steps, clock, QString::number(time.measured));
    if (memory && memory->budget > 0) {
        text += u"; %1 of %2 of memory"_s.arg(formatBytes(memory->total + memory->others),
                                              formatBytes(memory->budget));
    }
    return text + u'.';
}

Result<PlannedUp>
planUp(Workspace &workspace, const OperationRequest &request, std::stop_token stop)
{
    auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    ProvisionRound run;
    run.definition = std::move(*definition);
    auto plan = planFor(workspace, request, run, PlanPurpose::Show, stop);
    if (!plan)
        return plan.error();
    plan->steps = run.leftOut + plan->steps;
    tellRuns(*plan, RunningSteps(workspace.runsFolder()).look());
    const TimeForecast time = forecastTime(*plan);
    return PlannedUp {*std::move(plan), time, std::move(run.memory)};
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
