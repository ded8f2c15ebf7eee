// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/observing/snapshot.h"
#include "service/request.h"
#include "service/volumes/datavolumes.h"

#include <chrono>
#include <stop_token>

namespace devstack {

class Workspace;
struct WorkspaceDefinition;

/// Applies seeds and kept files of one IDA by name (all seeds of its configuration when empty).
/// Asking for it applies it again, even when it is recorded as applied.
Result<Plan> applySeeds(Workspace &workspace,
                        const OperationRequest &request,
                        const QStringList &names,
                        PlanObserver &observer,
                        std::stop_token stop);

/// How a reset went.
struct ResetResult
{
    Plan plan;
    std::chrono::milliseconds ready {0}; ///< until the databases answered; zero: they did not
    std::chrono::milliseconds done {0}; ///< until migrations, clients and seeds were in
    VolumeMechanism mechanism = VolumeMechanism::Empty; ///< how the data came
    QStringList removed; ///< checkpoints beyond the workspace's limits that went, "IDA: NAME"
    QStringList flushed; ///< caches, "IDA/SERVICE"
    QStringList notes; ///< what could not be done beside it, one sentence each
};

/// Data back to what was kept when the IDA was first provisioned, or to nothing, then what that
/// lacks of migrations, clients and base seeds. The old data stays as a checkpoint unless
/// `discard`. Needs `confirmed`.
Result<ResetResult> reset(Workspace &workspace,
                          const OperationRequest &request,
                          bool discard,
                          PlanObserver &observer,
                          std::stop_token stop);

} // namespace devstack
