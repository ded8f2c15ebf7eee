// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/plannedruns.h"

#include "plan/reasons.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

void tellRuns(Plan &plan, const RunLook &look)
{
    const auto isStep
        = [](const QString &id) { return [id](const RunStep &step) { return step.id == id; }; };
    for (Step &step : plan.steps) {
        if (look.live && std::ranges::any_of(look.running, isStep(step.id))) {
            step.state = StepState::Running;
            step.reason
                = u"runs now, in “%1” (process %2)"_s.arg(look.live->command).arg(look.live->pid);
            continue;
        }
        if (step.state != StepState::Pending || step.reason != unfinishedText())
            continue;
        const auto failed = std::ranges::find_if(look.failed, isStep(step.id));
        if (failed == look.failed.end())
            continue;
        const QString why = failed->reason.section(u'\n', 0, 0);
        step.reason = why.isEmpty() ? u"failed last time"_s : u"failed last time: %1"_s.arg(why);
    }
}

} // namespace devstack
