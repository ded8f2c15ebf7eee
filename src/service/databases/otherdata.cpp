// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/otherdata.h"

#include "service/volumes/stopwriters.h"

#include <QMultiMap>

#include <thread>
#include <tuple>
#include <utility>

namespace devstack {

namespace {

/// What runs as it should and is restarted because its data is replaced, IDA → service.
QMultiMap<QString, QString> staleServices(const Plan &plan)
{
    QMultiMap<QString, QString> stale;
    for (const Step &step : plan.steps) {
        const auto *start = std::get_if<StartAction>(&step.action);
        if (!start || start->databases || step.state != StepState::Pending)
            continue;
        for (const QString &service : start->restart)
            stale.insert(step.ida, service);
    }
    return stale;
}

using Services = QMultiMap<QString, QString>; ///< IDA → service

/// The caches among them, and the others.
std::pair<Services, Services> apart(const Services &services,
                                    const QMap<QString, QStringList> &caches)
{
    Services own;
    Services others;
    for (auto it = services.cbegin(); it != services.cend(); ++it) {
        const bool isCache = caches.value(it.key()).contains(it.value());
        (isCache ? own : others).insert(it.key(), it.value());
    }
    return {own, others};
}

} // namespace

bool makesDataRun(const Step &step, const QStringList &idas)
{
    const bool isOfContainers = step.kind == StepKind::Image || step.kind == StepKind::Build
        || step.kind == StepKind::Start || step.kind == StepKind::Ready
        || step.kind == StepKind::Health || std::holds_alternative<VolumeAction>(step.action);
    return isOfContainers && idas.contains(step.ida);
}

Result<Plan> runOnOtherData(Workspace::Internals &internals,
                            ProvisionRun &run,
                            const OtherData &other,
                            const ProvisionRun::Part &part,
                            std::stop_token stop)
{
    // What cannot be ended here is ended, or told, by the step that starts its successor.
    const QMap<QString, QStringList> caches = cachesOf(run.definition(), other.idas);
    FlushedCaches flushed;
    std::jthread writers(
        [&] { std::ignore = stopWriters(internals, other.left, other.discards, stop); });
    std::jthread stale;
    auto plan = run.run(
        [&](Plan all) {
            Plan rest = part(std::move(all));
            stale = std::jthread([&, services = staleServices(rest)] {
                // A cache that ends may write down what it holds: it is emptied before, and behind
                // those that would fill it again.
                const auto [own, others] = apart(services, caches);
                std::ignore = stopStaleServices(internals, others, stop);
                flushed = flushCaches(internals, caches, stop);
                std::ignore = stopStaleServices(internals, own, stop);
            });
            return rest;
        },
        stop);
    if (stale.joinable())
        stale.join();
    if (other.flushed)
        *other.flushed = flushed;
    return plan;
}

} // namespace devstack
