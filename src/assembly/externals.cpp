// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

#include <QRegularExpression>
#include <QUrl>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

/// Docker's word for the machine that the Engine runs on, in extra_hosts; and the name that
/// containers use for it.
constexpr QLatin1StringView kHostGateway {"host-gateway"};
constexpr QLatin1StringView kHostName {"host.docker.internal"};

bool isThisMachine(const ExternalName &external)
{
    return external.address == kHostGateway;
}

/// Scheme, host and port of where it runs, as a container has to ask for it.
QString originOf(const ExternalName &external)
{
    QUrl url(external.url);
    if (isThisMachine(external))
        url.setHost(kHostName);
    return url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment
                        | QUrl::RemoveUserInfo);
}

/// `http(s)://NAME` with any port, as a whole host name.
QRegularExpression urlOf(const QString &name)
{
    return QRegularExpression(u"\\bhttps?://%1(?::\\d{1,5})?(?=[/?#\\s,;\"')\\]}|]|$)"_s.arg(
                                  QRegularExpression::escape(name)),
                              QRegularExpression::CaseInsensitiveOption);
}

void followUrls(Draft &draft, const QString &service, const ExternalName &external)
{
    const QRegularExpression pattern = urlOf(external.name);
    QJsonObject environment = draft.services[service].value(u"environment").toObject();
    const QStringList variables = environment.keys();
    bool any = false;
    for (const QString &variable : variables) {
        const QString before = environment.value(variable).toString();
        QString after = before;
        // The effective file is interpolated once more.
        after.replace(pattern, originOf(external).replace(u'$', u"$$"_s));
        if (after == before)
            continue;
        any = true;
        environment.insert(variable, after);
        draft.note(service,
                   u"environment: %1: %2 → %3"_s.arg(variable, external.name, originOf(external)),
                   u"It runs elsewhere (mode external)."_s);
    }
    if (any)
        draft.services[service].insert(u"environment", environment);
}

bool isNamed(const QJsonArray &hosts, const QString &name)
{
    for (const QJsonValue &host : hosts) {
        if (host.toString().section(QRegularExpression(u"[=:]"_s), 0, 0) == name)
            return true;
    }
    return false;
}

void nameAddress(Draft &draft, const QString &service, const ExternalName &external)
{
    QJsonArray hosts = draft.services[service].value(u"extra_hosts").toArray();
    QStringList names {external.name};
    if (isThisMachine(external))
        names += kHostName;
    const qsizetype before = hosts.size();
    for (const QString &name : std::as_const(names)) {
        // What the file itself says about the name stays.
        if (isNamed(hosts, name) || external.address.isEmpty())
            continue;
        hosts.append(u"%1=%2"_s.arg(name, external.address));
        draft.note(
            service,
            u"extra_hosts: %1 → %2"_s.arg(name, external.address),
            u"It runs elsewhere (mode external): the name leads to its host; callers keep their "
            u"own port and scheme."_s);
    }
    if (hosts.size() > before)
        draft.services[service].insert(u"extra_hosts", hosts);
}

} // namespace

void reachExternals(Draft &draft)
{
    const QStringList names = draft.services.keys();
    for (const ExternalName &external : draft.input.externals) {
        for (const QString &name : names) {
            const AssembledService::Role role = draft.facts.value(name).role;
            // Databases and caches ask nobody.
            if (role != AssembledService::Role::Application)
                continue;
            followUrls(draft, name, external);
            if (!draft.services.value(name).contains(u"network_mode"))
                nameAddress(draft, name, external);
        }
        if (external.address.isEmpty())
            draft.warn(
                {},
                u"%1 has no address"_s.arg(external.name),
                u"The host of %1 could not be looked up, so only URLs in the environment lead "
                u"there."_s.arg(external.url));
    }
}

} // namespace devstack::passes
