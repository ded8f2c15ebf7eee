// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/otherdata.h"

#include "service/volumes/stopwriters.h"

#include <QMultiMap>

#include <thread>
#include <tuple>

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
                            const QStringList &left,
                            const ProvisionRun::Part &part,
                            std::stop_token stop)
{
    // What cannot be ended here is ended, or told, by the step that starts its successor.
    std::jthread writers([&] { std::ignore = stopWriters(internals, left, stop); });
    std::jthread stale;
    return run.run(
        [&](Plan all) {
            Plan rest = part(std::move(all));
            stale = std::jthread([&internals, services = staleServices(rest), stop] {
                std::ignore = stopStaleServices(internals, services, stop);
            });
            return rest;
        },
        stop);
}

} // namespace devstack
