// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/clientneeds.h"

#include "foreign/inspect/dockeroptions.h"

#include <QRegularExpression>

#include <algorithm>

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

/// The word `shell` of `manage.py … shell`; the end when the command is none.
QStringList::const_iterator djangoShell(const SimpleCommand &command)
{
    const auto isShell
        = [](const QString &word) { return word == u"shell"_s || word == u"shell_plus"_s; };
    const auto isManage = [](const QString &word) {
        return word.section(u'/', -1) == u"manage.py" || word == u"django-admin"_s;
    };
    const auto end = command.words.cend();
    const auto shell = std::find_if(command.words.cbegin(), end, isShell);
    return std::find_if(command.words.cbegin(), shell, isManage) == shell ? end : shell;
}

/// Whether code for a Django shell comes with the call itself: `-c CODE`, `echo CODE | … shell` or
/// a here-document.
bool bringsItsCode(const DockerCall &call, const QList<SimpleCommand> &commands)
{
    return std::ranges::any_of(commands, [&](const SimpleCommand &command) {
        const auto shell = djangoShell(command);
        if (shell == command.words.cend())
            return false;
        const bool isGiven = std::any_of(shell, command.words.cend(), [](const QString &word) {
            return word == u"-c"_s || word.startsWith(u"--command");
        });
        return isGiven || command.piped || !command.input.isEmpty() || !call.input.isEmpty();
    });
}

/// Whether somebody would have to type into it.
bool opensAShell(const DockerCall &call, const QList<SimpleCommand> &commands)
{
    static const QStringList kShells {u"sh"_s, u"bash"_s, u"ash"_s, u"zsh"_s};
    const bool isBare = call.input.isEmpty() && !call.piped && call.innerShell.isEmpty()
        && (call.inner.isEmpty()
            || (call.inner.size() == 1 && kShells.contains(call.inner.first().section(u'/', -1))));
    return isBare
        || (!bringsItsCode(call, commands)
            && std::ranges::any_of(commands, [](const SimpleCommand &command) {
                   return djangoShell(command) != command.words.cend();
               }));
}

/// `docker exec -i` without a terminal, a document or a pipe: what it reads is a file's.
bool readsAFile(const DockerCall &call)
{
    const auto has = [&](QChar letter, const QString &word) {
        return std::ranges::any_of(call.options, [&](const QString &option) {
            return option == word
                || (option.startsWith(u'-') && !option.startsWith(u"--")
                    && option.contains(letter));
        });
    };
    return has(u'i', u"--interactive"_s) && !has(u't', u"--tty"_s) && call.input.isEmpty()
        && !call.piped;
}

/// What a call runs elsewhere, as it stands there.
PlatformScript
scriptOf(const DockerCall &call, const QList<SimpleCommand> &commands, bool makesClients)
{
    PlatformScript script;
    script.provider = call.names.value(0);
    script.code = call.innerShell.isEmpty() ? call.inner.join(u' ') : call.innerShell;
    script.argv = call.inner;
    script.as = call.as;
    script.evidence = call.evidence;
    if (!call.input.isEmpty()) {
        script.code += u'\n' + call.input;
        script.argv = QStringList {u"sh"_s,
                                   u"-c"_s,
                                   u"i=$1; shift; printf %s \"$i\" | \"$@\""_s,
                                   u"sh"_s,
                                   call.input}
            + call.inner;
    }
    static const QRegularExpression kComputed(u"\\$[({]|`"_s);
    const auto isComputed = [](const QString &text) { return kComputed.match(text).hasMatch(); };
    if (makesClients)
        script.kind = PlatformScript::Kind::Clients;
    else if (bringsItsCode(call, commands))
        script.kind = PlatformScript::Kind::Rows;
    if (opensAShell(call, commands))
        script.obstacle = u"it opens a shell"_s;
    else if (readsAFile(call))
        script.obstacle = u"it reads a file"_s;
    else if (call.loop >= 0)
        script.obstacle = u"it runs in a loop"_s;
    else if (call.piped)
        script.obstacle = u"it reads what another program writes"_s;
    else if (std::ranges::any_of(script.argv, isComputed) || !script.as.unknown.isEmpty())
        script.obstacle = u"it holds a value known only while the script runs"_s;
    return script;
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
        bool makesClients = false;
        for (const SimpleCommand &command : std::as_const(commands)) {
            const qsizetype user = command.words.indexOf(u"manage_user"_s);
            const qsizetype oauth = command.words.indexOf(u"create_dot_application"_s);
            if (user >= 0) {
                const ClientUser read = readUser(command.words.mid(user + 1), call.evidence.mark);
                if (read.name.isEmpty())
                    continue;
                makesClients = true;
                needs.clients[container].users += read;
            } else if (oauth >= 0) {
                const ClientOauth read
                    = readOauth(command.words.mid(oauth + 1), call.evidence.mark);
                if (read.id.isEmpty())
                    continue;
                makesClients = true;
                needs.clients[container].oauth += read;
            }
        }
        needs.scripts += scriptOf(call, commands, makesClients);
    }
    return needs;
}

} // namespace devstack
