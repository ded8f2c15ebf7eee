// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/claims.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace devstack {

namespace {

QStringList ownNames(const QJsonObject &service)
{
    QStringList names;
    for (const char16_t *key : {u"container_name", u"hostname"}) {
        const QString name = service.value(QStringView(key)).toString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

/// The aliases on shared networks; `joins` tells whether there is such a network at all.
QStringList sharedAliases(const QJsonObject &resolved, const QJsonObject &service, bool *joins)
{
    QStringList names;
    const QJsonObject networks = service.value(u"networks").toObject();
    for (auto it = networks.begin(); it != networks.end(); ++it) {
        if (!isSharedNetwork(resolved, it.key()))
            continue;
        *joins = true;
        const QJsonArray aliases = it.value().toObject().value(u"aliases").toArray();
        for (const QJsonValue &alias : aliases)
            names.append(alias.toString());
    }
    return names;
}

} // namespace

bool isSharedNetwork(const QJsonObject &resolved, const QString &key)
{
    const QJsonObject network = resolved.value(u"networks").toObject().value(key).toObject();
    if (network.value(u"external").toBool())
        return true;
    // Compose names a network PROJECT_KEY unless the file fixes the name.
    const QString name = network.value(u"name").toString();
    return !name.isEmpty() && name != QString(resolved.value(u"name").toString() + u'_' + key);
}

QString plainContainerName(const QJsonObject &resolved, const QString &service)
{
    const QString project = resolved.value(u"name").toString();
    const QJsonObject services = resolved.value(u"services").toObject();
    if (project.isEmpty()
        || !services.value(service).toObject().value(u"container_name").toString().isEmpty())
        return {};
    const QString name = project + u'-' + service + QStringLiteral("-1");
    const bool isTaken
        = std::any_of(services.begin(), services.end(), [&](const QJsonValue &other) {
              return other.toObject().value(u"container_name").toString() == name;
          });
    return isTaken || services.contains(name) ? QString() : name;
}

QList<NameClaim> claimedNames(const QString &ida,
                              const QJsonObject &resolved,
                              const Manifest &manifest,
                              const QSet<QString> &referred)
{
    QMap<QString, NameClaim> claims;
    const QJsonObject services = resolved.value(u"services").toObject();
    for (auto it = manifest.provides.begin(); it != manifest.provides.end(); ++it) {
        if (services.contains(it.value()))
            claims.insert(it.key(), {ida, it.key(), it.value(), true});
    }
    const QStringList provided = manifest.provides.values();
    for (auto it = services.begin(); it != services.end(); ++it) {
        const QJsonObject service = it.value().toObject();
        bool joins = provided.contains(it.key());
        QStringList names = sharedAliases(resolved, service, &joins);
        const QStringList own = ownNames(service);
        for (const QString &name : own) {
            if (joins || referred.contains(name))
                names.append(name);
        }
        if (const QString plain = plainContainerName(resolved, it.key()); referred.contains(plain))
            names.append(plain);
        for (const QString &name : std::as_const(names)) {
            if (!name.isEmpty() && !claims.contains(name))
                claims.insert(name, {ida, name, it.key(), false});
        }
    }
    return claims.values();
}

QMap<QString, QSet<QString>> withheldNames(const QList<NameClaim> &claims)
{
    QMap<QString, QMap<QString, bool>> claimants; // name → IDA → declared
    for (const NameClaim &claim : claims) {
        bool &declared = claimants[claim.name][claim.ida];
        declared = declared || claim.declared;
    }
    QMap<QString, QSet<QString>> withheld;
    for (auto name = claimants.cbegin(); name != claimants.cend(); ++name) {
        if (name->size() < 2)
            continue;
        const bool hasOwner = std::ranges::count(*name, true) == 1;
        for (auto ida = name->cbegin(); ida != name->cend(); ++ida) {
            if (!hasOwner || !ida.value())
                withheld[ida.key()].insert(name.key());
        }
    }
    return withheld;
}

} // namespace devstack
