// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/compose.h"
#include "engine/containers.h"
#include "engine/volumes.h"
#include "service/workspace.h"

#include <QString>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace devstack {

// The only place that removes something from the Engine. Each function asks the Engine first whose
// the thing is: without this workspace's label it stays, whatever a state file or an argument says,
// and the error is a Conflict. What is not there (any more) is success. All block.

Result<>
removeOwnVolume(Workspace::Internals &internals, const QString &name, std::stop_token stop);
/// Whether the first volume is mounted over the other one: its mount options name its folder.
bool isNamedBy(const VolumeInfo &volume, const VolumeInfo &other);
/// Puts the volumes in an order in which all of them can be removed: each before what it is mounted
/// over.
void mountsFirst(std::vector<VolumeInfo> &volumes);
/// The volumes without a name of an IDA's containers, those that an image asks for among them: the
/// latter carry no label and are known only while the container is there.
Result<QStringList>
unnamedVolumes(Workspace::Internals &internals, const QString &ida, std::stop_token stop);
/// Whether something of the container lies in a volume that no file names: removing it leaves that
/// behind, and only Compose takes it over into a new container.
bool hasUnnamedVolumes(const ContainerInfo &container);
/// One of unnamedVolumes(), once its containers are gone; a volume with a name is a Conflict, and
/// so is one that somebody uses.
Result<>
removeUnnamedVolume(Workspace::Internals &internals, const QString &name, std::stop_token stop);
/// `force`: one that runs is killed.
Result<> removeOwnContainer(Workspace::Internals &internals,
                            const QString &idOrName,
                            bool force,
                            std::stop_token stop);
Result<>
removeOwnNetwork(Workspace::Internals &internals, const QString &name, std::stop_token stop);
/// Images carry no label: those that this workspace built begin with its id.
Result<> removeOwnImage(Workspace::Internals &internals, const QString &tag, std::stop_token stop);

/// A schema snapshot that lost its name to a newer one; one that has a name, or is in use, stays.
Result<> removeReplacedSnapshot(Workspace::Internals &internals,
                                const QString &imageId,
                                std::stop_token stop);

/// `compose down` of an IDA: its containers and networks. Where the project has no file, or Compose
/// cannot read it, they are found and removed by their labels. Conflict, and nothing is removed,
/// when another workspace, or nobody that is known, has containers in the project.
Result<> takeDown(Workspace::Internals &internals,
                  const ComposeProject &project,
                  const QString &ida,
                  std::stop_token stop);

/// Ends the containers that helped a run which was killed. Call under the workspace's lock: they
/// are of nobody who lives.
Result<> removeHelpers(Workspace::Internals &internals, std::stop_token stop);

} // namespace devstack
