// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/questions.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// A column as far as its values matter. Its texts are hostile.
struct ColumnShape
{
    QString name;
    QString type; ///< "varchar", "bytea"; of PostgreSQL with its length: "character varying(40)"
    bool isKey = false; ///< part of what tells rows apart
    bool isGenerated = false; ///< the server computes it
    bool isAlwaysIdentity = false; ///< PostgreSQL: it takes no value from an UPDATE

    bool operator==(const ColumnShape &) const = default;
};

/// A table as far as its rows matter.
struct TableShape
{
    QString schema; ///< empty: the session's own
    QString name;
    QString place; ///< of its file below the data folder; empty: not known
    QList<ColumnShape> columns;
    QStringList parents; ///< full names of the tables that its foreign keys point at

    QString fullName() const { return schema.isEmpty() ? name : schema + u'.' + name; }
    bool hasKey() const;
};

/// Asks for all tables with their columns; readTables() reads the answer. `withParents`: MariaDB
/// opens every table for it, which copies their files up into a layer. Pure.
QByteArray tablesQuestion(DatabaseKind kind, bool withParents);
/// Error Protocol: it is none.
Result<QList<TableShape>> readTables(const QString &answer);

/// Asks each of the tables how many rows it has and for a sum over their content, in 256 parts by
/// key. One without columns is left out.
QByteArray sumsQuestion(DatabaseKind kind, const QList<TableShape> &tables);
/// Position of the table → part ("a7") → count and sum.
using TableSums = QMap<int, QMap<QString, QString>>;
Result<TableSums> readSums(const QString &answer);

/// Asks for the digest of each row's key and the digest of the row, in the order of the first; of a
/// table without a key, for the digest of the row and how often it is there. Only rows in these
/// parts; in all when empty.
QByteArray digestsQuestion(DatabaseKind kind, const TableShape &table, const QStringList &parts);

/// Asks for rows by the digests that digestsQuestion() tells: the digest and the values, or “X” for
/// those that the server does not give (isGiven()). `longest`: of a value, in characters or bytes;
/// 0: whole.
QByteArray
rowsQuestion(DatabaseKind kind, const TableShape &table, const QStringList &digests, int longest);

/// Whether the server gave all of a row: MariaDB and MySQL answer NULL for a text that is longer
/// than max_allowed_packet. Pure.
bool isGiven(const QString &row);

/// An SQL expression of the whole value: bytes, or the text that rowsQuestion() tells. Pure.
QString valueExpression(DatabaseKind kind, const ColumnShape &column);

/// What a seed sets off when it writes.
struct TriggerFacts
{
    QStringList tables; ///< full names of those with triggers
    QStringList always; ///< those of them whose triggers cannot be switched off
    bool canSwitchOff = false; ///< the session's user may (superusers of PostgreSQL)
};

/// Asks for triggers; readTriggers() reads the answer. Pure.
QByteArray triggersQuestion(DatabaseKind kind);
/// Error Protocol: it is none.
Result<TriggerFacts> readTriggers(const QString &answer);

/// Whether values of the type are bytes and no text.
bool isBinary(DatabaseKind kind, const QString &type);

} // namespace devstack
