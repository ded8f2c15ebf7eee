// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/doctor.h"
#include "service/observing/snapshot.h"
#include "service/repositories/adoption.h"
#include "store/runstate.h"

namespace devstack::demo {

/// A made-up workspace in every state that there is: for designers, pictures and component tests.
WorkspaceSnapshot snapshot();
/// The same kind of thing with `count` IDAs, for measuring.
WorkspaceSnapshot large(int count);
/// A provisioning run `elapsed` seconds after its start; it is over after 165.
RunState run(double elapsed, const QDateTime &start);
/// What settles a conflict about the variant of an IDA.
QList<Operation> variantChoices(const QString &ida);
/// An older run that failed.
RunState failedRun();
QList<DoctorCheck> checks();
/// A central devstack of three repositories; those that are asked for, or all.
Result<Adoption> adoption(const AdoptRequest &request);

} // namespace devstack::demo
