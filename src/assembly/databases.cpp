// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/databases.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Product
{
    DatabaseKind kind;
    QStringList dataFolders;
    QStringList
        nameVariables; ///< which make the image create a database; the first is the usual one
};

/// Data folders and variables: the descriptions of the official images mysql, mariadb, postgres,
/// mongo.
const std::array<Product, 3> &products()
{
    static const std::array<Product, 3> table {{
        {DatabaseKind::MySql,
         {u"/var/lib/mysql"_s},
         {u"MYSQL_DATABASE"_s, u"MARIADB_DATABASE"_s}},
        {DatabaseKind::Postgres,
         {u"/var/lib/postgresql"_s, u"/var/lib/postgresql/data"_s},
         {u"POSTGRES_DB"_s}},
        {DatabaseKind::Mongo,
         {u"/data/db"_s},
         {u"MONGO_INITDB_DATABASE"_s}},
    }};
    return table;
}

const Product *productOf(DatabaseKind kind)
{
    const auto found = std::ranges::find(products(), kind, &Product::kind);
    return found == products().end() ? nullptr : &*found;
}

/// The names by which the other services of the IDA reach a service.
QStringList namesOf(const QString &key, const QJsonObject &service)
{
    return {
        key, service.value(u"container_name").toString(), service.value(u"hostname").toString()};
}

bool isDatabaseName(const QString &name)
{
    static const QRegularExpression word(u"^[A-Za-z0-9_-]{1,63}$"_s);
    return word.match(name).hasMatch();
}

/// The database that an application's environment names on one of the hosts.
std::optional<QString> namedDatabase(const QJsonObject &environment, const QStringList &hosts)
{
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        const QString value = it.value().toString();
        QString name;
        if (value.contains(u"://")) {
            const QUrl url(value);
            if (hosts.contains(url.host()))
                name = url.path().mid(1);
        } else if (it.key().endsWith(u"_HOST") && hosts.contains(value)) {
            const QString prefix = it.key().chopped(5);
            for (const char16_t *suffix : {u"_NAME", u"_DATABASE", u"_DB"}) {
                if (name.isEmpty())
                    name = environment.value(QString(prefix + QStringView(suffix))).toString();
            }
        }
        if (isDatabaseName(name))
            return name;
    }
    return std::nullopt;
}

} // namespace

DatabaseKind databaseKind(const QJsonObject &service)
{
    QStringList targets;
    const QJsonArray mounts = service.value(u"volumes").toArray();
    for (const QJsonValue &mount : mounts)
        targets += mount.toObject().value(u"target").toString();
    return databaseKindOf(service.value(u"image").toString(), targets);
}

QMap<QString, QString> databaseVolumes(const QJsonObject &resolved, const Manifest &manifest)
{
    QMap<QString, QString> volumes;
    const QJsonObject services = resolved.value(u"services").toObject();
    for (auto it = services.begin(); it != services.end(); ++it) {
        const QJsonObject service = it.value().toObject();
        const Product *product = productOf(databaseKind(service));
        const QJsonArray mounts = service.value(u"volumes").toArray();
        for (const QJsonValue &value : mounts) {
            const QJsonObject mount = value.toObject();
            const QString key = mount.value(u"source").toString();
            if (mount.value(u"type").toString() == u"volume" && !key.isEmpty() && product != nullptr
                && product->dataFolders.contains(mount.value(u"target").toString())
                && !volumes.contains(key))
                volumes.insert(key, it.key());
        }
    }
    const QJsonObject known = resolved.value(u"volumes").toObject();
    for (const SchemaSource &source : manifest.schema) {
        if (known.contains(source.volume) && services.contains(source.service))
            volumes.insert(source.volume, source.service);
    }
    return volumes;
}

QMap<QString, QString> unaskedDatabases(const QJsonObject &resolved,
                                        const QList<NamedDatabase> &named)
{
    QMap<QString, QString> databases;
    const QJsonObject services = resolved.value(u"services").toObject();
    for (auto it = services.begin(); it != services.end(); ++it) {
        const QJsonObject service = it.value().toObject();
        const Product *product = productOf(databaseKind(service));
        if (product == nullptr)
            continue;
        const QJsonObject environment = service.value(u"environment").toObject();
        const bool isAsked = std::ranges::any_of(product->nameVariables, [&](const QString &name) {
            return !environment.value(name).toString().isEmpty();
        });
        if (isAsked)
            continue;
        QStringList hosts = namesOf(it.key(), service);
        hosts.removeAll(QString());
        for (auto other = services.begin();
             other != services.end() && !databases.contains(it.key());
             ++other) {
            if (other.key() == it.key())
                continue;
            if (const auto name
                = namedDatabase(other.value().toObject().value(u"environment").toObject(), hosts))
                databases.insert(it.key(), *name);
        }
        for (const NamedDatabase &other : named) {
            if (hosts.contains(other.host) && isDatabaseName(other.name)
                && !databases.contains(it.key()))
                databases.insert(it.key(), other.name);
        }
    }
    return databases;
}

QString databaseNameVariable(DatabaseKind kind)
{
    const Product *product = productOf(kind);
    return product == nullptr ? QString() : product->nameVariables.first();
}

} // namespace devstack
