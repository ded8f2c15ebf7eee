// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/dockermapping.h"

#include "core/text.h"
#include "foreign/guard/commandtable.h"
#include "foreign/guard/composemapping.h"
#include "foreign/guard/platformcall.h"
#include "foreign/guard/refusals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Options of run and create whose value names another container, with what stands before it.
const QList<std::pair<QString, QString>> kContainerValues {{u"--link"_s, u""_s},
                                                           {u"--volumes-from"_s, u""_s},
                                                           {u"--network"_s, u"container:"_s},
                                                           {u"--net"_s, u"container:"_s},
                                                           {u"--pid"_s, u"container:"_s},
                                                           {u"--ipc"_s, u"container:"_s},
                                                           {u"--uts"_s, u"container:"_s}};

/// One call of the docker program, past its global options.
class DockerCommand
{
public:
    DockerCommand(const GuardMap &map, QStringList arguments, const FoundCommand &found)
        : m_map(map)
        , m_arguments(std::move(arguments))
        , m_at(found.at)
        , m_row(*found.row)
        , m_name(found.name)
    {
    }

    GuardedCall mapped()
    {
        m_scan = scanArguments(m_arguments, m_at + 1, m_row.forms());
        if (!m_scan.unknown.isEmpty())
            return unknownOption(u"docker "_s + m_name, m_scan.unknown);
        dropOptions();
        switch (m_row.treatment) {
        case CommandPolicy::Containers:
        case CommandPolicy::FirstContainer:
        case CommandPolicy::Shown:
            return onContainers();
        case CommandPolicy::Exec:
            return exec();
        case CommandPolicy::Copied:
            return copy();
        case CommandPolicy::Listed:
            return list();
        case CommandPolicy::Made:
            return create();
        case CommandPolicy::ImagesKept:
            return answered(
                0,
                u"docker %1 %2: images stay, others on this machine may use them. Remove them "
                u"outside of “devstack run” if they are unused."_s.arg(
                    m_name, printable(positionals().join(u' '))));
        case CommandPolicy::VolumesKept:
            return answered(
                1,
                u"docker %1 %2 was not run: a workspace keeps its data in volumes of its own. “devstack reset %3 --yes” starts over with new data and keeps the old as a checkpoint."_s
                    .arg(m_name, printable(positionals().join(u' ')), m_map.ida));
        case CommandPolicy::VolumeMade:
            return answered(
                0,
                u"docker volume create: the workspace makes the volumes of its IDAs itself"_s,
                positionals().value(0, m_scan.value({u"--name"_s})) + u'\n');
        case CommandPolicy::NetworkMade:
        case CommandPolicy::NetworkRemoved:
        case CommandPolicy::NetworkJoined:
        case CommandPolicy::NetworkShown:
            return network();
        default:
            return passed();
        }
    }

private:
    GuardedCall passed() const
    {
        GuardedCall call;
        call.note = m_note;
        call.commands = {QStringList {m_map.docker} + m_arguments};
        return call;
    }

    QStringList positionals() const
    {
        QStringList words;
        for (const qsizetype at : m_scan.positionals)
            words += m_arguments[at];
        return words;
    }

    void dropOptions()
    {
        QList<OptionUse> dropped;
        for (const OptionUse &use : std::as_const(m_scan.uses)) {
            if (!m_row.drops(use.name))
                continue;
            dropped += use;
            if (use.isOn)
                m_note
                    = u"docker %1 %2: volumes stay; their data belongs to the workspace. “devstack reset %3 --yes” starts over with new data."_s
                          .arg(m_name, use.name, m_map.ida);
        }
        if (dropped.isEmpty())
            return;
        m_arguments = withoutOptions(m_arguments, dropped);
        m_scan = scanArguments(m_arguments, m_at + 1, m_row.forms());
    }

    /// Puts the real name at `index`; false when nobody goes by the name there.
    bool putRealName(qsizetype index)
    {
        const auto name = m_map.realName(m_arguments[index]);
        if (name)
            m_arguments[index] = *name;
        return name.has_value();
    }

    GuardedCall exec()
    {
        if (m_scan.positionals.isEmpty())
            return passed();
        const qsizetype at = m_scan.positionals.first();
        const QString name = m_arguments[at];
        if (const GuardContainer *container = m_map.container(name)) {
            if (auto native = platformCall(m_map, *container, m_arguments.mid(at + 1)))
                return *native;
        }
        if (!putRealName(at))
            return unknownContainer(m_map, name);
        GuardedCall call;
        call.touched = {{m_arguments[at], m_scan.value({u"-u"_s, u"--user"_s})}};
        call.container = m_arguments[at];
        m_arguments = withMovedPorts(m_map, m_arguments, at + 1);
        m_arguments.insert(m_at + 1,
                           u"--env=%1=%2"_s.arg(QLatin1StringView(GuardMap::kMark), m_map.run));
        call.commands = {QStringList {m_map.docker} + m_arguments};
        return call;
    }

    GuardedCall copy()
    {
        for (const qsizetype at : std::as_const(m_scan.positionals)) {
            const QString &word = m_arguments[at];
            const qsizetype colon = word.indexOf(u':');
            // docker reads "./a:b" and "/a:b" as files.
            if (colon < 1 || word.startsWith(u'/') || word.startsWith(u'.'))
                continue;
            const QString name = word.left(colon);
            const auto real = m_map.realName(name);
            if (!real)
                return unknownContainer(m_map, name);
            m_arguments[at] = *real + word.mid(colon);
        }
        return passed();
    }

