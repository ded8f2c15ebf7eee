// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"
#include "service/reading/reading.h"
#include "store/runstate.h"

#include <stop_token>

namespace devstack {

/// Workspace::snapshot() on files that were read already: two questions to the Engine, no more than
/// the summaries and the trust store from the disk.
Result<WorkspaceSnapshot> snapshotOf(Workspace &workspace,
                                     const WorkspaceReading &reading,
                                     const QList<RunStep> &running,
                                     std::stop_token stop);

} // namespace devstack
