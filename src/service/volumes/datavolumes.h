// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"
#include "store/generations.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// A volume for data, and what helps to make it.
struct DataVolume
{
    QString ida;
    QString key; ///< in the compose file
    QString name; ///< actual
    QString incarnation; ///< tells it from a later one of the same name
    QString image; ///< of the database: a present image with `sh`, `cp`, `stat` and `chown`
};

/// How a volume came to its content.
enum class VolumeMechanism {
    Empty, ///< the database fills it at its first start
    Overlay, ///< a layer over volumes that stay as they are
    Copy, ///< a copy of them
};

/// How the data came that began with `origin`. Pure.
VolumeMechanism mechanismOf(const DataOrigin &origin);

/// Creates a volume with the content of `origin`, or an empty one. Blocks; a copy takes about two
/// seconds for each GB. One that is there is success. Errors: NotFound when something that it
/// begins with is gone, what the Engine says.
Result<VolumeMechanism> createDataVolume(Workspace::Internals &internals,
                                         const DataVolume &volume,
                                         const DataOrigin &origin,
                                         std::stop_token stop);

/// Copies the content of the volume `from` into the new volume `volume`. Nobody may write to `from`
/// meanwhile. What a database only remembers to start faster, and locks, are left out.
Result<> copyDataVolume(Workspace::Internals &internals,
                        const DataVolume &volume,
                        const QString &from,
                        std::stop_token stop);

/// Tries whether the Engine mounts a layer over the volume: an Engine without root rights, or with
/// another storage, does not.
bool canLayerOver(Workspace::Internals &internals, const DataVolume &volume, std::stop_token stop);

} // namespace devstack