    GuardedCall list()
    {
        for (const QString &option : {u"-f"_s, u"--filter"_s}) {
            for (const qsizetype place : m_scan.places.values(option))
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
        for (const OptionUse &use : std::as_const(m_scan.uses)) {
            QString value = use.value;
            if ((use.name == u"--network" || use.name == u"--net")
                && m_map.oldNetworks.contains(value))
                value = m_map.network;
            for (const auto &[option, before] : kContainerValues) {
                if (use.name != option || !use.value.startsWith(before))
                    continue;
                // NAME:ALIAS and NAME:ro
                const QString reference = use.value.mid(before.size());
                const QString name = reference.section(u':', 0, 0);
                const auto real = m_map.realName(name);
                if (!real)
                    return unknownContainer(m_map, name);
                value = before + *real + reference.mid(name.size());
            }
            if (value == use.value)
                continue;
            QString &word = m_arguments[use.valueWord < 0 ? use.word : use.valueWord];
            word = word.chopped(use.value.size()) + value;
        }
        m_arguments.insert(m_at + 1, u"--label=devstack.run=%1"_s.arg(m_map.run));
        return passed();
    }

    GuardedCall network()
    {
        if (m_scan.positionals.isEmpty())
            return passed();
        const QString name = m_arguments[m_scan.positionals.first()];
        const bool isOld = m_map.oldNetworks.contains(name);
        switch (m_row.treatment) {
        case CommandPolicy::NetworkMade:
            if (isOld)
                return answered(0, {}, name + u'\n');
            m_arguments.insert(m_at + 1, u"--label=devstack.run=%1"_s.arg(m_map.run));
            return passed();
        case CommandPolicy::NetworkShown:
            for (const qsizetype at : std::as_const(m_scan.positionals)) {
                if (m_map.oldNetworks.contains(m_arguments[at]))
                    m_arguments[at] = m_map.network;
            }
            return passed();
        case CommandPolicy::NetworkJoined:
            if (isOld)
                return answered(
                    0, u"Every IDA is on the workspace's network in place of %1."_s.arg(name));
            if (!m_map.madeNetworks.contains(name))
                return unknownNetwork(name);
            if (m_scan.positionals.size() > 1 && !putRealName(m_scan.positionals[1]))
                return unknownContainer(m_map, m_arguments[m_scan.positionals[1]]);
            for (const QString &place : m_scan.values.values(u"--link"_s)) {
                if (!m_map.realName(place.section(u':', 0, 0)))
                    return unknownContainer(m_map, place.section(u':', 0, 0));
            }
            return passed();
        default:
            return removeNetworks();
        }
    }

    GuardedCall removeNetworks()
    {
        // From the end, so that the places of those before stay true.
        for (qsizetype i = m_scan.positionals.size() - 1; i >= 0; --i) {
            const QString name = m_arguments[m_scan.positionals[i]];
            if (m_map.oldNetworks.contains(name)) {
                m_note = u"The network %1 is the workspace's own here and stays."_s.arg(name);
                m_arguments.removeAt(m_scan.positionals.takeAt(i));
            } else if (!m_map.madeNetworks.contains(name)) {
                return unknownNetwork(name);
            }
        }
        return m_scan.positionals.isEmpty() ? answered(0, m_note) : passed();
    }

    GuardedCall unknownNetwork(const QString &name) const
    {
        GuardedCall call = answered(
            1,
            u"docker %1 %2 was not run: the network is neither this workspace's nor made by this script. It has: %3."_s
                .arg(m_name, printable(name), m_map.oldNetworks.join(u", "_s)));
        call.asksEngine = true;
        return call;
    }

    GuardedCall onContainers()
    {
        // `docker inspect` takes images, networks and volumes too.
        const QString type = m_scan.value({u"--type"_s});
        const bool others = m_row.treatment == CommandPolicy::Shown
            && !m_name.startsWith(u"container ") && type != u"container";
        const bool firstOnly = m_row.treatment == CommandPolicy::FirstContainer;
        for (const qsizetype at : std::as_const(m_scan.positionals)) {
            const QString name = m_arguments[at];
            if (!putRealName(at) && !others)
                return unknownContainer(m_map, name);
            if (firstOnly)
                break;
        }
        return passed();
    }

    const GuardMap &m_map;
    QStringList m_arguments;
    qsizetype m_at; ///< of the last word of the subcommand
    const CommandRow &m_row;
    QString m_name;
    QString m_note;
    ScannedArguments m_scan;
};

} // namespace

QStringList withMovedPorts(const GuardMap &map, QStringList arguments, qsizetype from)
{
    for (qsizetype i = from; i < arguments.size(); ++i)
        arguments[i] = followPorts(arguments[i], map.ports).text;
    return arguments;
}

GuardedCall mapDocker(const GuardMap &map, const QStringList &arguments, const QString &directory)
{
    const auto globals
        = scanArguments(arguments, 0, findCommand(dockerCommands(), QString())->forms());
    if (!globals.unknown.isEmpty())
        return unknownOption(u"docker"_s, globals.unknown);
    if (auto refused = refusedElsewhere(globals))
        return *refused;
    if (globals.positionals.isEmpty()) {
        GuardedCall call;
        call.commands = {QStringList {map.docker} + arguments};
        return call;
    }
    const qsizetype at = globals.positionals.first();
    if (arguments[at] == u"compose")
        return mapCompose(map, arguments.mid(at + 1), directory);
    const FoundCommand found = findDockerCommand(arguments, at);
    if (!found.row)
        return refusedCommand(found);
    return DockerCommand(map, arguments, found).mapped();
}

} // namespace devstack
