// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"

#include <QHash>
#include <QStringList>

#include <chrono>
#include <concepts>

namespace devstack {

/// For each step, how long the longest chain from its start to the end of the plan is likely to
/// take; finished steps cost nothing. Same order as plan.steps.
QList<std::chrono::milliseconds> remainingChains(const Plan &plan);

/// How long what a plan has to do is likely to take.
struct TimeForecast
{
    std::chrono::milliseconds time {0}; ///< of the chain of steps that takes longest
    qsizetype steps = 0; ///< that are to be done
    qsizetype measured = 0; ///< of these: they took that long here before
};
TimeForecast forecastTime(const Plan &plan);

/// Steps each of which waits for the one before.
struct StepChain
{
    QStringList ids; ///< first to last, without those at its start that cost nothing
    std::chrono::milliseconds length {0};
};

/// The chain of steps that takes longest, of a plan or of a journal; steps stand after what they
/// wait for. `cost` tells how long one takes, or is likely to.
template <std::derived_from<StepInfo> AnyStep, typename Cost>
StepChain longestChain(const QList<AnyStep> &steps, Cost cost)
{
    struct Link
    {
        std::chrono::milliseconds until {0}; ///< longest chain up to and with the step
        qsizetype previous = -1;
    };
    QHash<QString, qsizetype> index;
    index.reserve(steps.size());
    QList<Link> links(steps.size());
    qsizetype last = -1;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        for (const QString &id : steps[i].after) {
            const auto before = index.constFind(id);
            if (before != index.constEnd() && links[*before].until > links[i].until)
                links[i] = {links[*before].until, *before};
        }
        links[i].until += cost(steps[i]);
        if (last < 0 || links[i].until > links[last].until)
            last = i;
        index.insert(steps[i].id, i);
    }
    StepChain chain;
    if (last >= 0)
        chain.length = links[last].until;
    for (qsizetype i = last; i >= 0; i = links[i].previous)
        chain.ids.prepend(steps[i].id);
    return chain;
}

} // namespace devstack
