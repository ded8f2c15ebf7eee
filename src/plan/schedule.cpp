// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/schedule.h"

#include <algorithm>

namespace devstack {

using std::chrono::milliseconds;

namespace {

/// A step that nothing is known of still is better begun early than late.
constexpr milliseconds kLeast {1};

milliseconds cost(const Step &step)
{
    return step.isFinal() ? milliseconds(0) : std::max(kLeast, step.expected);
}

QHash<QString, qsizetype> positions(const Plan &plan)
{
    QHash<QString, qsizetype> index;
    index.reserve(plan.steps.size());
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        index.insert(plan.steps[i].id, i);
    return index;
}

} // namespace

QList<milliseconds> remainingChains(const Plan &plan)
{
    const QHash<QString, qsizetype> index = positions(plan);
    QList<milliseconds> behind(plan.steps.size(), milliseconds(0)); // longest chain after the step
    QList<milliseconds> chain(plan.steps.size(), milliseconds(0));
    // What a step waits for stands before it, so one pass from the end is enough.
    for (qsizetype i = plan.steps.size() - 1; i >= 0; --i) {
        chain[i] = cost(plan.steps[i]) + behind[i];
        for (const QString &id : plan.steps[i].after) {
            const auto before = index.constFind(id);
            if (before != index.constEnd())
                behind[*before] = std::max(behind[*before], chain[i]);
        }
    }
    return chain;
}

QStringList criticalPath(const Plan &plan)
{
    const QHash<QString, qsizetype> index = positions(plan);
    QList<milliseconds> until(plan.steps.size(),
                              milliseconds(0)); // longest chain up to and with the step
    QList<qsizetype> previous(plan.steps.size(), -1);
    qsizetype last = -1;
    for (qsizetype i = 0; i < plan.steps.size(); ++i) {
        for (const QString &id : plan.steps[i].after) {
            const auto before = index.constFind(id);
            if (before != index.constEnd() && until[*before] > until[i]) {
                until[i] = until[*before];
                previous[i] = *before;
            }
        }
        until[i] += cost(plan.steps[i]);
        if (last < 0 || until[i] > until[last])
            last = i;
    }
    QStringList path;
    for (qsizetype i = last; i >= 0; i = previous[i]) {
        if (!plan.steps[i].isFinal())
            path.prepend(plan.steps[i].id);
    }
    return path;
}

milliseconds
estimateRemaining(const Plan &plan, int parallel, const QHash<QString, milliseconds> &elapsed)
{
    Plan rest = plan;
    milliseconds work {0};
    for (Step &step : rest.steps) {
        if (step.isFinal())
            continue;
        step.expected = std::max(kLeast, step.expected - elapsed.value(step.id));
        work += step.expected;
    }
    const QList<milliseconds> chains = remainingChains(rest);
    const milliseconds longest
        = chains.isEmpty() ? milliseconds(0) : *std::ranges::max_element(chains);
    return std::max(longest, work / std::max(1, parallel));
}

} // namespace devstack
