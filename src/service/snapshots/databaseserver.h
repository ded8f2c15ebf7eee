// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "model/compose/serviceroles.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/workspace.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// How a service runs the server of a data volume, as far as its files depend on it.
struct DatabaseServer
{
    QString ida;
    QString service;
    DatabaseKind kind = DatabaseKind::None;
    QString image;
    QStringList entrypoint; ///< empty: the image's
    QStringList command; ///< empty: the image's
    QStringList environment; ///< "NAME=value"
    QStringList binds; ///< settings of the server that the repository mounts
    QString volumeKey; ///< in the compose file
    QString folder; ///< where the volume is mounted
};

/// The server of the data volume; of the only one where `volumeKey` is empty. Errors: NotFound (no
/// such service, no such volume), InvalidInput (no MySQL, MariaDB or PostgreSQL). Pure.
Result<DatabaseServer> databaseServer(const QString &ida,
                                      const Assembly &assembly,
                                      const QString &service,
                                      const QString &volumeKey = {});

/// The only database service of an IDA whose data can be a snapshot, where `service` is empty.
Result<QString>
databaseService(const QString &ida, const Assembly &assembly, const QString &service);

/// Asks the image, which has to be present, which server it has.
Result<DatabaseProduct>
productOfImage(Workspace::Internals &internals, const DatabaseServer &server, std::stop_token stop);

} // namespace devstack
