// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plandraft.h"

namespace devstack {

/// The service of that name, or nothing.
const PlanService *findService(const PlanIda &ida, const QString &name);

/// Adds to `parts` the identity of every data volume of the IDA; one that this plan creates
/// included.
void addVolumeParts(Fingerprint &parts, const PlanDraft &draft, const PlanIda &ida);

/// A digest of where, what and as whom: two commands with the same one do the same.
QString commandDigest(const ContainerCommand &command);

/// Parts of a command: its digest and its inputs.
Fingerprint commandParts(const PlanRun &run);

/// Adds the image that a service runs. Its id is "?" while the plan is still to get it.
void addImageParts(Fingerprint &parts, const PlanDraft &draft, const PlanService &service);

/// Whether a volume that is to be made gets data that begins anew: with nothing, with a schema or
/// with what resets go back to. Else data comes back: a checkpoint's or a branch's.
bool beginsAnew(const PlanVolume &volume);

/// Of a step that makes a volume: a file of the engineer's own that goes on top of its new data.
QString awaitsFilePart(const QString &fileName);

/// InvalidInput when `run` names a service that `where` has not; `what` is "bootstrap 2 of
/// credentials".
Result<> checkService(const PlanRun &run, const PlanIda &where, const QString &what);

} // namespace devstack
