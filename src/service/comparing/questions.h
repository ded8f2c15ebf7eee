// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/serviceroles.h"
#include "service/comparing/databaseschema.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

// How servers are asked, and how their answers are read. Pure. An answer is a line for each row:
// fields as hexadecimal digits of UTF-8, "N" for NULL, with commas between them. So no value of a
// database, whatever it holds, can look like another line or field.

/// Which server it is, as far as questions differ.
struct ServerDialect
{
    DatabaseKind kind = DatabaseKind::None;
    bool isMariaDb = false;
    int major = 0; ///< 10, 8, 15

    bool operator==(const ServerDialect &) const = default;
};

/// Asks for the version; dialectOf() reads the answer.
QByteArray versionQuestion(DatabaseKind kind);
Result<ServerDialect> dialectOf(DatabaseKind kind, const QString &answer);

/// What every script begins with: the same forms of values on both sides.
QByteArray settingsOf(DatabaseKind kind);

/// An SQL expression whose value is the text of `expression` as a field.
QString fieldOf(DatabaseKind kind, const QString &expression);
/// An SQL expression of several fields, which are expressions of fieldOf() or literals.
QString rowOf(DatabaseKind kind, const QStringList &fields);

/// A row of an answer: nothing for NULL.
using AnswerRow = QList<std::optional<QByteArray>>;
/// Error Protocol: this is no row.
Result<AnswerRow> answerRow(const QString &line);

/// A name in SQL, whatever it holds.
QString quotedName(DatabaseKind kind, const QString &name);
/// A table in SQL; an empty schema is the session's own.
QString quotedTable(DatabaseKind kind, const QString &schema, const QString &table);
/// A text in SQL; the same whatever settings the server has for backslashes.
QString quotedText(DatabaseKind kind, const QString &text);

} // namespace devstack
