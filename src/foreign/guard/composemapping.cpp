// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/composemapping.h"

#include "core/text.h"
#include "foreign/guard/argumentscan.h"
#include "foreign/guard/centralmapping.h"
#include "foreign/guard/commandtable.h"
#include "foreign/guard/dockermapping.h"
#include "foreign/guard/platformcall.h"
#include "foreign/guard/refusals.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Global options that mean the same on the workspace's project; the others choose a project.
const QSet<QString> kKeptValues {u"--ansi"_s, u"--progress"_s, u"--parallel"_s};
const QSet<QString> kKeptFlags {u"--dry-run"_s};

GuardedCall refused(const GuardProject &project, const QString &name)
{
    const QStringList known = project.services.keys();
    const auto near = nearest(name, known);
    GuardedCall call = answered(1,
                                u"“%1” has no service “%2”.%3 It has: %4."_s.arg(
                                    project.ida,
                                    printable(name),
                                    near ? u" Did the script mean “%1”?"_s.arg(*near) : QString(),
                                    known.join(u", "_s)));
    call.neverAnswers = true;
    return call;
}

/// A compose command on one project, from its subcommand on.
class ProjectCall
{
public:
    ProjectCall(const GuardMap &map, const GuardProject &project, QStringList arguments)
        : m_map(map)
        , m_project(project)
        , m_arguments(std::move(arguments))
        , m_verb(m_arguments.value(0))
    {
    }

    GuardedCall mapped()
    {
        if (!m_project.engineNote.isEmpty())
            return answered(1, m_project.engineNote);
        const CommandRow *row = findCommand(composeCommands(), m_verb);
        if (!row)
            return answered(
                1,
                u"docker compose %1 was not run: scripts of a workspace may not use this command. Call it outside of “devstack run”."_s
                    .arg(printable(m_verb)));
        auto scan = scanArguments(m_arguments, 1, row->forms());
        if (!scan.unknown.isEmpty())
            return unknownOption(u"docker compose "_s + m_verb, scan.unknown);
        if (dropOptions(*row, scan.uses))
            scan = scanArguments(m_arguments, 1, row->forms());
        if (row->treatment != CommandPolicy::NoServices) {
            if (auto problem = mapServices(*row, scan))
                return *problem;
        }
        if (m_verb == u"exec" || m_verb == u"run")
            return inside(scan);
        return result();
    }

private:
    /// Data volumes are external to Compose here, anonymous ones are not, and images may be
    /// others': neither goes. True when something was left out.
    bool dropOptions(const CommandRow &row, const QList<OptionUse> &uses)
    {
        QList<OptionUse> dropped;
        QStringList notes;
        for (const OptionUse &use : uses) {
            if (!row.drops(use.name))
                continue;
            dropped += use;
            if (use.name == u"--rmi")
                notes
                    += u"docker compose %1 --rmi: images stay, others on this machine may use them."_s
                           .arg(m_verb);
            else if (use.isOn)
                notes
                    += u"docker compose %1 %2: the data of “%3” stays; “devstack reset %3 --yes” starts over with new data."_s
                           .arg(m_verb, use.name, m_project.ida);
        }
        notes.removeDuplicates();
        m_call.note = notes.join(u' ');
        m_arguments = withoutOptions(m_arguments, dropped);
        return !dropped.isEmpty();
    }

    std::optional<GuardedCall> mapServices(const CommandRow &row, const ScannedArguments &scan)
    {
        const bool paths = row.treatment == CommandPolicy::ServicePaths;
        const bool counts = row.treatment == CommandPolicy::ServiceCounts;
        QList<qsizetype> dropped;
        QStringList passedOver;
        for (const qsizetype at : scan.positionals) {
            const QString word = m_arguments[at];
            QString name = word;
            QString rest;
            if (paths || counts) {
                const qsizetype separator = word.indexOf(paths ? u':' : u'=');
                if (separator < 1 || word.startsWith(u'.') || word.startsWith(u'/'))
                    continue;
                name = word.left(separator);
                rest = word.mid(separator);
            }
            const auto key = m_project.services.constFind(name);
            if (key != m_project.services.constEnd()) {
                m_arguments[at] = *key + rest;
            } else if (m_project.leftOut.contains(name)) {
                dropped += at;
                passedOver += name;
            } else {
                return refused(m_project, name);
            }
            if (row.treatment == CommandPolicy::FirstService)
                break;
        }
        for (const QString &option :
             {u"--exit-code-from"_s, u"--attach"_s, u"--no-attach"_s, u"--scale"_s}) {
            for (const qsizetype place : scan.places.values(option)) {
                for (auto it = m_project.services.begin(); it != m_project.services.end(); ++it) {
                    const QString &word = m_arguments[place];
                    if (word == it.key() || word.startsWith(it.key() + u'='))
                        m_arguments[place].replace(0, it.key().size(), it.value());
                }
            }
        }
        if (passedOver.isEmpty())
            return std::nullopt;
        const QString why = u"“%1” runs without %2 here (its variant or mode)."_s.arg(
            m_project.ida, passedOver.join(u", "_s));
        if (row.treatment == CommandPolicy::FirstService)
            return answered(1, why);
        // Without a service left the command would mean all of them.
        if (passedOver.size() == scan.positionals.size())
            return answered(0, why);
        for (qsizetype i = dropped.size() - 1; i >= 0; --i)
            m_arguments.removeAt(dropped[i]);
        m_call.note = m_call.note.isEmpty() ? why : m_call.note + u' ' + why;
        return std::nullopt;
    }

