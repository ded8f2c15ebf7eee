// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/serviceroles.h"
#include "model/manifest/manifest.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace devstack {

/// What database a resolved service runs (model/compose/serviceroles.h says by what it is told).
DatabaseKind databaseKind(const QJsonObject &service);

/// The named volumes that hold the data of databases, and the service that owns each: those of
/// database services that are mounted where the product keeps its data, and those that the
/// manifest's `schema` names. Volume key → service.
QMap<QString, QString> databaseVolumes(const QJsonObject &resolved, const Manifest &manifest);

/// A database that an application expects on a host.
struct NamedDatabase
{
    QString host; ///< as the application reaches it: service, container or host name
    QString name;
    bool operator==(const NamedDatabase &) const = default;
};

/// The databases that applications name while nothing asks the database service to create them:
/// those of the other services' environment (`DATABASE_URL`, `X_HOST` with `X_NAME`), then `named`,
/// which the caller knows from elsewhere. Database service → name.
QMap<QString, QString> unaskedDatabases(const QJsonObject &resolved,
                                        const QList<NamedDatabase> &named = {});

/// The variable by which the official image creates a database at first start; empty where there is
/// none.
QString databaseNameVariable(DatabaseKind kind);

} // namespace devstack
