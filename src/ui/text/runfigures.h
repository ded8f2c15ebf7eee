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
    double left = -1; ///< seconds; below 0: unknown or over
    int done = 0; ///< steps that are over, satisfied ones included
    int total = 0;
    QStringList criticalPath; ///< ids of the longest chain of steps (plan/schedule.h)
};

/// Pure; `now` decides elapsed and left of a run that goes on.
RunFigures figuresOf(const RunState &run, const QDateTime &now);

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
