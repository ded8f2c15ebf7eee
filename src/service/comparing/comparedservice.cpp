// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/comparedservice.h"

#include "engine/containers.h"
#include "engine/volumes.h"
#include "service/databases/nextgeneration.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

Result<ComparedService>
comparedService(Workspace &workspace, const QString &place, std::stop_token stop)
{
    auto ida = assembleIda(workspace, place.section(u'/', 0, 0), stop);
    if (!ida)
        return ida.error();
    const auto server = databaseServer(ida->definition.name, ida->assembly, place.section(u'/', 1));
    if (!server)
        return server.error();
    const auto engine = workspace.internals().engine();
    if (!engine)
        return engine.error();
    ComparedService service {std::move(*ida), *server, {}, {}, false};
    service.volume = service.ida.dataVolumes.value(server->volumeKey);
    const auto assembled = std::ranges::find(
        service.ida.assembly.services, server->service, &AssembledService::name);
    service.container = assembled->container;
    const auto volume = inspectVolume(**engine, service.volume, stop);
    if (!volume)
        return volume.error();
    if (!*volume)
        return notFound(u"%1 has no data yet."_s.arg(service.text()),
                        u"“devstack up %1” makes it."_s.arg(server->ida));
    const auto container = inspectContainer(**engine, service.container, stop);
    if (!container && container.error().kind != Error::Kind::NotFound)
        return container.error();
    const auto has = [&](const ContainerMount &mount) { return mount.name == service.volume; };
    // One that was not made anew yet has older data.
    service.runs = container && container->running && container->state == ContainerState::Running
        && std::ranges::any_of(container->mounts, has);
    return service;
}

Result<LiveServer> LiveServer::open(Workspace::Internals &internals,
                                    const ComparedService &service,
                                    Reporter &reporter,
                                    std::stop_token stop)
{
    LiveServer live;
    if (service.runs) {
        live.m_own.emplace(
            *internals.engineClient, service.container, service.server.kind, service.text());
        return live;
    }
    reporter.progress({0, -1, {}, u"starting a server beside the data"_s});
    auto side = SideServer::over(internals,
                                 service.server,
                                 readableOrigin(internals, service, service.volume, stop),
                                 reporter,
                                 stop);
    if (!side)
        return side.error();
    live.m_side.emplace(std::move(*side));
    return live;
}

DataOrigin readableOrigin(Workspace::Internals &internals,
                          const ComparedService &service,
                          const QString &volume,
                          std::stop_token stop)
{
    const IdaGenerations &generations = service.ida.generations;
    const QString &key = service.server.volumeKey;
    const DataOrigin own = generations.origins.value(key).value(generationOf(volume));
    DataOrigin origin;
    origin.below = contentOf(volume, own);
    origin.canLayer = knowsLayers(generations, key)
        || canLayerOver(internals,
                        {service.server.ida, key, origin.below.last(), {}, service.server.image},
                        std::move(stop));
    return origin;
}

Result<ServerDialect> askDialect(const DatabaseSession &session, std::stop_token stop)
{
    const auto version = session.ask(versionQuestion(session.kind()), std::move(stop));
    if (!version)
        return version.error();
    return dialectOf(session.kind(), *version);
}

} // namespace devstack
