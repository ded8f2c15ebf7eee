// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "service/observing/runningsteps.h"

namespace devstack {

/// Pure: a plan that is only shown tells what the runs know of its steps: which one runs now, and
/// in which run; which failed last time, and why.
void tellRuns(Plan &plan, const RunLook &look);

} // namespace devstack
