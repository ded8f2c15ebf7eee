// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/datachanges.h"

#include <QByteArray>
#include <QStringList>

namespace devstack {

/// What a seed is made of.
struct SeedStatements
{
    QByteArray sql;
    qint64 rows = 0;
    QStringList leftOut; ///< tables that were made or dropped: a seed has rows only
    QStringList warnings; ///< what it does besides, a sentence each; the text has them too
};

/// The changes as statements in one transaction: all rows that changed go first and are then
/// written whole, so that no unique key meets a value on its way to another row; rows in the order
/// of their keys' digests, so the same changes give the same text. They can be run again. `changes`
/// has all rows with whole values. Pure.
SeedStatements seedStatements(DatabaseKind kind, const DataChanges &changes);

/// A value in SQL that comes back as it was: bytes as digits, texts quoted, with the type where the
/// server does not guess it. Pure.
QString
sqlValue(DatabaseKind kind, const ColumnShape &column, const std::optional<QByteArray> &value);

} // namespace devstack
