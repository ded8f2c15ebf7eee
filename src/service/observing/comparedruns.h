// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"
#include "store/runcomparison.h"

#include <QString>

namespace devstack {

/// Two runs, and what is not the same in them.
struct ComparedRuns
{
    RunState a; ///< without the output of its steps
    RunState b;
    QList<RunDifference> differences;
};

/// Compares two of the workspace's runs by their journals. A name is a run's id or its beginning,
/// or its place, 1 for the newest. `b` empty: the newest run that is over; `a` empty: peerOf()
/// that. Errors: NotFound where there is no such run, or none to hold it against.
Result<ComparedRuns> compareRuns(Workspace &workspace, const QString &a, const QString &b);

} // namespace devstack
