// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "guard/dockermapping.h"

#include "core/text.h"
#include "guard/argumentscan.h"
#include "guard/composemapping.h"
#include "guard/platformcall.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Subcommands whose positionals are containers, with their options that take a value.
/// docker CLI reference, version 27.
const QMap<QString, QSet<QString>> &containerVerbs()
{
    static const QMap<QString, QSet<QString>> kVerbs {
        {u"attach"_s, {u"--detach-keys"_s}},
        {u"diff"_s, {}},
        {u"export"_s, {u"-o"_s, u"--output"_s}},
        {u"inspect"_s, {u"-f"_s, u"--format"_s, u"--type"_s}},
        {u"kill"_s, {u"-s"_s, u"--signal"_s}},
        {u"logs"_s, {u"-n"_s, u"--tail"_s, u"--since"_s, u"--until"_s}},
        {u"pause"_s, {}},
        {u"port"_s, {}},
        {u"restart"_s, {u"-t"_s, u"--time"_s, u"--timeout"_s, u"-s"_s, u"--signal"_s}},
        {u"rm"_s, {}},
        {u"start"_s, {u"--detach-keys"_s, u"--checkpoint"_s, u"--checkpoint-dir"_s}},
        {u"stats"_s, {u"--format"_s}},
        {u"stop"_s, {u"-t"_s, u"--time"_s, u"--timeout"_s, u"-s"_s, u"--signal"_s}},
        {u"top"_s, {}},
        {u"unpause"_s, {}},
        {u"wait"_s, {}},
    };
    return kVerbs;
}

/// Verbs of which only the first positional is a container.
const QSet<QString> kFirstOnly {u"port"_s, u"top"_s, u"attach"_s, u"export"_s};

const QSet<QString> kExecValues {u"-e"_s,
                                 u"--env"_s,
                                 u"--env-file"_s,
                                 u"-u"_s,
                                 u"--user"_s,
                                 u"-w"_s,
                                 u"--workdir"_s,
                                 u"--detach-keys"_s};

const QSet<QString> kRunFlags {u"--detach"_s,
                               u"--interactive"_s,
                               u"--tty"_s,
                               u"--rm"_s,
                               u"--init"_s,
                               u"--privileged"_s,
                               u"--read-only"_s,
                               u"--publish-all"_s,
                               u"--no-healthcheck"_s,
                               u"--quiet"_s,
                               u"--sig-proxy"_s,
                               u"--oom-kill-disable"_s,
                               u"--disable-content-trust"_s,
                               u"--use-api-socket"_s};
const QSet<QString> kRunShortValues {
    u"-a"_s, u"-c"_s, u"-e"_s, u"-h"_s, u"-l"_s, u"-m"_s, u"-p"_s, u"-u"_s, u"-v"_s, u"-w"_s};

const QSet<QString> kGlobalValues {u"--config"_s,
                                   u"-c"_s,
                                   u"--context"_s,
                                   u"-H"_s,
                                   u"--host"_s,
                                   u"-l"_s,
                                   u"--log-level"_s,
                                   u"--tlscacert"_s,
                                   u"--tlscert"_s,
                                   u"--tlskey"_s};

/// An id as `docker ps -q` prints it: taken from a list that held this workspace's only.
bool isContainerId(const QString &name)
{
    static const QRegularExpression kId(u"\\A[0-9a-f]{12,64}\\z"_s);
    return kId.match(name).hasMatch();
}

/// One call of the docker program, past its global options.
class DockerCommand
{
public:
    DockerCommand(const GuardMap &map, QStringList arguments, qsizetype verb)
        : m_map(map)
        , m_arguments(std::move(arguments))
        , m_at(verb)
        , m_verb(m_arguments[verb])
    {
    }

    GuardedCall mapped(const QString &directory)
    {
        if (m_verb == u"compose")
            return mapCompose(m_map, m_arguments.mid(m_at + 1), directory);
        const QString noun = m_verb;
        if (noun == u"container" && m_at + 1 < m_arguments.size()) {
            m_verb = m_arguments[++m_at];
            if (m_verb == u"ls" || m_verb == u"list")
                m_verb = u"ps"_s;
        }
        if (m_verb == u"prune"
            || (m_verb == u"system" && m_arguments.mid(m_at + 1).contains(u"prune"_s))
            || ((m_verb == u"image" || m_verb == u"builder" || m_verb == u"network")
                && m_arguments.value(m_at + 1) == u"prune"))
            return answered(
                1,
                u"docker %1 was not run: it reaches beyond this workspace. “devstack clean” frees what the workspace occupies."_s
                    .arg(m_arguments.mid(m_at).join(u' ')));
        if (m_verb == u"exec")
            return exec();
        if (m_verb == u"cp")
            return copy();
        if (m_verb == u"ps")
            return list();
        if (m_verb == u"run" || m_verb == u"create")
            return create();
        if (m_verb == u"volume")
            return volume();
        if (m_verb == u"network")
            return network();
        if (containerVerbs().contains(m_verb))
            return onContainers();
        return passed();
    }

private:
    GuardedCall passed() const
    {
        GuardedCall call;
        call.commands = {QStringList {m_map.docker} + m_arguments};
        return call;
    }

