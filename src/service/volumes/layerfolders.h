// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/engineclient.h"

#include <QMap>
#include <QString>

#include <stop_token>

namespace devstack {

/// The volumes that a layer's folders are made from.
struct LayerFolders
{
    QString image; ///< any image that is present: nothing of it runs
    QString lower; ///< the uppermost volume below
    QString lowerFolder; ///< in it: "/upper" where it is a layer itself, else empty
    QString layer; ///< the new volume
    QMap<QString, QString> labels; ///< of the container that holds them for it
};

/// Makes the folders that the kernel writes a layer into: "upper" with the owner and the rights of
/// what lies below, since the database sees them, and "work". No program runs for it, which takes a
/// third of the time. Blocks. Errors: what the Engine says, Failed where it tells no owner.
Result<>
makeLayerFolders(const EngineClient &engine, const LayerFolders &folders, std::stop_token stop);

} // namespace devstack
