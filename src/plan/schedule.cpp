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

} // namespace

QList<milliseconds> remainingChains(const Plan &plan)
{
    QHash<QString, qsizetype> index;
    index.reserve(plan.steps.size());
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        index.insert(plan.steps[i].id, i);
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

TimeForecast forecastTime(const Plan &plan)
{
    TimeForecast forecast;
    for (const Step &step : plan.steps) {
        if (step.isFinal())
            continue;
        ++forecast.steps;
        forecast.measured += step.measured ? 1 : 0;
    }
    forecast.time = longestChain(plan.steps, [](const Step &step) {
                        return step.isFinal() ? milliseconds(0) : step.expected;
                    }).length;
    return forecast;
}

} // namespace devstack
