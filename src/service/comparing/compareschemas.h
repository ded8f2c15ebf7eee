// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/databaseschema.h"
#include "service/comparing/questions.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// What is compared. Nothing: it is not known.
struct SchemasToCompare
{
    std::optional<DatabaseSchema> production;
    std::optional<DatabaseSchema> migrations; ///< what those of the checkout give
    DatabaseSchema live;
    /// The migrations ran as they are in the checkout now; else the data is from before.
    bool migrationsAreCurrent = true;
    QStringList pending; ///< migrations of the checkout that the live database lacks
};

/// An object that is not the same everywhere.
struct SchemaDifference
{
    SchemaObject::Kind kind = SchemaObject::Kind::Table;
    QString name; ///< SchemaObject::fullName()
    // What follows the name in SQL; nothing: there is none, or the schema is not known.
    std::optional<QString> production;
    std::optional<QString> migrations;
    std::optional<QString> live;
    QString meaning;
    /// Where the statement belongs: the live database, or production's.
    bool isOfProduction = false;
    QString statement; ///< that closes the difference; empty: none would
};

/// Compares object by object; in a table that is missing somewhere only the others are compared.
/// Sorted by name, the parts of a table behind it. Pure.
QList<SchemaDifference> compareSchemas(const ServerDialect &server,
                                       const SchemasToCompare &schemas);

/// The names in `all` that are not in `known`, in their order. Pure.
QStringList missingFrom(const QStringList &known, const QStringList &all);

} // namespace devstack
