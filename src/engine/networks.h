// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QMap>
#include <QStringList>

#include <vector>

namespace devstack {

/// A network as the list of networks tells it.
struct NetworkInfo
{
    QString id;
    QString name;
    QString driver;
    bool internal = false;
    QMap<QString, QString> labels;
    QStringList subnets; ///< "172.20.0.0/26"
};

/// All networks, or those that carry all of the labels.
Result<std::vector<NetworkInfo>>
listNetworks(const EngineClient &engine, const QStringList &labels = {}, std::stop_token stop = {});

/// Creates a bridge network, with the subnet when one is given. A name that is taken is a Conflict.
Result<NetworkInfo> createNetwork(const EngineClient &engine,
                                  const QString &name,
                                  const QMap<QString, QString> &labels = {},
                                  const QString &subnet = {},
                                  std::stop_token stop = {});

/// Removes it by name or id; not being there is success, having members a Conflict.
Result<>
removeNetwork(const EngineClient &engine, const QString &network, std::stop_token stop = {});

} // namespace devstack
