// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/enginestate.h"

#include "assembly/names.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

const ContainerInfo *
EngineState::container(const QString &workspaceId, const QString &ida, const QString &service) const
{
    static const QString kWorkspaceLabel = label::kWorkspace;
    static const QString kIdaLabel = label::kIda;
    static const QString kServiceLabel = label::kService;
    const ContainerInfo *found = nullptr;
    for (const ContainerInfo &container : containers) {
        const bool isMeant = container.labels.value(kWorkspaceLabel) == workspaceId
            && container.labels.value(kIdaLabel) == ida
            && container.labels.value(kServiceLabel) == service;
        if (isMeant && hasProcess(container.state))
            return &container;
        if (isMeant && !found)
            found = &container;
    }
    return found;
}

const ImageInfo *EngineState::image(const QString &reference) const
{
    return images ? images->find(reference) : nullptr;
}

bool lacksNetwork(const EngineState &engine,
                  const ContainerInfo &container,
                  const QJsonObject &model,
                  const QString &serviceKey)
{
    const QJsonObject networks = model.value(u"networks"_s).toObject();
    const QJsonObject joined = model.value(u"services"_s)
                                   .toObject()
                                   .value(serviceKey)
                                   .toObject()
                                   .value(u"networks"_s)
                                   .toObject();
    for (const QString &key : joined.keys()) {
        const QString name = networks.value(key).toObject().value(u"name"_s).toString();
        const auto held = std::ranges::find(container.networks, name, &ContainerNetwork::name);
        const auto existing = std::ranges::find(engine.networks, name, &NetworkInfo::name);
        if (held == container.networks.end())
            return true;
        if (!held->id.isEmpty() && (existing == engine.networks.end() || existing->id != held->id))
            return true;
    }
    return false;
}

Result<EngineState> observe(Workspace::Internals &internals, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    EngineState state;
    auto containers = listContainers(**engine, {}, stop);
    if (!containers)
        return containers.error();
    state.containers = std::move(*containers);
    auto networks = listNetworks(**engine, {}, stop);
    if (!networks)
        return networks.error();
    state.networks = std::move(*networks);
    auto volumes = listVolumes(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!volumes)
        return volumes.error();
    for (VolumeInfo &volume : *volumes)
        state.volumes.insert(volume.name, volume);
    state.images = std::make_shared<ImageLookup>(**engine, stop);
    const auto speaks = (*engine)->speaks(44, stop);
    state.hasStartInterval = speaks && *speaks;
    return state;
}

} // namespace devstack