    GuardedCall inside(const ScannedArguments &scan)
    {
        if (scan.positionals.isEmpty())
            return result();
        const qsizetype at = scan.positionals.first();
        const QString service = m_project.services.key(m_arguments[at]);
        if (m_verb == u"exec") {
            for (const GuardContainer &container : m_map.containers) {
                if (container.ida != m_project.ida || container.service != service)
                    continue;
                if (auto native = platformCall(m_map, container, m_arguments.mid(at + 1)))
                    return *native;
                m_call.touched = {{container.name, scan.value({u"-u"_s, u"--user"_s})}};
            }
        }
        m_arguments = withMovedPorts(m_map, m_arguments, at + 1);
        if (m_verb == u"run")
            m_arguments.insert(1, u"--label=devstack.run=%1"_s.arg(m_map.run));
        else
            m_arguments.insert(1,
                               u"--env=%1=%2"_s.arg(QLatin1StringView(GuardMap::kMark), m_map.run));
        return result();
    }

    GuardedCall result()
    {
        m_call.commands = {QStringList {m_map.docker} + m_project.command + m_arguments};
        m_call.showsOldNames = m_verb == u"ps";
        return m_call;
    }

    const GuardMap &m_map;
    const GuardProject &m_project;
    QStringList m_arguments;
    QString m_verb;
    GuardedCall m_call;
};

/// The project that the files of `-f` stand for; null when they are no project of the workspace.
const GuardProject *projectOfFiles(const GuardMap &map, const QStringList &files)
{
    for (const GuardProject &project : map.projects) {
        const bool all = std::ranges::all_of(
            files, [&](const QString &file) { return project.files.contains(file); });
        if (all)
            return &project;
    }
    return nullptr;
}

/// The project whose checkout the call stands in, else that of the script.
const GuardProject *projectOfDirectory(const GuardMap &map, const QString &directory)
{
    const GuardProject *found = nullptr;
    for (const GuardProject &project : map.projects) {
        const bool inside
            = directory == project.checkout || directory.startsWith(project.checkout + u'/');
        if (inside && (!found || project.checkout.size() > found->checkout.size()))
            found = &project;
    }
    return found ? found : map.project(map.ida);
}

} // namespace

GuardedCall
onProject(const GuardMap &map, const GuardProject &project, const QStringList &arguments)
{
    return ProjectCall(map, project, arguments).mapped();
}

GuardedCall mapCompose(const GuardMap &map, const QStringList &arguments, const QString &directory)
{
    const auto globals
        = scanArguments(arguments, 0, findCommand(composeCommands(), QString())->forms());
    if (!globals.unknown.isEmpty())
        return unknownOption(u"docker compose"_s, globals.unknown);
    if (auto refused = refusedElsewhere(globals))
        return *refused;
    const bool isQuestion = globals.has({u"-v"_s, u"--version"_s, u"-h"_s, u"--help"_s});
    if (globals.positionals.isEmpty() || isQuestion) {
        GuardedCall call;
        call.commands = {{map.docker,
                          u"compose"_s,
                          globals.has({u"-v"_s, u"--version"_s}) ? u"--version"_s : u"--help"_s}};
        return call;
    }
    const QStringList command = arguments.mid(globals.positionals.first());
    QString base = directory;
    if (const QString given = globals.value({u"--project-directory"_s}); !given.isEmpty())
        base = QDir(directory).absoluteFilePath(given);
    QStringList files;
    for (const QString &option : {u"-f"_s, u"--file"_s}) {
        for (const QString &file : globals.values.values(option))
            files += QDir::cleanPath(QDir(directory).absoluteFilePath(file));
    }
    const QString projectName = globals.value({u"-p"_s, u"--project-name"_s});
    const bool isCentral = files.isEmpty()
        ? isCentralFolder(map, base) || projectName == u"devstack"
        : std::ranges::any_of(files, [&](const QString &file) {
              return isCentralFolder(map, file.section(u'/', 0, -2));
          });
    if (isCentral)
        return mapCentralCompose(map, command);
    const GuardProject *project
        = files.isEmpty() ? projectOfDirectory(map, base) : projectOfFiles(map, files);
    if (!project)
        return answered(
            1,
            u"docker compose -f %1 was not run: this workspace runs %2, and containers from another file would be outside of it."_s
                .arg(files.join(u" -f "_s),
                     map.project(map.ida) ? map.project(map.ida)->files.join(u", "_s) : map.ida));
    GuardedCall call = onProject(map, *project, command);
    QStringList kept;
    for (const QString &option : kKeptValues) {
        for (const QString &value : globals.values.values(option))
            kept += {option, value};
    }
    for (const QString &flag : globals.flags) {
        if (kKeptFlags.contains(flag))
            kept += flag;
    }
    // Right behind "docker compose".
    if (call.commands.size() == 1 && call.commands.first().value(1) == u"compose")
        call.commands.first()
            = call.commands.first().first(2) + kept + call.commands.first().mid(2);
    return call;
}

} // namespace devstack