    /// Puts the real name at `index`; false when nobody goes by the name there.
    bool putRealName(qsizetype index)
    {
        const GuardContainer *container = m_map.container(m_arguments[index]);
        if (container)
            m_arguments[index] = container->name;
        return container || isContainerId(m_arguments[index]);
    }

    GuardedCall exec()
    {
        const auto scan = scanArguments(m_arguments, m_at + 1, {kExecValues, true, {}, false});
        if (scan.positionals.isEmpty())
            return passed();
        const qsizetype at = scan.positionals.first();
        const QString name = m_arguments[at];
        if (const GuardContainer *container = m_map.container(name)) {
            if (auto native = platformCall(m_map, *container, m_arguments.mid(at + 1)))
                return *native;
        }
        if (!putRealName(at))
            return unknownContainer(m_map, name);
        GuardedCall call;
        call.touched = {{m_arguments[at], scan.value({u"-u"_s, u"--user"_s})}};
        call.container = m_arguments[at];
        m_arguments = withMovedPorts(m_map, m_arguments, at + 1);
        m_arguments.insert(m_at + 1,
                           u"--env=%1=%2"_s.arg(QLatin1StringView(GuardMap::kMark), m_map.run));
        call.commands = {QStringList {m_map.docker} + m_arguments};
        return call;
    }

    GuardedCall copy()
    {
        const auto scan = scanArguments(m_arguments, m_at + 1, {});
        for (const qsizetype at : scan.positionals) {
            const QString &word = m_arguments[at];
            const qsizetype colon = word.indexOf(u':');
            // docker reads "./a:b" and "/a:b" as files.
            if (colon < 1 || word.startsWith(u'/') || word.startsWith(u'.'))
                continue;
            const QString name = word.left(colon);
            const GuardContainer *container = m_map.container(name);
            if (!container && !isContainerId(name))
                return unknownContainer(m_map, name);
            if (container)
                m_arguments[at] = container->name + word.mid(colon);
        }
        return passed();
    }

    GuardedCall list()
    {
        const auto scan = scanArguments(
            m_arguments,
            m_at + 1,
            {{u"-f"_s, u"--filter"_s, u"--format"_s, u"-n"_s, u"--last"_s}, false, {}, false});
        for (const QString &option : {u"-f"_s, u"--filter"_s}) {
            for (const qsizetype place : scan.places.values(option))
                mapNameFilter(m_arguments[place]);
        }
        m_arguments.insert(m_at + 1,
                           u"--filter=label=devstack.workspace=%1"_s.arg(m_map.workspace));
        GuardedCall call = passed();
        call.showsOldNames = true;
        return call;
    }

    void mapNameFilter(QString &word) const
    {
        const qsizetype key = word.indexOf(u"name="_s);
        if (key < 0)
            return;
        QString wanted = word.mid(key + 5);
        wanted.remove(u'^').remove(u'$').remove(u'/').replace(u"\\."_s, u"."_s);
        if (const GuardContainer *container = m_map.container(wanted))
            word = word.left(key) + u"name=^/?%1$"_s.arg(container->name);
    }

    GuardedCall create()
    {
        const auto scan
            = scanArguments(m_arguments, m_at + 1, {kRunShortValues, true, kRunFlags, true});
        for (const QString &option : {u"--network"_s, u"--net"_s}) {
            for (const qsizetype place : scan.places.values(option)) {
                const QString network = scan.values.value(option);
                if (m_map.oldNetworks.contains(network))
                    m_arguments[place].replace(network, m_map.network);
            }
        }
        m_arguments.insert(m_at + 1, u"--label=devstack.run=%1"_s.arg(m_map.run));
        return passed();
    }

    GuardedCall volume() const
    {
        const QString verb = m_arguments.value(m_at + 1);
        const QString names = m_arguments.mid(m_at + 2).join(u' ');
        if (verb == u"rm" || verb == u"remove" || verb == u"prune")
            return answered(
                1,
                u"docker volume %1 %2 was not run: data of a workspace is kept in volumes of its own. “devstack reset %3 --yes” starts over with new data and keeps the old as a checkpoint."_s
                    .arg(verb, names, m_map.ida));
        if (verb == u"create")
            return answered(
                0,
                u"docker volume create: the workspace makes the volumes of its IDAs itself"_s,
                names.section(u' ', -1) + u'\n');
        return passed();
    }

