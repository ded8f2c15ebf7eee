// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/serviceroles.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

/// A part of a database's schema, as one server tells it. A value; its texts are hostile.
struct SchemaObject
{
    enum class Kind { Table, Column, Index, Constraint, View };
    Kind kind = Kind::Table;
    QString schema; ///< empty: the one that the service's variables name, or "public"
    QString table; ///< or the view
    QString name; ///< of a column, index or constraint in the table
    /// What follows the name in SQL, in parts that can be changed apart; an empty part is absent.
    QStringList parts;

    QString definition() const;
    /// "course", "course.name", "other.course.name": for people and as a key with the kind.
    QString fullName() const;
    bool operator==(const SchemaObject &) const = default;
};

/// "table", "column", "index", "constraint", "view".
QString toString(SchemaObject::Kind kind);

/// All that one database has. A value.
struct DatabaseSchema
{
    QList<SchemaObject> objects; ///< columns in the order of their table
    QStringList migrations; ///< "app.0001_initial" of Django's own table; sorted

    const SchemaObject *find(SchemaObject::Kind kind, const QString &fullName) const;
    bool operator==(const DatabaseSchema &) const = default;
};

QJsonObject toJson(const DatabaseSchema &schema);
/// Error InvalidInput for what toJson() did not write.
Result<DatabaseSchema> databaseSchemaFromJson(const QJsonObject &json);

} // namespace devstack
