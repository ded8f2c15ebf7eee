// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/runstate.h"

#include <QDateTime>
#include <QStringList>

namespace devstack {

/// The figures above a run's time lines.
struct RunFigures
{
    double elapsed = 0; ///< seconds
    /// Seconds; below 0: over, less than a second, or unknown: a step that the rest waits for takes
    /// longer than expected.
    double left = -1;
    StepCount count;
    QStringList criticalPath; ///< ids of the longest chain of steps (plan/schedule.h)
};

/// Pure; `now` decides elapsed and left of a run that goes on.
RunFigures figuresOf(const RunState &run, const QDateTime &now);

/// How far a run is, below 1 until it is over.
double shareOf(const RunFigures &figures);

/// How a run stands, for people: "done", "done, 2 left undone", "up to date", "cancelled after 12 of
/// 49".
QString outcomeOf(const RunState &run);

/// "Planning…", "Everything is up to date: 47 steps checked in 0.3 s."; empty for a run that has
/// steps to show.
QString noteOf(const RunState &run);

/// Why a run failed or waits, as the banner of an action says it; empty when neither.
QString problemOf(const RunState &run);

/// The seconds a step takes: its duration when it is over, else the expected time.
double weightOf(const RunStep &step);

/// How far an IDA is in the newest run that goes on.
struct IdaProgress
{
    double share = -1; ///< below 0: no run concerns it
    QString text; ///< the step that runs
};
IdaProgress progressOf(const QList<RunState> &runs, const QString &ida);

} // namespace devstack
