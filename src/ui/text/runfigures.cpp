// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runfigures.h"

#include "plan/schedule.h"

#include <algorithm>

namespace devstack {

using std::chrono::milliseconds;

namespace {

double seconds(milliseconds duration)
{
    return double(duration.count()) / 1000;
}

/// What a step still takes.
milliseconds rest(const RunStep &step, const QDateTime &now)
{
    if (step.isFinal())
        return milliseconds(0);
    if (step.state != StepState::Running || !step.started.isValid())
        return step.expected;
    return std::max(milliseconds(0), step.expected - milliseconds(step.started.msecsTo(now)));
}

milliseconds cost(const RunStep &step)
{
    return step.isFinal() ? step.duration : std::max(step.expected, step.duration);
}

} // namespace

double weightOf(const RunStep &step)
{
    return seconds(cost(step));
}

RunFigures figuresOf(const RunState &run, const QDateTime &now)
{
    RunFigures figures;
    figures.total = int(run.steps.size());
    figures.done = int(std::ranges::count_if(run.steps, &RunStep::isFinal));
    figures.elapsed
        = run.isRunning() ? double(run.header.start.msecsTo(now)) / 1000 : seconds(run.duration);
    figures.criticalPath = longestChain(run.steps, cost).ids;
    const bool known = std::ranges::any_of(run.steps, [](const RunStep &step) {
        return !step.isFinal() && step.expected.count() > 0;
    });
    if (run.isRunning() && known) {
        const auto remaining
            = longestChain(run.steps, [&now](const RunStep &step) { return rest(step, now); });
        figures.left = seconds(remaining.length);
    }
    return figures;
}

IdaProgress progressOf(const QList<RunState> &runs, const QString &ida)
{
    for (const RunState &run : runs) {
        if (!run.isRunning())
            continue;
        int total = 0;
        int done = 0;
        QString text;
        for (const RunStep &step : run.steps) {
            if (step.ida != ida)
                continue;
            ++total;
            done += step.isFinal() ? 1 : 0;
            if (step.state == StepState::Running)
                text = step.title;
        }
        if (total > done)
            return {double(done) / total, text};
    }
    return {};
}

} // namespace devstack
