// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "guard/composemapping.h"

#include "core/text.h"
#include "guard/argumentscan.h"
#include "guard/centralmapping.h"
#include "guard/dockermapping.h"
#include "guard/platformcall.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QSet<QString> kGlobalValues {u"-f"_s,
                                   u"--file"_s,
                                   u"-p"_s,
                                   u"--project-name"_s,
                                   u"--profile"_s,
                                   u"--env-file"_s,
                                   u"--project-directory"_s,
                                   u"--ansi"_s,
                                   u"--progress"_s,
                                   u"--parallel"_s,
                                   u"-H"_s,
                                   u"--host"_s,
                                   u"-c"_s,
                                   u"--context"_s,
                                   u"--log-level"_s};
/// Global options that mean the same on the workspace's project.
const QSet<QString> kKeptValues {u"--ansi"_s, u"--progress"_s, u"--parallel"_s};
const QSet<QString> kKeptFlags {u"--dry-run"_s};

/// Options of the subcommands that take a value. Docker Compose reference, 2.40.
const QMap<QString, QSet<QString>> &subcommandValues()
{
    static const QMap<QString, QSet<QString>> kValues {
        {u"build"_s,
         {u"--build-arg"_s, u"-m"_s, u"--memory"_s, u"--progress"_s, u"--ssh"_s, u"--builder"_s}},
        {u"config"_s, {u"--format"_s, u"-o"_s, u"--output"_s, u"--hash"_s}},
        {u"cp"_s, {u"--index"_s}},
        {u"create"_s, {u"--pull"_s, u"--scale"_s}},
        {u"down"_s, {u"-t"_s, u"--timeout"_s, u"--rmi"_s}},
        {u"exec"_s,
         {u"-e"_s, u"--env"_s, u"--index"_s, u"-u"_s, u"--user"_s, u"-w"_s, u"--workdir"_s}},
        {u"images"_s, {u"--format"_s}},
        {u"kill"_s, {u"-s"_s, u"--signal"_s}},
        {u"logs"_s, {u"-n"_s, u"--tail"_s, u"--since"_s, u"--until"_s, u"--index"_s}},
        {u"port"_s, {u"--index"_s, u"--protocol"_s}},
        {u"ps"_s, {u"--filter"_s, u"--format"_s, u"--status"_s}},
        {u"pull"_s, {u"--policy"_s}},
        {u"restart"_s, {u"-t"_s, u"--timeout"_s}},
        {u"run"_s,
         {u"-e"_s,
          u"--env"_s,
          u"--env-from-file"_s,
          u"--entrypoint"_s,
          u"-l"_s,
          u"--label"_s,
          u"--name"_s,
          u"-p"_s,
          u"--publish"_s,
          u"--pull"_s,
          u"-u"_s,
          u"--user"_s,
          u"-v"_s,
          u"--volume"_s,
          u"-w"_s,
          u"--workdir"_s,
          u"--cap-add"_s,
          u"--cap-drop"_s}},
        {u"stop"_s, {u"-t"_s, u"--timeout"_s}},
        {u"up"_s,
         {u"-t"_s,
          u"--timeout"_s,
          u"--attach"_s,
          u"--no-attach"_s,
          u"--exit-code-from"_s,
          u"--pull"_s,
          u"--scale"_s,
          u"--wait-timeout"_s}},
    };
    return kValues;
}

/// Of these only the first positional is a service; what follows is a command or a port.
const QSet<QString> kFirstOnly {u"exec"_s, u"run"_s, u"port"_s, u"attach"_s};
/// These have no services at all.
const QSet<QString> kWithoutServices {
    u"ls"_s, u"version"_s, u"config"_s, u"convert"_s, u"volumes"_s};

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
    call.hopeless = true;
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
        if (m_verb == u"down")
            keepVolumes();
        const OptionForms forms {
            subcommandValues().value(m_verb), kFirstOnly.contains(m_verb), {}, false};
        const auto scan = scanArguments(m_arguments, 1, forms);
        if (!kWithoutServices.contains(m_verb)) {
            if (auto problem = mapServices(scan))
                return *problem;
        }
        if (m_verb == u"exec" || m_verb == u"run")
            return inside(scan);
        return result();
    }

private:
    /// Data volumes are external to Compose here; asked to delete them it would fail.
    void keepVolumes()
    {
        const qsizetype before = m_arguments.size();
        m_arguments.removeAll(u"-v"_s);
        m_arguments.removeAll(u"--volumes"_s);
        if (m_arguments.size() != before)
            m_call.note
                = u"docker compose down -v: the data of “%1” stays; “devstack reset %1 --yes” starts over with new data."_s
                      .arg(m_project.ida);
    }

    std::optional<GuardedCall> mapServices(const ScannedArguments &scan)
    {
        QList<qsizetype> dropped;
        QStringList passedOver;
        for (const qsizetype at : scan.positionals) {
            const QString word = m_arguments[at];
            QString name = word;
            QString rest;
            if (m_verb == u"cp" || m_verb == u"scale") {
                const qsizetype separator = word.indexOf(m_verb == u"cp" ? u':' : u'=');
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
        if (m_verb == u"exec" || m_verb == u"run" || m_verb == u"port")
            return answered(1, why);
        // Without a service left the command would mean all of them.
        if (passedOver.size() == scan.positionals.size())
            return answered(0, why);
        for (qsizetype i = dropped.size() - 1; i >= 0; --i)
            m_arguments.removeAt(dropped[i]);
        m_call.note = why;
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
    const auto globals = scanArguments(arguments, 0, {kGlobalValues, true, {}, false});
    if (globals.positionals.isEmpty()) {
        GuardedCall call;
        call.commands = {QStringList {map.docker, u"compose"_s} + arguments};
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
            u"docker compose -f %1 was not run: this workspace runs %2, and what another file starts would stand outside of it."_s
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
