// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/claims.h"
#include "assembly/passes.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

bool isHostName(const QString &name)
{
    static const QRegularExpression pattern(u"^[A-Za-z0-9][A-Za-z0-9_.-]{0,252}$"_s);
    return pattern.match(name).hasMatch() && name.compare(u"localhost", Qt::CaseInsensitive) != 0;
}

void append(QStringList &names, const QString &name)
{
    if (!name.isEmpty() && !names.contains(name))
        names.append(name);
}

/// What a service answers to inside its IDA.
QStringList privateNames(Draft &draft, const QString &name)
{
    const QJsonObject &service = draft.services[name];
    QStringList wanted = draft.aliases.value(name);
    append(wanted, service.value(u"container_name").toString());
    append(wanted, plainContainerName(draft.resolved, name));
    append(wanted, service.value(u"hostname").toString());
    const QJsonObject networks = service.value(u"networks").toObject();
    for (auto network = networks.begin(); network != networks.end(); ++network) {
        const QJsonArray aliases = network.value().toObject().value(u"aliases").toArray();
        for (const QJsonValue &alias : aliases)
            append(wanted, alias.toString());
        for (const char16_t *fixed : {u"ipv4_address", u"ipv6_address"}) {
            const QString address = network.value().toObject().value(QStringView(fixed)).toString();
            if (!address.isEmpty())
                draft.warn(
                    name,
                    u"networks: address %1 dropped"_s.arg(address),
                    u"Static addresses of two workspaces would clash; names stay the same."_s);
        }
    }
    QStringList names {name};
    for (const QString &alias : std::as_const(wanted)) {
        const bool isOtherService = alias != name && draft.services.contains(alias);
        if (isOtherService || !isHostName(alias))
            draft.warn(name,
                       u"alias %1 dropped"_s.arg(alias),
                       isOtherService ? u"Another service has that name."_s
                                      : u"It cannot be used as a host name."_s);
        else
            append(names, alias);
    }
    return names;
}

struct SharedNames
{
    QMap<QString, QStringList> names; ///< service → names on the workspace network
    QSet<QString> members; ///< services on it
};

SharedNames sharedNames(Draft &draft)
{
    SharedNames shared;
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        const QJsonObject networks = it->value(u"networks").toObject();
        for (auto network = networks.begin(); network != networks.end(); ++network) {
            if (isSharedNetwork(draft.resolved, network.key()))
                shared.members.insert(it.key());
        }
    }
    const QList<NameClaim> claims = claimedNames(
        draft.input.ida, draft.resolved, draft.input.manifest, draft.input.referredNames);
    for (const NameClaim &claim : claims) {
        if (!draft.services.contains(claim.service) || !isHostName(claim.name))
            continue;
        shared.members.insert(claim.service);
        if (draft.input.withheldNames.contains(claim.name))
            draft.warn(claim.service,
                       u"alias %1 only inside this IDA"_s.arg(claim.name),
                       u"Several IDAs of the workspace claim that name; on the "_s
                       u"shared network they would answer for each other."_s);
        else
            append(shared.names[claim.service], claim.name);
    }
    return shared;
}

QJsonObject attachment(const QStringList &aliases)
{
    QJsonObject network;
    if (!aliases.isEmpty())
        network.insert(u"aliases", QJsonArray::fromStringList(aliases));
    return network;
}

/// The hardware address of a service in the private network: its own, else that of the network that
/// Compose joins first. Each workspace has a network of its own, so addresses stay as they are;
/// within one IDA a second service with the same one goes without. `taken`: address → service.
QString hardwareAddress(Draft &draft, const QString &name, QMap<QString, QString> &taken)
{
    const QJsonObject &service = draft.services[name];
    QString found = service.value(u"mac_address").toString();
    const QJsonObject networks = service.value(u"networks").toObject();
    QStringList order = networks.keys(); // Compose's: by priority, then by name
    const auto priority = [&](const QString &key) {
        return -networks.value(key).toObject().value(u"priority"_s).toDouble();
    };
    std::ranges::stable_sort(order, {}, priority);
    for (const QString &key : std::as_const(order)) {
        const QString address = networks.value(key).toObject().value(u"mac_address"_s).toString();
        if (address.isEmpty() || address.compare(found, Qt::CaseInsensitive) == 0)
            continue;
        if (found.isEmpty() && key == order.first())
            found = address;
        else
            draft.warn(name,
                       u"networks: mac_address %1 dropped"_s.arg(address),
                       u"It has one private network here, with one address."_s);
    }
    const QString owner = found.isEmpty() ? QString() : taken.value(found.toLower());
    if (!owner.isEmpty()) {
        draft.warn(name,
                   u"mac_address: %1 dropped"_s.arg(found),
                   u"“%1” has it, and both are on one network here."_s.arg(owner));
        return {};
    }
    if (!found.isEmpty())
        taken.insert(found.toLower(), name);
    return found;
}

void nameContainer(Draft &draft, const QString &name)
{
    QJsonObject &service = draft.services[name];
    const QString before = service.value(u"container_name").toString();
    const QString container = draft.names.container(name);
    service.insert(u"container_name", container);
    draft.facts[name].container = container;
    if (!before.isEmpty())
        draft.note(name,
                   u"container_name: %1 → %2"_s.arg(before, container),
                   u"Fixed names of two workspaces would clash; the old name stays as an alias."_s);
}

} // namespace

QList<AssemblyAlias> joinNetworks(Draft &draft)
{
    const SharedNames shared = sharedNames(draft);
    QMap<QString, AssemblyAlias> aliases;
    QMap<QString, QString> taken;
    const QStringList names = draft.services.keys();
    for (const QString &name : names) {
        const QStringList inside = privateNames(draft, name);
        nameContainer(draft, name);
        QJsonObject &service = draft.services[name];
        if (service.contains(u"network_mode")) {
            service.remove(u"networks");
            continue;
        }
        const QString hardware = hardwareAddress(draft, name, taken);
        service.remove(u"networks");
        service.remove(u"mac_address");
        if (!hardware.isEmpty())
            service.insert(u"mac_address", hardware);
        QJsonObject networks {{u"private"_s, attachment(inside)}};
        for (const QString &alias : inside)
            aliases.insert(alias, {alias, name, false});
        if (shared.members.contains(name)) {
            const QStringList outside = shared.names.value(name);
            networks.insert(u"workspace", attachment(outside));
            for (const QString &alias : outside)
                aliases.insert(alias, {alias, name, true});
        }
        service.insert(u"networks", networks);
    }
    return aliases.values();
}

} // namespace devstack::passes
