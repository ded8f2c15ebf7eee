// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "plan/planinput.h"
#include "service/definition/trust.h"
#include "service/definition/workspacedefinition.h"

namespace devstack {

/// What can be told of an IDA that is not trusted yet: its compose file was read, nothing of it was
/// given to Compose or the Engine, so what exists already is not known.
PlanIda untrustedPlanIda(const WorkspaceDefinition &definition, const IdaDefinition &ida);

/// Gives the steps of IDAs that are not trusted their reason, and says as warnings what would have
/// to be trusted.
void markUntrusted(Plan &plan, const QStringList &idas, const QList<TrustQuestion> &questions);

} // namespace devstack
