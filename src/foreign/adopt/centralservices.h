// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/inspect/checkout.h"
#include "model/yaml/yamlnode.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace devstack {

/// A folder of the host that a service of a central devstack mounts.
struct CentralMount
{
    QString neighbour; ///< folder beside the central checkout; empty: not there
    QString below; ///< within it, or within the central checkout
    QString target;
    QString written; ///< the whole entry
};

/// One service of a central devstack as its compose files have it, variables as written.
struct CentralService
{
    QString name;
    SourceMark mark;
    QJsonObject entry;
    QStringList needs; ///< depends_on and links
    QList<CentralMount> mounts; ///< of folders and files of the host
    QString source; ///< the neighbour that it mounts whole; empty: none
    QStringList hostPorts; ///< that it publishes
    QString url; ///< that `check.sh` asks, without the path; empty: none
    QString health; ///< the path
};

/// The services of a central devstack: its compose file, with `docker-compose-host.yml`, which
/// mounts the checkouts, where there is one; how they are asked for their health is told by
/// `check.sh`. Errors: NotFound, those of reading them.
Result<QMap<QString, CentralService>> readCentralServices(const Checkout &central,
                                                          const QStringList &neighbours);

} // namespace devstack
