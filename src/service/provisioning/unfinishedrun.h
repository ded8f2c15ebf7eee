// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/runstate.h"
#include "store/steprecords.h"

#include <QList>

#include <optional>

namespace devstack {

class Workspace;

/// The latest run, when it did not reach its end and nothing made up for it since.
struct UnfinishedRun
{
    RunHeader header;
    RunResult result = RunResult::Interrupted; ///< Failed, Cancelled or Interrupted
    QList<RunStep> missing; ///< what it was to do and nobody has done since
};

/// Pure: what of a run is missing, by the records that later runs left. One that waits for an
/// answer counts as cancelled.
std::optional<UnfinishedRun> unfinishedOf(const RunState &run,
                                          const QHash<QString, StepRecord> &records);

/// Pure: the same of the newest run that did something. `runs`: newest first; those that failed
/// before their first step tell nothing, those that found nothing to do tell which steps are not
/// missing any more.
std::optional<UnfinishedRun> unfinishedOf(const QList<RunState> &runs,
                                          const QHash<QString, StepRecord> &records);

/// Reads the newest journal; nothing while a run goes on.
std::optional<UnfinishedRun> unfinishedRun(Workspace &workspace);

} // namespace devstack
