// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/volumes/stopwriters.h"

#include "assembly/names.h"
#include "core/files.h"
#include "core/openfile.h"
#include "engine/containers.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

namespace devstack {

namespace {

using namespace Qt::StringLiterals;

/// One file for each container that is being stopped.
QString stopsFolder(Workspace::Internals &internals)
{
    return internals.withState([](WorkspaceState &state) { return state.folder(); }) + u"/stops"_s;
}

/// Stops a container and, meanwhile, lets it be known: the Engine goes on with it when the one who
/// asked is killed.
Result<> stopKnown(const EngineClient &engine,
                   const QString &folder,
                   const QString &container,
                   const std::stop_token &stop)
{
    const QString path = folder + u'/' + container;
    if (const auto written = writeFile(path, {}, true); !written)
        return written;
    const auto stopped = stopContainer(engine, container, stop);
    if (stopped)
        QFile::remove(path);
    return stopped;
}

/// Stops what runs of the workspace's containers and is meant, all at once.
Result<> stopThose(Workspace::Internals &internals,
                   const std::function<bool(const ContainerInfo &)> &isMeant,
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
    const QString folder = stopsFolder(internals);
    if (const auto made = makeOwnFolder(folder); !made)
        return made;
    std::vector<Result<>> ends(meant.size(), ok());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < meant.size(); ++i)
            threads.emplace_back([&, i] { ends[i] = stopKnown(**engine, folder, meant[i], stop); });
    }
    const auto failed = std::ranges::find_if(ends, [](const Result<> &end) { return !end; });
    return failed == ends.end() ? ok() : *failed;
}

} // namespace

Result<>
stopWriters(Workspace::Internals &internals, const QStringList &volumes, std::stop_token stop)
{
    const auto writes = [&](const ContainerInfo &container) {
        return std::ranges::any_of(container.mounts, [&](const ContainerMount &mount) {
            return mount.writable && volumes.contains(mount.name);
        });
    };
    return stopThose(internals, writes, stop);
}

Result<> stopStaleServices(Workspace::Internals &internals,
                           const QMultiMap<QString, QString> &services,
                           std::stop_token stop)
{
    const auto isStale = [&](const ContainerInfo &container) {
        return services.contains(container.labels.value(label::kIda),
                                 container.labels.value(label::kService));
    };
    return services.isEmpty() ? ok() : stopThose(internals, isStale, stop);
}

Result<> finishStops(Workspace::Internals &internals, std::stop_token stop)
{
    static const QRegularExpression kId(u"\\A[0-9a-f]{12,64}\\z"_s);
    const QDir folder(stopsFolder(internals));
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden).filter(kId);
    if (names.isEmpty())
        return ok();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    for (const QString &container : names) {
        if (const auto done = stopKnown(**engine, folder.path(), container, stop); !done)
            return done;
    }
    return ok();
}

} // namespace devstack
