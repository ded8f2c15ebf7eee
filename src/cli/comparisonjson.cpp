// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/comparisonjson.h"

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

} // namespace

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
    QJsonArray notes;
    for (const QString &note : {diff.productionNote, diff.migrationsNote, diff.liveNote}) {
        if (!note.isEmpty())
            notes += note;
    }
    return {{u"ida"_s, diff.ida},
            {u"service"_s, diff.service},
            {u"production"_s, textOrNull(diff.production)},
            {u"compared"_s, diff.compared},
            {u"pending"_s, QJsonArray::fromStringList(diff.pending)},
            {u"behind"_s, QJsonArray::fromStringList(diff.behind)},
            {u"notes"_s, notes},
            {u"objects"_s, objects}};
}

} // namespace devstack::cli
