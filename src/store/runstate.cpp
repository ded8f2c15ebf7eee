// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/runstate.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

const RunStep *RunState::step(const QString &id) const
{
    const auto found = std::ranges::find(steps, id, &RunStep::id);
    return found == steps.end() ? nullptr : &*found;
}

std::chrono::milliseconds RunState::elapsed(const QDateTime &now) const
{
    if (!isRunning())
        return duration;
    return duration
        + std::chrono::milliseconds((resumed.isValid() ? resumed : header.start).msecsTo(now));
}

bool RunState::foundNothingToDo() const
{
    return result == RunResult::Done && !steps.isEmpty()
        && std::ranges::all_of(
               steps, [](const RunStep &step) { return step.state == StepState::Satisfied; });
}

void endUnanswered(QList<RunState> &runs)
{
    for (qsizetype i = 1; i < runs.size(); ++i) {
        if (runs.at(i).result != RunResult::Waiting)
            continue;
        RunState &run = runs[i];
        run.result = RunResult::Cancelled;
        run.error = Error {Error::Kind::Cancelled,
                           u"It ended without the answer that it waited for."_s,
                           {},
                           {},
                           {}};
        for (RunStep &step : run.steps) {
            if (!step.isFinal())
                step.state = StepState::Cancelled;
        }
    }
}

} // namespace devstack
