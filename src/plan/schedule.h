// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"

#include <QHash>
#include <QStringList>

#include <chrono>

namespace devstack {

/// For each step, how long the longest chain from its start to the end of the plan is likely to
/// take; finished steps cost nothing. Same order as plan.steps.
QList<std::chrono::milliseconds> remainingChains(const Plan &plan);

/// The ids of the longest chain of what is not finished, first to last.
QStringList criticalPath(const Plan &plan);

/// How long the rest is likely to take with `parallel` steps at once: the longer of the longest
/// chain and the work divided by the workers. `elapsed`: of the running ones, by id.
std::chrono::milliseconds estimateRemaining(const Plan &plan,
                                            int parallel,
                                            const QHash<QString, std::chrono::milliseconds> &elapsed
                                            = {});

} // namespace devstack
