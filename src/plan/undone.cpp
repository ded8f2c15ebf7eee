// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/undone.h"

#include "plan/plan.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

bool isUndone(const StepInfo &step)
{
    const bool isLeftOut = step.state == StepState::Skipped
        && (step.kind == StepKind::Client || step.kind == StepKind::Seed);
    const bool isOver = step.state == StepState::Done || step.state == StepState::Satisfied;
    return isLeftOut || (isOver && step.refused);
}

QList<Undone> undoneOf(const Plan &plan)
{
    QList<Undone> all;
    for (const Step &step : plan.steps) {
        if (!isUndone(step))
            continue;
        const auto same = std::ranges::find_if(all, [&](const Undone &known) {
            return known.ida == step.ida && known.why == step.reason && known.hint == step.hint;
        });
        if (same == all.end())
            all += {step.ida, {step.title}, step.reason, step.hint};
        else
            same->what += step.title;
    }
    return all;
}

QString undoneText(const Undone &undone)
{
    const QString text = u"%1: %2: %3."_s.arg(undone.ida, undone.what.join(u", "_s), undone.why);
    return undone.hint.isEmpty() ? text : QString(text + u' ' + undone.hint);
}

} // namespace devstack
