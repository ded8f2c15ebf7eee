// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runfigures.h"

#include "core/text.h"
#include "plan/schedule.h"
#include "plan/undone.h"
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

/// The step that a chain of what remains begins with waits for one that should be over by now:
/// nobody knows how long.
bool isOverdue(const RunState &run, const QStringList &chain, const QDateTime &now)
{
    const RunStep *first = run.step(chain.value(0));
    return first && std::ranges::any_of(first->after, [&](const QString &id) {
               const RunStep *before = run.step(id);
               return before && before->state == StepState::Running
                   && rest(*before, now).count() == 0;
           });
}

struct InRun
{
    Q_DECLARE_TR_FUNCTIONS(Run)
};

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
    figures.count = countOf(run.steps);
    figures.elapsed = seconds(run.elapsed(now));
    figures.criticalPath = longestChain(run.steps, cost).ids;
    const bool known = std::ranges::any_of(run.steps, [](const RunStep &step) {
        return !step.isFinal() && step.expected.count() > 0;
    });
    if (run.isRunning() && known) {
        const auto remaining
            = longestChain(run.steps, [&now](const RunStep &step) { return rest(step, now); });
        const double left = seconds(remaining.length);
        if (left >= 1 && !isOverdue(run, remaining.ids, now))
            figures.left = left;
    }
    return figures;
}

double shareOf(const RunFigures &figures)
{
    return figures.count.total > 0 ? double(figures.count.done) / figures.count.total : 0;
}

QString outcomeOf(const RunState &run)
{
    const auto undone = std::ranges::count_if(run.steps, isUndone);
    if (undone > 0 && run.result == RunResult::Done)
        return InRun::tr("done, %1 left undone").arg(undone);
    if (run.foundNothingToDo())
        return InRun::tr("up to date");
    if (run.result == RunResult::Waiting)
        return InRun::tr("waiting for an answer");
    const QString word = runmark::word(runmark::ofRun(run));
    const StepCount count = countOf(run.steps);
    const bool isCut = run.result == RunResult::Cancelled || run.result == RunResult::Interrupted
        || run.result == RunResult::Failed;
    if (!isCut || count.total == 0)
        return word;
    return InRun::tr("%1 after %2 of %3")
        .arg(word, QString::number(count.done), QString::number(count.total));
}

QString noteOf(const RunState &run)
{
    if (run.isRunning() && run.steps.isEmpty())
        return InRun::tr("Planning…");
    if (!run.foundNothingToDo())
        return {};
    return InRun::tr("Everything is up to date: %1 checked in %2.")
        .arg(run.steps.size() == 1 ? InRun::tr("1 step")
                                   : InRun::tr("%1 steps").arg(run.steps.size()),
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
        StepCount sum;
        bool goesOn = false;
        QString text;
        for (const RunStep &step : run.steps) {
            if (step.ida != ida)
                continue;
            sum.count(step.state);
            goesOn = goesOn || !step.isFinal();
            if (step.state == StepState::Running)
                text = step.title;
        }
        if (goesOn)
            return {double(sum.done) / sum.total, text};
    }
    return {};
}

} // namespace devstack
