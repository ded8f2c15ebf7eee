// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "inspect/clientneeds.h"

#include "inspect/dockeroptions.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

ClientUser readUser(const QStringList &words, const SourceMark &mark)
{
    ClientUser user;
    user.mark = mark;
    QStringList names;
    for (const QString &word : words) {
        if (word == u"--staff"_s)
            user.staff = true;
        else if (word == u"--superuser"_s)
            user.superuser = true;
        else if (!word.startsWith(u'-'))
            names += word;
    }
    user.name = names.value(0);
    user.email = names.value(1);
    return user;
}

ClientOauth readOauth(const QStringList &words, const SourceMark &mark)
{
    static const QStringList kWithValue {u"grant-type"_s,
                                         u"redirect-uris"_s,
                                         u"client-id"_s,
                                         u"client-secret"_s,
                                         u"scopes"_s,
                                         u"organizations"_s};
    ClientOauth oauth;
    oauth.mark = mark;
    // Options and names stand in any order.
    QStringList rest = words;
    QStringList names;
    while (!rest.isEmpty()) {
        const DockerArguments part = splitOptions(rest, kWithValue);
        for (const auto &[name, value] : part.values) {
            if (name == u"grant-type"_s)
                oauth.grant = value;
            else if (name == u"client-id"_s)
                oauth.id = value;
            else if (name == u"client-secret"_s)
                oauth.secret = value;
            else if (name == u"redirect-uris"_s)
                oauth.redirectUris
                    = value.split(QRegularExpression(u"[\\s,]+"_s), Qt::SkipEmptyParts);
        }
        rest = part.rest;
        if (!rest.isEmpty())
            names += rest.takeFirst();
    }
    oauth.name = names.value(0);
    return oauth;
}

/// Shells and clients of a database say nothing about a service's own data.
bool isDatabaseClient(const DockerCall &call)
{
    static const QRegularExpression kClient(
        u"\\b(mysql|mysqladmin|mysqldump|psql|mongo|mongosh|redis-cli)\\b"_s);
    return kClient.match(call.inner.value(0)).hasMatch() || call.names.value(0).contains(u"mysql")
        || call.names.value(0).contains(u"mongo");
}

} // namespace

ForeignNeeds foreignNeeds(const QList<DockerCall> &calls, const QSet<QString> &own)
{
    ForeignNeeds needs;
    for (const DockerCall &call : calls) {
        const QString container = call.names.value(0);
        if (call.kind != DockerCall::Kind::Exec || call.compose || own.contains(container)
            || container.contains(u'$') || isDatabaseClient(call))
            continue;
        QList<SimpleCommand> commands;
        if (!call.innerShell.isEmpty()) {
            commands = shellCommands(call.innerShell, call.evidence.mark);
        } else {
            SimpleCommand command;
            command.words = call.inner;
            commands += command;
        }
        bool understood = false;
        for (const SimpleCommand &command : std::as_const(commands)) {
            const qsizetype user = command.words.indexOf(u"manage_user"_s);
            const qsizetype oauth = command.words.indexOf(u"create_dot_application"_s);
            if (user >= 0) {
                const ClientUser read = readUser(command.words.mid(user + 1), call.evidence.mark);
                understood = !read.name.isEmpty();
                if (understood)
                    needs.clients[container].users += read;
            } else if (oauth >= 0) {
                const ClientOauth read
                    = readOauth(command.words.mid(oauth + 1), call.evidence.mark);
                understood = !read.id.isEmpty();
                if (understood)
                    needs.clients[container].oauth += read;
            }
        }
        if (understood)
            continue;
        const QString code = call.innerShell.isEmpty() ? call.inner.join(u' ') : call.innerShell;
        needs.scripts
            += PlatformScript {container,
                               call.input.isEmpty() ? code : QString(code + u'\n' + call.input),
                               call.evidence};
    }
    return needs;
}

} // namespace devstack
