// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "engine/compose.h"
#include "engine/containers.h"
#include "engine/images.h"
#include "engine/networks.h"
#include "engine/volumes.h"
#include "service/reading.h"
#include "store/generations.h"

#include <QMap>

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
    QMap<QString, ImageInfo> images; ///< by reference
    bool hasStartInterval = false;

    /// The workspace's container of a service; null when there is none.
    const ContainerInfo *
    container(const QString &workspaceId, const QString &ida, const QString &service) const;
};
/// The container lacks one of the networks that the effective service joins, or holds one that was
/// removed since: Compose would take it as fitting, or fail to start it. It has to be made anew.
bool lacksNetwork(const EngineState &engine,
                  const ContainerInfo &container,
                  const QJsonObject &model,
                  const QString &serviceKey);

Result<EngineState> observe(Workspace::Parts &parts, std::stop_token stop);

/// Every IDA that runs here, assembled: what Compose is to run, and the choices that made it so.
struct AssembledWorkspace
{
    QMap<QString, Assembly> idas; ///< by name
    QMap<QString, QMap<QString, QString>> dataVolumes; ///< IDA → volume key → actual name
    QList<PortChoice> ports;
    QMap<QString, Subnet> subnets; ///< by network name
    Generations generations;
    QMap<QString, Error> failed; ///< IDAs whose files Compose or the rewrite refused
};

/// Resolves and rewrites the given IDAs together. The others of the workspace that can be resolved
/// are looked at too, for their ports and names. `remember` writes what was chosen (ports, subnets,
/// the effective files); without it nothing changes on disk.
Result<AssembledWorkspace> assembleWorkspace(Workspace::Parts &parts,
                                             const WorkspaceReading &reading,
                                             const QStringList &idas,
                                             const EngineState &engine,
                                             bool remember,
                                             std::stop_token stop);

/// The compose project that runs an assembled IDA.
Result<ComposeProject>
effectiveProject(Workspace::Parts &parts, const QString &ida, const QString &project);

/// The name of a data volume: unique per workspace, IDA, volume and generation.
QString
dataVolumeName(const QString &workspaceId, const QString &ida, const QString &key, int generation);

} // namespace devstack
