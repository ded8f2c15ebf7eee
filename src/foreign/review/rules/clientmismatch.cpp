// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A client's id or secret as the application expects it.
struct ExpectedValue
{
    QString value;
    SourceMark mark;
};

/// Which settings hold the two kinds of clients of Open edX services.
struct ClientSettings
{
    QString grant;
    QString prefix;
};

const QList<ClientSettings> &clientSettings()
{
    static const QList<ClientSettings> kSettings {
        {u"authorization-code"_s, u"SOCIAL_AUTH_EDX_OAUTH2"_s},
        {u"client-credentials"_s, u"BACKEND_SERVICE_EDX_OAUTH2"_s},
    };
    return kSettings;
}

/// What compose gives the containers of the repository under a name; a null text: nothing fixed.
std::optional<QString> givenByCompose(const LintInput &input, const QString &variable)
{
    for (const ServiceEntry &service : input.subject.compose.services) {
        const auto found = service.environment.constFind(variable);
        if (found != service.environment.constEnd() && usesCheckout(service))
            return filledIn(*found);
    }
    return std::nullopt;
}

/// The value of a settings name: the last text of its assignment, which may go over lines.
std::optional<ExpectedValue> expected(const LintInput &input, const QString &name)
{
    static const QRegularExpression kText(u"(['\"])((?:(?!\\1).)*)\\1"_s);
    for (const QString &file : input.subject.facts.settingsFiles) {
        const auto lines = input.subject.checkout->lines(file);
        for (qsizetype i = 0; lines && i < lines->size(); ++i) {
            if (!lines->at(i).startsWith(name) || !lines->at(i).contains(u'='))
                continue;
            QString assignment = lines->at(i);
            for (qsizetype next = i + 1; next < std::min(lines->size(), i + 6)
                 && assignment.count(u'(') > assignment.count(u')');
                 ++next)
                assignment += lines->at(next);
            QStringList texts;
            for (auto match = kText.globalMatch(assignment); match.hasNext();)
                texts += match.next().captured(2);
            const bool fromEnvironment = assignment.contains(u"environ"_s)
                || assignment.contains(u"getenv"_s) || assignment.contains(u"env("_s);
            QString value = texts.isEmpty() ? QString() : texts.last();
            if (fromEnvironment) {
                const auto given = givenByCompose(input, texts.value(0));
                value = given ? *given : texts.size() > 1 ? texts.last() : QString();
            }
            if (value.isEmpty() || value.contains(u'$') || value == u"replace-me")
                return std::nullopt;
            return ExpectedValue {value, Checkout::mark(file, int(i) + 1)};
        }
    }
    return std::nullopt;
}

QString plainGrant(QString grant)
{
    return grant.toLower().replace(u'_', u'-');
}

QList<ClientOauth> registeredClients(const LintInput &input)
{
    QList<ClientOauth> clients;
    for (const auto &needs :
         {input.subject.facts.clients, input.subject.compose.manifest.clients}) {
        for (const ClientNeeds &need : needs)
            clients += need.oauth;
    }
    return clients;
}

void lookAtIds(const LintInput &input, const QList<ClientOauth> &clients, FindingSink &sink)
{
    for (const ClientSettings &settings : clientSettings()) {
        QList<ClientOauth> registered;
        std::ranges::copy_if(
            clients, std::back_inserter(registered), [&](const ClientOauth &client) {
                return plainGrant(client.grant) == settings.grant && !client.id.contains(u'$');
            });
        const auto key = expected(input, settings.prefix + u"_KEY"_s);
        if (registered.isEmpty() || !key)
            continue;
        const auto same = std::ranges::find(registered, key->value, &ClientOauth::id);
        if (same == registered.end()) {
            sink.add(
                {registered.first().mark, key->mark},
                u"Registers the %1 client “%2”; the settings expect “%3” (%4): nobody can sign "
                u"in."_s.arg(settings.grant,
                             printable(registered.first().id),
                             printable(key->value),
                             printable(key->mark.toString())),
                u"Use the same value in both."_s);
            continue;
        }
        const auto secret = expected(input, settings.prefix + u"_SECRET"_s);
        if (secret && !same->secret.isEmpty() && !same->secret.contains(u'$')
            && secret->value != same->secret)
            sink.add(
                {same->mark, secret->mark},
                u"The secret of the client “%1” differs from the one in the settings (%2)."_s.arg(
                    printable(same->id), printable(secret->mark.toString())),
                u"Use the same value in both."_s);
    }
}

/// A browser that signs in comes back to a port of the repository.
void lookAtRedirects(const LintInput &input, const QList<ClientOauth> &clients, FindingSink &sink)
{
    QStringList ports;
    for (const ServiceEntry &service : input.subject.allServices()) {
        for (const PortMapping &port : service.ports)
            ports += filledIn(port.host);
    }
    if (ports.isEmpty() || std::ranges::any_of(ports, [](const QString &port) {
            return port.contains(u'$') || port.contains(u'-');
        }))
        return;
    for (const ClientOauth &client : clients) {
        for (const QString &uri : client.redirectUris) {
            const QUrl url(uri);
            if (url.host() != u"localhost" || url.port() < 0
                || ports.contains(QString::number(url.port())))
                continue;
            sink.add(LintSeverity::Warning,
                     {client.mark},
                     u"After signing in the browser goes to %1, and no service here publishes that "
                     u"port."_s.arg(printable(uri)),
                     u"Publish the port, or correct the redirect."_s);
        }
    }
}

} // namespace

void lookForClientMismatches(const LintInput &input, FindingSink &sink)
{
    const QList<ClientOauth> clients = registeredClients(input);
    lookAtIds(input, clients, sink);
    if (!input.subject.compose.services.isEmpty())
        lookAtRedirects(input, clients, sink);
}

} // namespace devstack
