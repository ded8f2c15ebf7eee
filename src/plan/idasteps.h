// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plandraft.h"

namespace devstack {

/// The builds of an IDA, one per distinct image. Those of all IDAs come before addPulls(): one IDA
/// may use what another one builds.
void addBuilds(PlanDraft &draft, const PlanIda &ida);

/// The images of an IDA that nobody builds, one step per reference in the whole plan.
void addPulls(PlanDraft &draft, const PlanIda &ida);

/// Volumes, start of the databases, ready, schema, start of the applications.
void addContainers(PlanDraft &draft, const PlanIda &ida);

/// Bootstrap commands one after the other, then health.
Result<> addBootstrapAndHealth(PlanDraft &draft, const PlanIda &ida);

/// Keeps new data for later resets, once everything was done to it.
void addBase(PlanDraft &draft, const PlanIda &ida);

/// Clients in the providers and seeds, once every IDA has its other steps.
Result<> addClientsAndSeeds(PlanDraft &draft, const PlanIda &ida);

/// The engineer's own files, behind addBase().
Result<> addFiles(PlanDraft &draft, const PlanIda &ida);

} // namespace devstack
