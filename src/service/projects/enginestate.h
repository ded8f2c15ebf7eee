// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"
#include "engine/images.h"
#include "engine/networks.h"
#include "engine/volumes.h"
#include "service/workspace.h"

#include <QJsonObject>
#include <QMap>

#include <memory>
#include <stop_token>
#include <vector>

namespace devstack {

/// What the Engine has, asked once per operation.
struct EngineState
{
    std::vector<ContainerInfo>
        containers; ///< all of the engine, foreign ones included (they hold ports)
    std::vector<NetworkInfo> networks;
    QMap<QString, VolumeInfo> volumes; ///< of this workspace, by name
    std::shared_ptr<ImageLookup> images; ///< asked for as they are needed; null without an Engine
    bool hasStartInterval = false;

    /// The workspace's container of a service; null when there is none. Of two (one is being
    /// replaced by the other) the one that runs.
    const ContainerInfo *
    container(const QString &workspaceId, const QString &ida, const QString &service) const;
    /// The image that a compose file names, "latest" where it names no tag; null when it is not
    /// there.
    const ImageInfo *image(const QString &reference) const;
};

/// The container lacks one of the networks that the effective service joins, or holds one that was
/// removed since: Compose would keep it, or fail to start it. It has to be recreated.
bool lacksNetwork(const EngineState &engine,
                  const ContainerInfo &container,
                  const QJsonObject &model,
                  const QString &serviceKey);

/// Asks the Engine for its containers and networks and for the volumes of the workspace, one call
/// each. The state must not outlive `internals`. Error Unavailable when it does not answer.
Result<EngineState> observe(Workspace::Internals &internals, std::stop_token stop);

} // namespace devstack
