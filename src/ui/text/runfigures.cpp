// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runfigures.h"

#include <QHash>

#include <algorithm>

namespace devstack {

namespace {

double seconds(std::chrono::milliseconds duration)
{
    return double(duration.count()) / 1000;
}

/// What a step still takes, seconds.
double rest(const RunStep &step, const QDateTime &now)
{
    if (isOver(step))
        return 0;
    if (step.state != u"running" || !step.started.isValid())
        return seconds(step.expected);
    return std::max(0.0,
                    seconds(step.expected) - double(step.started.msecsTo(now)) / 1000);
}

struct Chain
{
    double length = 0;
    QString from;
};

/// The longest chain that ends with each step. Steps stand after what they wait for.
template <typename Weight> QHash<QString, Chain> chains(const QList<RunStep> &steps, Weight weight)
{
    QHash<QString, Chain> all;
    for (const RunStep &step : steps) {
        Chain chain;
        for (const QString &id : step.after) {
            if (all.value(id).length > chain.length || chain.from.isEmpty())
                chain = {all.value(id).length, id};
        }
        chain.length += weight(step);
        all.insert(step.id, chain);
    }
    return all;
}

} // namespace

bool isOver(const RunStep &step)
{
    return step.state != u"pending" && step.state != u"running";
}

double weightOf(const RunStep &step)
{
    return seconds(isOver(step) ? step.duration : std::max(step.expected, step.duration));
}

RunFigures figuresOf(const RunState &run, const QDateTime &now)
{
    RunFigures figures;
    figures.total = int(run.steps.size());
    figures.done = int(std::ranges::count_if(run.steps, isOver));
    figures.elapsed = run.isRunning() ? double(run.header.start.msecsTo(now)) / 1000
                                      : seconds(run.duration);
    const auto weighed = chains(run.steps, weightOf);
    QString last;
    for (const RunStep &step : run.steps) {
        if (last.isEmpty() || weighed.value(step.id).length > weighed.value(last).length)
            last = step.id;
    }
    while (!last.isEmpty() && weighed.contains(last)) {
        figures.criticalPath.prepend(last);
        last = weighed.value(last).from;
    }
    const bool known = std::ranges::any_of(
        run.steps, [](const RunStep &step) { return !isOver(step) && step.expected.count() > 0; });
    if (run.isRunning() && known) {
        const auto remaining
            = chains(run.steps, [&now](const RunStep &step) { return rest(step, now); });
        figures.left = 0;
        for (const Chain &chain : remaining)
            figures.left = std::max(figures.left, chain.length);
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
            done += isOver(step) ? 1 : 0;
            if (step.state == u"running")
                text = step.title;
        }
        if (total > done)
            return {double(done) / total, text};
    }
    return {};
}

} // namespace devstack
