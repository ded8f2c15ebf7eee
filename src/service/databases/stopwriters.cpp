// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/stopwriters.h"

#include "assembly/names.h"
#include "engine/containers.h"
#include "service/workspaceinternals.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace devstack {

Result<>
stopWriters(Workspace::Internals &internals, const QStringList &volumes, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!containers)
        return containers.error();
    std::vector<QString> writers;
    for (const ContainerInfo &container : *containers) {
        const auto writes = [&](const ContainerMount &mount) {
            return mount.writable && volumes.contains(mount.name);
        };
        if (std::ranges::any_of(container.mounts, writes)
            && container.state != ContainerState::Exited)
            writers.push_back(container.id);
    }
    std::vector<Result<>> ends(writers.size(), ok());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < writers.size(); ++i) {
            threads.emplace_back([&, i] { ends[i] = stopContainer(**engine, writers[i], stop); });
        }
    }
    const auto failed = std::ranges::find_if(ends, [](const Result<> &end) { return !end; });
    return failed == ends.end() ? ok() : *failed;
}

} // namespace devstack
