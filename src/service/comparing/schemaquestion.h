// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/databaseschema.h"
#include "service/comparing/questions.h"

#include <QByteArray>
#include <QString>

namespace devstack {

/// Asks for all tables, columns, indexes, constraints and views but the server's own and those of
/// extensions, and for the names of Django's migrations. Pure.
QByteArray schemaQuestion(const ServerDialect &server);

/// Reads the answer. Error Protocol: it is none. Pure.
Result<DatabaseSchema> readSchema(const ServerDialect &server, const QString &answer);

} // namespace devstack
