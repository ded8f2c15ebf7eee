// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/nameddatabases.h"

#include "foreign/inspect/settingsdatabases.h"

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString valueOf(const SettingsValue &value, const QJsonObject &environment)
{
    const QString given = environment.value(value.variable).toString();
    return value.variable.isEmpty() || given.isEmpty() ? value.text : given;
}

} // namespace

QList<NamedDatabase> databasesNamedBySettings(const QString &checkout, const QJsonObject &resolved)
{
    QList<NamedDatabase> named;
    std::optional<Checkout> files;
    QMap<QString, QList<SettingsDatabase>> known;
    const QJsonObject services = resolved.value(u"services"_s).toObject();
    for (const auto &service : services) {
        const QJsonObject environment = service.toObject().value(u"environment"_s).toObject();
        const QString module = environment.value(u"DJANGO_SETTINGS_MODULE"_s).toString();
        if (module.isEmpty())
            continue;
        if (!known.contains(module)) {
            if (!files)
                files.emplace(checkout);
            known.insert(module, settingsDatabases(*files, module));
        }
        for (const SettingsDatabase &database : known.value(module)) {
            const NamedDatabase one {valueOf(database.host, environment),
                                     valueOf(database.name, environment)};
            if (!one.host.isEmpty() && !one.name.isEmpty() && !named.contains(one))
                named += one;
        }
    }
    return named;
}

} // namespace devstack
