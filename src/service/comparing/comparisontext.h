// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/datachanges.h"
#include "service/comparing/saveseed.h"
#include "service/comparing/schemadiff.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

// What command line and window say of a comparison. Names in it are hostile: a terminal takes them
// printable().

/// "the checkpoint “demo”", "the data kept on 2026-11-30 02:10".
QString sinceText(const DataChanges &changes);

/// "all of 4 tables were read", "3 of 4 tables were read, the others were not written".
QString readText(const DataChanges &changes);

/// What became of a table itself: "new table", "dropped", "other columns"; empty: nothing.
QString tableText(const TableChanges &changes);

/// A value for people: "NULL", bytes as "0x6162", texts as they are.
QString valueText(const ColumnShape &column, const RowValues &values, qsizetype position);

/// The columns in which the values of both sides differ, as far as they are kept; all for a row of
/// one side.
QList<qsizetype> differingColumns(const TableChanges &changes, const RowChange &row);

/// "int(11) NOT NULL", "there" for what has no more words, "–" for what is not there, "?" where the
/// schema is not known.
QString definitionText(const std::optional<QString> &definition, bool isKnown);

/// "course/db: no difference in 12 objects."; only where there is none.
QString sameText(const SchemaDiff &diff);

/// "Pending: records.0042. “devstack up records” runs them."; empty: none is.
QString pendingText(const SchemaDiff &diff);

/// What stands above the statements that close differences: of the live database, or of
/// production's.
QString statementsTitle(bool isOfProduction);

/// What there is to say before the objects, one sentence each.
QStringList notesOf(const SchemaDiff &diff);

/// "12 changed rows".
QString rowsText(const SavedSeed &seed);

/// That tables were left out, and why; empty: none was.
QString leftOutText(const SavedSeed &seed);

} // namespace devstack
