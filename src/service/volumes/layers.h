// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "engine/volumes.h"
#include "service/volumes/datavolumes.h"

#include <QMap>
#include <QString>

#include <stop_token>

namespace devstack {

/// The labels of a data volume and of its layer. Pure.
QMap<QString, QString> labelsOf(const Workspace::Internals &internals, const DataVolume &volume);

/// The empty layer of a data volume that begins with the volume `lower`: the one that was made
/// ahead for it, or a new one. Blocks. Errors: those of makeLayerFolders().
Result<VolumeInfo> layerFor(Workspace::Internals &internals,
                            const DataVolume &volume,
                            const QString &lower,
                            std::stop_token stop);

/// Makes ahead the layers that the next reset of the IDA writes into, which is half of what a reset
/// asks of the Engine before the database starts. What fails here costs the next reset that time,
/// and nothing else. Call under the workspace's lock. Blocks.
void makeSpareLayers(Workspace::Internals &internals,
                     const QString &ida,
                     const Assembly &assembly,
                     std::stop_token stop);

} // namespace devstack
