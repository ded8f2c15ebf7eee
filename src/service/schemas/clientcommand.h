// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "engine/engineclient.h"
#include "model/compose/serviceroles.h"

#include <QIODevice>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

// How the client in a database's own image is called. The scripts are fixed; they use the variables
// of the official images, and nothing from a dump or a repository is part of them.

/// The client as the server's first user where the image says how, else as the application's user.
/// The first argument is a mode: "run" hands the others to the client, "name" prints the name of
/// the database, "empty" makes it anew, "restore" (PostgreSQL) reads the custom format.
QStringList clientCommand(DatabaseKind kind, const QStringList &arguments);
/// The same for one statement; it prints the values alone.
QStringList statementCommand(DatabaseKind kind, const QString &statement);
/// Prints how many tables there are, besides the server's own.
QStringList tablesCommand(DatabaseKind kind);
/// Prints one query for each table, a line each, that answers 1 where the table has a row; tables
/// in which frameworks keep the names of migrations are left out.
QStringList rowQueriesCommand(DatabaseKind kind);
/// The statement that lists those tables of the database, a line each: fixed words all.
QString migrationTablesStatement(DatabaseKind kind);
/// Asks whether the server answers over TCP: its socket answers too early, while a first
/// initialisation still runs. Refused credentials are an answer. Empty for a kind without one.
QStringList pingCommand(DatabaseKind kind);

/// Runs a command in the database's container and answers its standard output; standard error goes
/// to the reporter, its last lines are the detail of an error. `what` names the client in an error.
Result<QString> runInDatabase(const EngineClient &engine,
                              const QString &container,
                              const QString &what,
                              const QStringList &argv,
                              QIODevice *input,
                              Reporter &reporter,
                              std::stop_token stop);

} // namespace devstack
