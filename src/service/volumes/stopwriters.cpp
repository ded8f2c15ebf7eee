// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/volumes/stopwriters.h"

#include "assembly/names.h"
#include "engine/containers.h"
#include "service/killedruns.h"
#include "service/workspaceinternals.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

namespace devstack {

namespace {

/// `kill`: without the time that it has.
Result<>
stopOne(const EngineClient &engine, const QString &id, bool kill, const std::stop_token &stop)
{
    return kill ? stopContainerWithin(engine, id, std::chrono::seconds::zero(), stop)
                : stopContainer(engine, id, stop);
}

/// Stops what runs of the workspace's containers and is meant, all at once.
Result<> stopThose(Workspace::Internals &internals,
                   const std::function<bool(const ContainerInfo &)> &isMeant,
                   bool kill,
                   const std::stop_token &stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!containers)
        return containers.error();
    std::vector<QString> meant;
    for (const ContainerInfo &container : *containers) {
        if (container.state != ContainerState::Exited && isMeant(container))
            meant.push_back(container.id);
    }
    StopsUnderWay known(internals, QStringList(meant.begin(), meant.end()));
    std::vector<Result<>> ends(meant.size(), ok());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < meant.size(); ++i)
            threads.emplace_back([&, i] { ends[i] = stopOne(**engine, meant[i], kill, stop); });
    }
    const auto failed = std::ranges::find_if(ends, [](const Result<> &end) { return !end; });
    if (failed == ends.end())
        return ok();
    known.leave();
    return *failed;
}

} // namespace

Result<> stopWriters(Workspace::Internals &internals,
                     const QStringList &volumes,
                     bool kill,
                     std::stop_token stop)
{
    const auto writes = [&](const ContainerInfo &container) {
        return std::ranges::any_of(container.mounts, [&](const ContainerMount &mount) {
            return mount.writable && volumes.contains(mount.name);
        });
    };
    return stopThose(internals, writes, kill, stop);
}

Result<> stopStaleServices(Workspace::Internals &internals,
                           const QMultiMap<QString, QString> &services,
                           std::stop_token stop)
{
    const auto isStale = [&](const ContainerInfo &container) {
        return services.contains(container.labels.value(label::kIda),
                                 container.labels.value(label::kService));
    };
    return services.isEmpty() ? ok() : stopThose(internals, isStale, false, stop);
}

} // namespace devstack
