// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/comparing/rowquestions.h"
#include "service/workspace.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

namespace devstack {

/// The values of a row, in the order of its table's columns; nothing for NULL. Of a text its UTF-8.
using RowValues = QList<std::optional<QByteArray>>;

/// A row that is not the same. Of a table without a key it is added or removed, `times`.
struct RowChange
{
    enum class Kind { Added, Changed, Removed };
    Kind kind = Kind::Added;
    std::optional<RowValues> before; ///< nothing: it was not there, or the value is not kept
    std::optional<RowValues> after;
    qint64 timesBefore = 0; ///< without a key: how often the row is there
    qint64 timesAfter = 0;
};

/// "added", "changed", "removed".
QString toString(RowChange::Kind kind);

/// What changed in a table.
struct TableChanges
{
    enum class State { Same, Made, Dropped }; ///< the table itself
    State state = State::Same;
    TableShape table; ///< with the columns that were compared: those of both sides
    bool hasOtherColumns = false; ///< columns were added or removed; only the others are compared
    qint64 added = 0;
    qint64 changed = 0;
    qint64 removed = 0;
    QList<RowChange> rows; ///< some of every kind (KeptRows), by the digest of their keys
};

/// How much of the rows that changed is kept.
struct RowLimits
{
    int rows = 20; ///< of each table
    int longest = 80; ///< of a value: characters or bytes; 0: whole
    bool mayCut = true; ///< false: more rows than `rows` in all are an error
};

struct DataChanges
{
    QString ida;
    QString service;
    QString since; ///< a checkpoint's name, or when the data was kept (ISO 8601)
    bool isCheckpoint = false;
    qsizetype tables = 0; ///< that there are
    qsizetype examined = 0; ///< of which rows were read: the others were not touched
    bool mariaDb = false; ///< the server is MariaDB
    TriggerFacts triggers; ///< asked where no row may be left out
    QList<TableChanges> changes; ///< by name; tables that are the same are left out
};

struct ComparedService;

/// Compares the rows of an IDA's data with what they were: with the data that the present one began
/// over, or with a checkpoint. Nothing is changed. Blocks; work follows what was written, not the
/// size of the database, where the data is a layer. `place` is IDA or IDA/SERVICE. Takes the
/// workspace's lock. Errors: those of assembleIda() and databaseServer(); NotFound (no data, no
/// such checkpoint, nothing to compare with); Conflict (another command changes the workspace);
/// what a server says; Failed: more rows than the limits keep.
Result<DataChanges> dataChanges(Workspace &workspace,
                                const QString &place,
                                const QString &checkpoint,
                                const RowLimits &limits,
                                Reporter &reporter,
                                std::stop_token stop);

/// The same for who holds the workspace's lock.
Result<DataChanges> lockedDataChanges(Workspace &workspace,
                                      const ComparedService &service,
                                      const QString &checkpoint,
                                      const RowLimits &limits,
                                      Reporter &reporter,
                                      std::stop_token stop);

} // namespace devstack
