// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/planinput.h"
#include "service/observing/verdict.h"
#include "service/projects/assembleworkspace.h"
#include "service/request.h"

#include <stop_token>

namespace devstack {

/// Gathers what the planner needs to know of the IDAs: files' digests, images, containers, volumes,
/// health. `request` has the names the user gave and the seeds asked for.
Result<PlanInput> planInput(Workspace::Internals &internals,
                            const WorkspaceDefinition &definition,
                            const AssembledWorkspace &assembled,
                            const EngineState &engine,
                            const QStringList &idas,
                            const OperationRequest &request,
                            std::stop_token stop);

/// What the planner is to know of a service that was judged.
PlanService::State planStateOf(ServiceVerdict verdict, Health health);

/// What is known of an IDA that is not trusted yet: its files were read, nothing of them was given
/// to Compose or the Engine, so what exists already is not known.
Result<PlanIda> untrustedPlanIda(const WorkspaceDefinition &definition, const IdaDefinition &ida);

/// The plan input of IDAs that are not cloned yet: clone steps only.
PlanInput cloneInput(const WorkspaceDefinition &definition, const QStringList &absent);

} // namespace devstack
