// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runfigures.h"

#include "core/text.h"
#include "plan/schedule.h"
#include "ui/text/displaytext.h"
#include "ui/text/runmark.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
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

QString inRun(const char *source)
{
    return QCoreApplication::translate("Run", source);
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
    figures.satisfied = int(std::ranges::count(run.steps, StepState::Satisfied, &RunStep::state));
    figures.total = int(run.steps.size()) - figures.satisfied;
    figures.done = int(std::ranges::count(run.steps, StepState::Done, &RunStep::state));
    figures.elapsed = seconds(run.elapsed(now));
    figures.criticalPath = longestChain(run.steps, cost).ids;
    const bool known = std::ranges::any_of(run.steps, [](const RunStep &step) {
        return !step.isFinal() && step.expected.count() > 0;
    });
    if (run.isRunning() && known) {
        const auto remaining
            = longestChain(run.steps, [&now](const RunStep &step) { return rest(step, now); });
        // A step that takes longer than expected leaves nothing to tell.
        if (const double left = seconds(remaining.length); left >= 1)
            figures.left = left;
    }
    return figures;
}

double shareOf(const RunFigures &figures)
{
    return figures.total > 0 ? double(figures.done) / figures.total : 0;
}

QString outcomeOf(const RunState &run)
{
    if (run.foundNothingToDo())
        return inRun("up to date");
    if (run.result == RunResult::Waiting)
        return inRun("waiting for an answer");
    const QString word = runmark::word(runmark::ofRun(run));
    const RunFigures figures = figuresOf(run, {});
    const bool isCut = run.result == RunResult::Cancelled || run.result == RunResult::Interrupted
        || run.result == RunResult::Failed;
    if (!isCut || figures.total == 0)
        return word;
    return inRun("%1 after %2 of %3")
        .arg(word, QString::number(figures.done), QString::number(figures.total));
}

QString noteOf(const RunState &run)
{
    if (run.isRunning() && run.steps.isEmpty())
        return inRun("Planning…");
    if (!run.foundNothingToDo())
        return {};
    return inRun("Everything is up to date: %1 checked in %2.")
        .arg(run.steps.size() == 1 ? inRun("1 step") : inRun("%1 steps").arg(run.steps.size()),
             formatDuration(run.duration));
}

QString problemOf(const RunState &run)
{
    if (run.error)
        return withPlace(*run.error);
    const auto failed = std::ranges::find(run.steps, StepState::Failed, &RunStep::state);
    return failed == run.steps.end() ? QString() : u"%1: %2"_s.arg(failed->title, failed->reason);
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
            if (step.ida != ida || step.state == StepState::Satisfied)
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
