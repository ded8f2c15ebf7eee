// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "plan/planinput.h"

namespace devstack {

/// The steps that make the selection run, each with its reason, in a possible order. Pure.
///
/// Per IDA: images and builds → volumes → start databases → ready → schema → start applications →
/// bootstrap → health → clients → seeds. Between IDAs: applications start after those they need at
/// run time; a bootstrap waits for bootstrap and health of what it needs for provisioning; clients
/// wait for the provider's health; seeds for those of the dependencies. Members of a cycle go side
/// by side, phase by phase. The result never holds a cycle. Errors: InvalidInput (two IDAs of one
/// name; a command for a service, or a seed, that is not there).
Result<Plan> makePlan(const PlanInput &input);

} // namespace devstack
