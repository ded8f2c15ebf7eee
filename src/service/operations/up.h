// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/provisioning/provision.h"
#include "service/request.h"

#include <stop_token>

namespace devstack {

class Workspace;

/// Clones, builds, starts, provisions: only what is needed, after going over to the data of other
/// branches where that was chosen. The run is journalled (store/).
/// A failed or cancelled plan is a value; an error means that nothing could be planned (no trust,
/// no engine, a file that cannot be read).
Result<Provisioned> provision(Workspace &workspace,
                              const OperationRequest &request,
                              PlanObserver &observer,
                              std::stop_token stop);

/// The same for a face that shows the workspace in its own time: measures afterwards what the
/// services that were started take.
Result<Plan> up(Workspace &workspace,
                const OperationRequest &request,
                PlanObserver &observer,
                std::stop_token stop);

} // namespace devstack
