// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/operations/up.h"

#include "plan/planrunner.h"
#include "service/containers/logs/logrecorder.h"
#include "service/databases/branchdata.h"
#include "service/observing/usage.h"
#include "service/provisioning/provisionrun.h"

#include <chrono>

namespace devstack {

namespace {

/// An `up` that finds nothing to do takes a tenth of a second, and asks the Engine no more for the
/// logs.
constexpr std::chrono::milliseconds kShortUp {400};

/// Lets a recorder begin before the first container of a plan goes.
class Hastening final : public PlanObserver
{
public:
    void watch(LogRecorder &recorder) { m_recorder = &recorder; }

    void planStarted(const Plan &plan) override
    {
        if (m_recorder && !plan.isSettled())
            m_recorder->hasten();
    }

private:
    LogRecorder *m_recorder = nullptr;
};

} // namespace

Result<Provisioned> provision(Workspace &workspace,
                              const OperationRequest &request,
                              PlanObserver &observer,
                              std::stop_token stop)
{
    Hastening hastening;
    ObserverList observers({&observer, &hastening});
    ProvisionRun run(workspace, request, observers);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    LogRecorder recorder(workspace, {request.commandText, false, kShortUp});
    hastening.watch(recorder);
    if (const auto followed = followBranches(workspace, run, stop); !followed)
        return run.failed(followed.error());
    auto plan = run.run(stop);
    if (!plan)
        return plan.error();
    return Provisioned {std::move(*plan), run.takeDefinition()};
}

Result<Plan> up(Workspace &workspace,
                const OperationRequest &request,
                PlanObserver &observer,
                std::stop_token stop)
{
    auto done = provision(workspace, request, observer, stop);
    if (!done)
        return done.error();
    if (done->hasStarted())
        measureMemory(workspace, stop);
    return std::move(done->plan);
}

} // namespace devstack
