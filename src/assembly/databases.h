// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest.h"
#include "model/serviceroles.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace devstack {

/// What database a resolved service runs (model/serviceroles.h says by what it is told).
DatabaseKind databaseKind(const QJsonObject &service);

/// The named volumes that hold the data of databases, and the service that owns each: those of
/// database services that are mounted where the product keeps its data, and those that the
/// manifest's `schema` names. Volume key → service.
QMap<QString, QString> databaseVolumes(const QJsonObject &resolved, const Manifest &manifest);

/// The databases that the environment of the IDA's other services names (`DATABASE_URL`, `X_HOST`
/// with `X_NAME`) while nothing asks the database service to create them. Database service → name.
QMap<QString, QString> unaskedDatabases(const QJsonObject &resolved);

/// The variable by which the official image creates a database at first start; empty where there is
/// none.
QString databaseNameVariable(DatabaseKind kind);

} // namespace devstack
