// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/operations/up.h"

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

} // namespace

Result<Provisioned> provision(Workspace &workspace,
                              const OperationRequest &request,
                              PlanObserver &observer,
                              std::stop_token stop)
{
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const LogRecorder recorder(workspace, {request.commandText, false, kShortUp});
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
