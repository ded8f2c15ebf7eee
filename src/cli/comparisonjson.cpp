// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/comparisonjson.h"

#include "service/comparing/comparisontext.h"

#include <QJsonArray>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue();
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// Which way a table itself changed.
QString stateWord(TableChanges::State state)
{
    switch (state) {
    case TableChanges::State::Made:
        return u"made"_s;
    case TableChanges::State::Dropped:
        return u"dropped"_s;
    case TableChanges::State::Same:
        break;
    }
    return u"same"_s;
}

QJsonValue rowJson(const TableShape &table, const std::optional<RowValues> &values)
{
    if (!values)
        return {};
    QJsonObject row;
    for (qsizetype i = 0; i < table.columns.size(); ++i)
        row.insert(table.columns.at(i).name,
                   values->value(i) ? QJsonValue(valueText(table.columns.at(i), *values, i))
                                    : QJsonValue());
    return row;
}

} // namespace

QJsonObject dataChangesJson(const DataChanges &changes)
{
    QJsonArray tables;
    for (const TableChanges &each : changes.changes) {
        QJsonArray key;
        for (const ColumnShape &column : each.table.columns) {
            if (column.isKey)
                key += column.name;
        }
        QJsonArray rows;
        for (const RowChange &row : each.rows)
            rows += QJsonObject {{u"change"_s, toString(row.kind)},
                                 {u"before"_s, rowJson(each.table, row.before)},
                                 {u"after"_s, rowJson(each.table, row.after)}};
        tables += QJsonObject {{u"name"_s, each.table.fullName()},
                               {u"table"_s, stateWord(each.state)},
                               {u"otherColumns"_s, each.hasOtherColumns},
                               {u"key"_s, key},
                               {u"added"_s, each.added},
                               {u"changed"_s, each.changed},
                               {u"removed"_s, each.removed},
                               {u"rows"_s, rows}};
    }
    return {{u"ida"_s, changes.ida},
            {u"service"_s, changes.service},
            {u"since"_s, changes.since},
            {u"checkpoint"_s, changes.isCheckpoint},
            {u"read"_s, changes.examined},
            {u"all"_s, changes.tables},
            {u"tables"_s, tables}};
}

QJsonObject seedJson(const SavedSeed &seed, const QString &name)
{
    return {{u"name"_s, name},
            {u"file"_s, seed.file},
            {u"rows"_s, seed.rows},
            {u"leftOut"_s, QJsonArray::fromStringList(seed.leftOut)},
            {u"declaration"_s, seed.declaration}};
}

QJsonObject schemaDiffJson(const SchemaDiff &diff)
{
    QJsonArray objects;
    for (const SchemaDifference &difference : diff.objects)
        objects += QJsonObject {{u"kind"_s, toString(difference.kind)},
                                {u"name"_s, difference.name},
                                {u"production"_s, orNull(difference.production)},
                                {u"migrations"_s, orNull(difference.migrations)},
                                {u"live"_s, orNull(difference.live)},
                                {u"meaning"_s, difference.meaning},
                                {u"statement"_s, difference.statement},
                                {u"on"_s, difference.isOfProduction ? u"production"_s : u"live"_s}};
    return {{u"ida"_s, diff.ida},
            {u"service"_s, diff.service},
            {u"production"_s, textOrNull(diff.production)},
            {u"compared"_s, diff.compared},
            {u"pending"_s, QJsonArray::fromStringList(diff.pending)},
            {u"behind"_s, QJsonArray::fromStringList(diff.behind)},
            {u"notes"_s, QJsonArray::fromStringList(notesOf(diff))},
            {u"objects"_s, objects}};
}

} // namespace devstack::cli
