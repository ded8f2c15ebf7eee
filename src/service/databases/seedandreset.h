// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/observing/snapshot.h"
#include "service/request.h"

#include <stop_token>

namespace devstack {

class Workspace;
struct WorkspaceDefinition;

/// Applies seeds of one IDA by name (all of its configuration when empty). Asking for it applies it
/// again, even when it is recorded as applied.
Result<Plan> applySeeds(Workspace &workspace,
                        const OperationRequest &request,
                        const QStringList &names,
                        PlanObserver &observer,
                        std::stop_token stop);

/// Applies a file by its suffix (`data` of the manifest): it arrives on the command's standard
/// input.
Result<> applyFile(Workspace &workspace,
                   const OperationRequest &request,
                   const QString &file,
                   Reporter &reporter,
                   std::stop_token stop);

/// Data back to the schema, then migrations, clients and base seeds. The old data stays as a
/// checkpoint unless `discard`. Needs `confirmed`.
Result<Plan> reset(Workspace &workspace,
                   const OperationRequest &request,
                   bool discard,
                   PlanObserver &observer,
                   std::stop_token stop);

} // namespace devstack
