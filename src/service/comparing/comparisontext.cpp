// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/comparisontext.h"

#include "core/text.h"

#include <QDateTime>

namespace devstack {

using namespace Qt::StringLiterals;

QString sinceText(const DataChanges &changes)
{
    if (changes.isCheckpoint)
        return u"the checkpoint “%1”"_s.arg(printable(changes.since));
    const QDateTime time = QDateTime::fromString(changes.since, Qt::ISODate);
    return u"the data kept on "_s + time.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

QString readText(const DataChanges &changes)
{
    const QString all = counted(changes.tables, u"table"_s, u"tables"_s);
    return changes.examined >= changes.tables
        ? u"all of %1 were read"_s.arg(all)
        : u"%1 of %2 were read, the others were not written"_s.arg(
            QString::number(changes.examined), all);
}

QString tableText(const TableChanges &changes)
{
    switch (changes.state) {
    case TableChanges::State::Made:
        return u"new table"_s;
    case TableChanges::State::Dropped:
        return u"dropped"_s;
    case TableChanges::State::Same:
        break;
    }
    return changes.hasOtherColumns ? u"other columns"_s : QString();
}

QString valueText(const ColumnShape &column, const RowValues &values, qsizetype position)
{
    const std::optional<QByteArray> value = values.value(position);
    if (!value)
        return u"NULL"_s;
    const bool isBytes = isBinary(DatabaseKind::MySql, column.type);
    return isBytes ? u"0x"_s + QString::fromLatin1(value->toHex()) : QString::fromUtf8(*value);
}

QList<qsizetype> differingColumns(const TableChanges &changes, const RowChange &row)
{
    QList<qsizetype> columns;
    for (qsizetype i = 0; i < changes.table.columns.size(); ++i) {
        if (!row.before || !row.after || row.before->value(i) != row.after->value(i))
            columns += i;
    }
    return columns;
}

QString definitionText(const std::optional<QString> &definition, bool isKnown)
{
    if (!isKnown)
        return u"?"_s;
    if (!definition)
        return u"–"_s;
    return definition->isEmpty() ? u"there"_s : definition->simplified();
}

QString sameText(const SchemaDiff &diff)
{
    return u"%1/%2: no difference in %3."_s.arg(
        diff.ida, diff.service, counted(diff.compared, u"object"_s, u"objects"_s));
}

QString pendingText(const SchemaDiff &diff)
{
    return diff.pending.isEmpty()
        ? QString()
        : u"Pending: %1. “devstack up %2” runs them."_s.arg(diff.pending.join(u", "_s), diff.ida);
}

QString statementsTitle(bool isOfProduction)
{
    return isOfProduction ? u"What production lacks:"_s : u"On the live database:"_s;
}

QStringList notesOf(const SchemaDiff &diff)
{
    QStringList notes {diff.productionNote, diff.migrationsNote, diff.liveNote};
    notes.removeAll(QString());
    return notes;
}

QString rowsText(const SavedSeed &seed)
{
    return counted(seed.rows, u"changed row"_s, u"changed rows"_s);
}

QString leftOutText(const SavedSeed &seed)
{
    return seed.leftOut.isEmpty() ? QString()
                                  : u"Left out, because migrations make and drop tables: %1."_s.arg(
                                      seed.leftOut.join(u", "_s));
}

} // namespace devstack
