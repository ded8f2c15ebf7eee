// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/runstate.h"
#include "store/steprecords.h"

#include <QList>

#include <optional>

namespace devstack {

struct IdaView;

/// The latest run, when it did not reach its end and nothing made up for it since.
struct UnfinishedRun
{
    RunHeader header;
    RunResult result = RunResult::Interrupted; ///< Failed, Cancelled or Interrupted
    QList<RunStep> missing; ///< what it was to do and nobody has done since

    /// The same run with the same steps missing.
    bool operator==(const UnfinishedRun &other) const;
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

/// Pure: the same run without what the Engine shows to be there (where all services of an IDA work,
/// nobody has to wait for them). Nothing when no step is left, or nothing of its IDAs runs, which
/// they say themselves. `idas`: judged.
std::optional<UnfinishedRun> withoutSeen(UnfinishedRun run, const QList<IdaView> &idas);

/// Pure: the data of an IDA was begun by a reset, or made anew, and what was to fill it never ran
/// to its end. `runs`: newest first.
bool isHalfMade(const QString &ida,
                const QList<RunState> &runs,
                const QHash<QString, StepRecord> &records);

/// One line about what is missing of an IDA; empty: nothing is.
QString unfinishedReason(const UnfinishedRun &run, const QString &ida);

/// What finishes a run that was cut off or failed. A reset, a save and a restore have moved the
/// data by then: run again they would move it once more, so `up` goes on with them.
Operation continuationOf(const Operation &operation);

/// The same as a command line, also of a run whose operation is not known.
QString continuationOf(const RunHeader &header);

} // namespace devstack
