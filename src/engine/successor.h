// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

#include <optional>
#include <stop_token>

namespace devstack {

/// How to make a container that takes the place of another one: all is the same but the volumes
/// that it mounts.
struct Successor
{
    QString name; ///< of both
    QString imageId; ///< that the other one was made from
    QJsonObject body; ///< of the request that makes it
    QMap<QString, QJsonObject> networks; ///< that it joins besides the one of the body
};

/// The successor of a container, from the Engine's answer about it; `volumes` is old name → new
/// name. Nothing where the answer does not hold all that is needed to make one like it: unnamed
/// volumes, a life in another container's network, an address of its own on the wire. Pure.
std::optional<Successor> successorOf(const QJsonObject &inspected,
                                     const QMap<QString, QString> &volumes);

/// The same for a container of the Engine; nothing also where the name of its image means another
/// image by now. Blocks. Errors: those of EngineClient.
Result<std::optional<Successor>> successorOf(const EngineClient &engine,
                                             const QString &container,
                                             const QMap<QString, QString> &volumes,
                                             std::stop_token stop);

/// Makes and starts it; the other one must be gone. Blocks. Errors: what the Engine says.
Result<>
startSuccessor(const EngineClient &engine, const Successor &successor, std::stop_token stop);

} // namespace devstack
