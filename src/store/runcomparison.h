// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/runstate.h"

#include <QList>
#include <QString>

#include <chrono>

namespace devstack {

/// One thing that is not the same in two runs.
struct RunDifference
{
    /// What differs: the commit, mode, variant or configuration of an IDA when the run began; how
    /// the run or a step of it ended; the time of a step that both did.
    enum class Kind { Commit, Mode, Variant, Configuration, Result, Step, Time };
    Kind kind = Kind::Step;
    QString ida; ///< empty: the whole run
    QString title; ///< of a step; empty: there is none
    QString a; ///< in the first run; empty: it has none
    QString b; ///< in the second
    std::chrono::milliseconds slower {0}; ///< of times: how much longer the second took

    bool operator==(const RunDifference &) const = default;
};

/// "commit", "mode", "variant", "configuration", "result", "step", "time": for JSON.
QString toString(RunDifference::Kind kind);

/// What differs, by what most likely explains the rest: first how the IDAs were, then how the runs
/// and their steps ended, then times, the greatest difference first. Times that differ by less than
/// a second or a fifth are the same, and steps that found nothing to do are not compared. Pure.
QList<RunDifference> differencesBetween(const RunState &a, const RunState &b);

/// Whether both journals tell how the IDAs were; those of earlier versions do not.
bool tellsBeginnings(const RunState &a, const RunState &b);

/// The run to hold `run` against where nobody names one: the newest earlier one of the same verb
/// that was done, else the newest earlier one of it; null: there is none. `runs`: newest first.
const RunState *peerOf(const RunState &run, const QList<RunState> &runs);

} // namespace devstack
