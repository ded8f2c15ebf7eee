// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/operations/up.h"

#include "service/databases/branchdata.h"
#include "service/observing/usage.h"
#include "service/provisioning/provisionrun.h"

namespace devstack {

Result<Provisioned> provision(Workspace &workspace,
                              const OperationRequest &request,
                              PlanObserver &observer,
                              std::stop_token stop)
{
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
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