    GuardedCall network()
    {
        const QString verb = m_arguments.value(m_at + 1);
        const auto scan = scanArguments(m_arguments,
                                        m_at + 2,
                                        {{u"-d"_s,
                                          u"--driver"_s,
                                          u"--subnet"_s,
                                          u"--gateway"_s,
                                          u"-o"_s,
                                          u"--opt"_s,
                                          u"--label"_s,
                                          u"--ip-range"_s,
                                          u"--alias"_s,
                                          u"--ip"_s,
                                          u"--ip6"_s,
                                          u"--link"_s,
                                          u"-f"_s,
                                          u"--format"_s,
                                          u"--filter"_s,
                                          u"--scope"_s},
                                         false,
                                         {},
                                         false});
        if (scan.positionals.isEmpty())
            return passed();
        const QString name = m_arguments[scan.positionals.first()];
        const bool isOld = m_map.oldNetworks.contains(name);
        if (verb == u"create" && isOld)
            return answered(0, {}, name + u'\n');
        if ((verb == u"rm" || verb == u"remove") && isOld)
            return answered(0,
                            u"The network %1 is the workspace's own here and stays."_s.arg(name));
        if (verb == u"connect" || verb == u"disconnect") {
            if (isOld)
                return answered(
                    0, u"Every IDA is on the workspace's network in place of %1."_s.arg(name));
            if (scan.positionals.size() > 1 && !putRealName(scan.positionals[1]))
                return unknownContainer(m_map, m_arguments[scan.positionals[1]]);
            return passed();
        }
        if (verb == u"inspect") {
            for (const qsizetype at : scan.positionals) {
                if (m_map.oldNetworks.contains(m_arguments[at]))
                    m_arguments[at] = m_map.network;
            }
        }
        return passed();
    }

    GuardedCall onContainers()
    {
        const auto scan = scanArguments(
            m_arguments,
            m_at + 1,
            {containerVerbs().value(m_verb), kFirstOnly.contains(m_verb), {}, false});
        // inspect takes images, networks and volumes too.
        const bool others = m_verb == u"inspect" && scan.value({u"--type"_s}) != u"container";
        for (const qsizetype at : scan.positionals) {
            const QString name = m_arguments[at];
            if (!putRealName(at) && !others)
                return unknownContainer(m_map, name);
        }
        return passed();
    }

    const GuardMap &m_map;
    QStringList m_arguments;
    qsizetype m_at; ///< of the verb
    QString m_verb;
};

} // namespace

GuardedCall answered(int code, const QString &note, const QString &output)
{
    GuardedCall call;
    call.code = code;
    call.note = note;
    call.output = output;
    return call;
}

QString notMadeYet(const QString &name, const QString &ida)
{
    return u"The container “%1” does not exist yet: “devstack up %2” makes it."_s.arg(
        printable(name), printable(ida));
}

GuardedCall unknownContainer(const GuardMap &map, const QString &name)
{
    for (const GuardContainer &unmade : map.unmade) {
        if (unmade.oldNames.contains(name)) {
            GuardedCall call = answered(1, notMadeYet(name, unmade.ida));
            call.hopeless = true;
            return call;
        }
    }
    const QStringList known = map.knownNames();
    const auto near = nearest(name, known);
    GuardedCall call
        = answered(1,
                   u"No IDA of this workspace has a container “%1”.%2 It has: %3."_s.arg(
                       printable(name),
                       near ? u" Did the script mean “%1”?"_s.arg(*near) : QString(),
                       known.isEmpty() ? u"none"_s : known.join(u", "_s)));
    call.hopeless = true;
    return call;
}

QStringList withMovedPorts(const GuardMap &map, QStringList arguments, qsizetype from)
{
    for (qsizetype i = from; i < arguments.size(); ++i)
        arguments[i] = followPorts(arguments[i], map.ports).text;
    return arguments;
}

GuardedCall mapDocker(const GuardMap &map, const QStringList &arguments, const QString &directory)
{
    const auto globals = scanArguments(arguments, 0, {kGlobalValues, true, {}, false});
    const bool elsewhere = globals.has({u"-H"_s, u"--host"_s, u"-c"_s, u"--context"_s});
    if (globals.positionals.isEmpty() || elsewhere) {
        GuardedCall call;
        call.commands = {QStringList {map.docker} + arguments};
        return call;
    }
    return DockerCommand(map, arguments, globals.positionals.first()).mapped(directory);
}

} // namespace devstack
