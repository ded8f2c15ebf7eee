// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/planrunner.h"
#include "service/comparing/saveseed.h"
#include "service/configuration/choosing.h"
#include "service/request.h"
#include "service/volumes/datavolumes.h"

#include <chrono>
#include <optional>
#include <stop_token>

namespace devstack {

class Workspace;

/// How long a reset took and how the data came.
struct ResetFigures
{
    std::chrono::milliseconds ready; ///< until the databases answered
    std::chrono::milliseconds done;
    VolumeMechanism mechanism;
    QStringList removed {}; ///< checkpoints beyond the workspace's limits that went
    QStringList flushed {}; ///< caches, "IDA/SERVICE"
    QStringList notes {}; ///< what could not be done beside it
};

/// What an operation led to, as far as it leads to anything.
struct OperationResult
{
    std::optional<Plan> plan; ///< as it ended: a failed step is no error of the operation
    std::optional<ChoiceOutcome> choice;
    std::optional<ResetFigures> reset; ///< of one that is done
    QString checkpoint; ///< the one that a save or an import made; empty: none
    std::optional<SavedSeed> seed {}; ///< that changes were written as

    /// An error when a step of the plan failed or the plan was cancelled.
    Result<> success() const;
};

/// Carries out an operation; the only place that knows what runs a verb. Blocks.
///
/// `request` says how: its trust, confirmation and text count, what it is about comes from the
/// operation. `observer` watches a plan, `reporter` is told by verbs that have none. Errors are
/// those of the verb.
Result<OperationResult> runOperation(Workspace &workspace,
                                     const Operation &operation,
                                     OperationRequest request,
                                     PlanObserver &observer,
                                     Reporter &reporter,
                                     std::stop_token stop);

/// Carries out an operation that is a choice. InvalidInput for any other.
Result<ChoiceOutcome>
makeChoice(Workspace &workspace, const Operation &operation, std::stop_token stop);

} // namespace devstack
