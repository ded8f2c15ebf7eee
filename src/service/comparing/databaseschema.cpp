// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/databaseschema.h"

#include "core/jsonstrings.h"

#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSchemaFormat = 1;

const QStringList kObjectKinds {u"table"_s, u"column"_s, u"index"_s, u"constraint"_s, u"view"_s};

} // namespace

QString SchemaObject::definition() const
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u' ');
}

QString SchemaObject::fullName() const
{
    QString text = schema.isEmpty() ? table : schema + u'.' + table;
    if (!name.isEmpty())
        text += u'.' + name;
    return text;
}

QString toString(SchemaObject::Kind kind)
{
    return kObjectKinds.at(int(kind));
}

const SchemaObject *DatabaseSchema::find(SchemaObject::Kind kind, const QString &fullName) const
{
    const auto found = std::ranges::find_if(objects, [&](const SchemaObject &object) {
        return object.kind == kind && object.fullName() == fullName;
    });
    return found == objects.end() ? nullptr : &*found;
}

QJsonObject toJson(const DatabaseSchema &schema)
{
    QJsonArray objects;
    for (const SchemaObject &object : schema.objects)
        objects += QJsonArray {int(object.kind),
                               object.schema,
                               object.table,
                               object.name,
                               QJsonArray::fromStringList(object.parts)};
    return {{u"format"_s, kSchemaFormat},
            {u"objects"_s, objects},
            {u"migrations"_s, QJsonArray::fromStringList(schema.migrations)}};
}

Result<DatabaseSchema> databaseSchemaFromJson(const QJsonObject &json)
{
    if (json[u"format"_s].toInt() != kSchemaFormat)
        return invalidInput(u"The kept schema has another form."_s);
    DatabaseSchema schema;
    schema.migrations = strings(json[u"migrations"_s]);
    const QJsonArray objects = json[u"objects"_s].toArray();
    for (const QJsonValue &value : objects) {
        const QJsonArray fields = value.toArray();
        const int kind = fields.at(0).toInt(-1);
        if (fields.size() != 5 || kind < 0 || kind >= kObjectKinds.size())
            return invalidInput(u"The kept schema is damaged."_s);
        schema.objects += {SchemaObject::Kind(kind),
                           fields.at(1).toString(),
                           fields.at(2).toString(),
                           fields.at(3).toString(),
                           strings(fields.at(4))};
    }
    return schema;
}

} // namespace devstack
