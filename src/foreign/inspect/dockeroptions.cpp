// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/dockeroptions.h"

#include <QMap>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList list(const char *names)
{
    return QString::fromLatin1(names).split(u' ');
}

} // namespace

DockerArguments splitOptions(const QStringList &words, const QStringList &withValue)
{
    DockerArguments result;
    qsizetype at = 0;
    for (; at < words.size(); ++at) {
        const QString &word = words.at(at);
        if (word == u"--"_s) {
            ++at;
            break;
        }
        if (!word.startsWith(u'-') || word.size() < 2)
            break;
        if (word.startsWith(u"--")) {
            const qsizetype equals = word.indexOf(u'=');
            const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
            result.options += u"--"_s + name;
            if (equals >= 0)
                result.values += {name, word.mid(equals + 1)};
            else if (withValue.contains(name))
                result.values += {name, words.value(++at)};
            continue;
        }
        for (qsizetype letter = 1; letter < word.size(); ++letter) {
            const QString name = word.mid(letter, 1);
            result.options += u'-' + name;
            if (!withValue.contains(name))
                continue;
            QString value = word.mid(letter + 1);
            if (value.startsWith(u'='))
                value.remove(0, 1);
            result.values += {name, value.isEmpty() ? words.value(++at) : value};
            break;
        }
    }
    result.rest = words.mid(at);
    return result;
}

QStringList dockerOptionsWithValue(const QString &subcommand)
{
    static const QMap<QString, QStringList> kOptions {
        {u"exec"_s, list("e env env-file u user w workdir detach-keys")},
        {u"run"_s,
         list("e env env-file u user w workdir v volume p publish l label m memory h hostname a "
              "attach name network net entrypoint platform mount add-host cpus expose dns ip "
              "network-alias restart stop-signal stop-timeout ulimit device cap-add cap-drop "
              "security-opt tmpfs log-driver log-opt pid ipc userns shm-size gpus pull link "
              "volumes-from cidfile health-cmd detach-keys")},
        {u"build"_s,
         list("f file t tag build-arg target platform cache-from cache-to label network o output "
              "progress secret ssh add-host iidfile builder")},
        {u"logs"_s, list("n tail since until")},
        {u"ps"_s, list("f filter n last format")},
        {u"stats"_s, list("format")},
        {u"stop"_s, list("t time")},
        {u"restart"_s, list("t time")},
        {u"kill"_s, list("s signal")},
        {u"attach"_s, list("detach-keys")},
        {u"inspect"_s, list("f format type")},
        {u"login"_s, list("u username p password")},
        {u"network create"_s, list("d driver subnet gateway o opt label ip-range")},
        {u"volume create"_s, list("d driver o opt label name")},
        {u""_s, list("c context H host config l log-level tlscacert tlscert tlskey")},
    };
    return kOptions.value(subcommand);
}

QStringList composeOptionsWithValue(const QString &subcommand)
{
    static const QMap<QString, QStringList> kOptions {
        {u"exec"_s, list("e env u user w workdir index")},
        {u"run"_s,
         list("e env u user w workdir v volume p publish l label name entrypoint cap-add cap-drop "
              "pull env-from-file")},
        {u"up"_s, list("t timeout scale pull exit-code-from attach no-attach wait-timeout")},
        {u"down"_s, list("t timeout rmi")},
        {u"stop"_s, list("t timeout")},
        {u"restart"_s, list("t timeout")},
        {u"kill"_s, list("s signal")},
        {u"logs"_s, list("n tail since until index")},
        {u"build"_s, list("build-arg m memory progress ssh builder")},
        {u"ps"_s, list("filter format status")},
        {u"pull"_s, list("policy")},
        {u"port"_s, list("index protocol")},
        {u"config"_s, list("format hash o output")},
        {u""_s,
         list("f file p project-name profile env-file project-directory ansi parallel progress H "
              "host c context log-level tlscacert tlscert tlskey workdir")},
    };
    return kOptions.value(subcommand);
}

} // namespace devstack
