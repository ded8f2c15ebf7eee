// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/platformcall.h"

#include "foreign/guard/argumentscan.h"
#include "foreign/inspect/script.h"
#include "model/manifest/placeholders.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Commands that only prepare the shell for what follows.
const QSet<QString> kPreparing {
    u"source"_s, u"."_s, u"cd"_s, u"set"_s, u"export"_s, u"true"_s, u":"_s};

ClientUser userOf(const QStringList &words)
{
    const auto scan = scanArguments(
        words, 0, {{u"-g"_s, u"--groups"_s, u"--initial-password-hash"_s}, false, {}, false});
    ClientUser user;
    user.name = words.value(scan.positionals.value(0, -1));
    user.email = words.value(scan.positionals.value(1, -1));
    user.staff = scan.has({u"--staff"_s});
    user.superuser = scan.has({u"--superuser"_s});
    return user;
}

/// Options and positionals as Open edX's own command has them (create_dot_application.py).
ClientOauth clientOf(const QStringList &words, const PortMoves &ports)
{
    const auto scan = scanArguments(words,
                                    0,
                                    {{u"--grant-type"_s,
                                      u"--redirect-uris"_s,
                                      u"--client-id"_s,
                                      u"--client-secret"_s,
                                      u"--scopes"_s,
                                      u"--settings"_s},
                                     false,
                                     {},
                                     false});
    ClientOauth client;
    client.id = scan.value({u"--client-id"_s});
    client.secret = scan.value({u"--client-secret"_s});
    client.grant = scan.value({u"--grant-type"_s});
    client.name = words.value(scan.positionals.value(0, -1));
    const QString uris = QString(scan.value({u"--redirect-uris"_s})).replace(u',', u' ');
    for (const QString &uri : uris.split(u' ', Qt::SkipEmptyParts))
        client.redirectUris += followPorts(uri, ports).text;
    return client;
}

/// The registration that one command asks for, as a vector for the provider; nothing for another
/// command, or for one that lacks what the provider's own way needs.
std::optional<QPair<QString, QStringList>>
registration(const GuardMap &map, const GuardProject &provider, const QStringList &words)
{
    const qsizetype user = words.indexOf(u"manage_user"_s);
    const qsizetype oauth = words.indexOf(u"create_dot_application"_s);
    if (user >= 0 && provider.registerUser) {
        const ClientUser wanted = userOf(words.mid(user + 1));
        const auto vector
            = expandPlaceholders(provider.registerUser->run.arguments, placeholdersOf(wanted));
        if (!wanted.name.isEmpty() && vector)
            return QPair {provider.registerUser->service, *vector};
    }
    if (oauth >= 0 && provider.registerOauth) {
        const ClientOauth wanted = clientOf(words.mid(oauth + 1), map.ports);
        const auto vector
            = expandPlaceholders(provider.registerOauth->run.arguments, placeholdersOf(wanted));
        if (!wanted.id.isEmpty() && vector)
            return QPair {provider.registerOauth->service, *vector};
    }
    return std::nullopt;
}

/// What `sh -c TEXT` runs, as words; the words themselves for any other command.
QList<QStringList> commandsOf(const QStringList &inner)
{
    const qsizetype dash = inner.indexOf(u"-c"_s);
    const QString program = inner.value(0).section(u'/', -1);
    if (dash < 1 || dash + 1 >= inner.size() || (program != u"bash" && program != u"sh"))
        return {inner};
    QList<QStringList> commands;
    for (const SimpleCommand &command : shellCommands(inner[dash + 1], {}))
        commands += command.words;
    return commands;
}

} // namespace

std::optional<GuardedCall>
platformCall(const GuardMap &map, const GuardContainer &container, const QStringList &inner)
{
    const GuardProject *provider = map.project(container.ida);
    if (!provider || (!provider->registerUser && !provider->registerOauth))
        return std::nullopt;
    GuardedCall call;
    for (const QStringList &words : commandsOf(inner)) {
        if (words.isEmpty() || kPreparing.contains(words.first()))
            continue;
        const auto wanted = registration(map, *provider, words);
        if (!wanted)
            return std::nullopt;
        const auto place
            = std::ranges::find_if(map.containers, [&](const GuardContainer &candidate) {
                  return candidate.ida == provider->ida && candidate.service == wanted->first;
              });
        const QString name = place == map.containers.end() ? container.name : place->name;
        call.commands
            += QStringList {map.docker,
                            u"exec"_s,
                            u"--env=%1=%2"_s.arg(QLatin1StringView(GuardMap::kMark), map.run),
                            name}
            + wanted->second;
        call.touched += TouchedContainer {name, {}};
    }
    if (call.commands.isEmpty())
        return std::nullopt;
    call.note = u"Registered the way “%1” declares it."_s.arg(provider->ida);
    return call;
}

} // namespace devstack
