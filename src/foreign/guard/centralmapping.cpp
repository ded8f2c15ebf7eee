// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/centralmapping.h"

#include "foreign/guard/argumentscan.h"
#include "foreign/guard/composemapping.h"
#include "foreign/guard/dockermapping.h"
#include "foreign/guard/refusals.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A service of the central devstack, found in the workspace.
struct CentralService
{
    QString name;
    const GuardContainer *container = nullptr;
};

CentralService find(const GuardMap &map, const QString &name)
{
    if (const GuardContainer *container = map.container(u"edx.devstack."_s + name))
        return {name, container};
    const QString dashed = QString(name).replace(u'_', u'-');
    for (const GuardContainer &container : map.containers) {
        // The first one of an IDA is its primary service.
        if (container.ida == name || container.ida == dashed)
            return {name, &container};
    }
    return {name, nullptr};
}

QString nobody(const QStringList &names)
{
    return u"Nothing in this workspace provides %1 of the central devstack; skipped."_s.arg(
        names.join(u", "_s));
}

GuardedCall start(const GuardMap &map, const QStringList &names)
{
    QStringList missing;
    QMap<QString, QStringList> wanted; // IDA → services
    for (const QString &name : names) {
        const CentralService service = find(map, name);
        if (service.container)
            wanted[service.container->ida] += service.container->service;
        else
            missing += name;
    }
    GuardedCall call;
    if (!missing.isEmpty())
        call.note = nobody(missing);
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const GuardProject *project = map.project(it.key());
        if (!project)
            continue;
        const GuardedCall one
            = onProject(map,
                        *project,
                        QStringList {u"up"_s, u"-d"_s, u"--no-build"_s, u"--no-recreate"_s} + *it);
        if (one.commands.isEmpty())
            return one;
        call.commands += one.commands;
    }
    return call;
}

} // namespace

bool isCentralFolder(const GuardMap &map, const QString &folder)
{
    if (folder == map.central)
        return true;
    if (folder.section(u'/', -1) != u"devstack")
        return false;
    return std::ranges::none_of(map.projects, [&](const GuardProject &project) {
        return folder == project.checkout || folder.startsWith(project.checkout + u'/');
    });
}

GuardedCall mapCentralCompose(const GuardMap &map, const QStringList &command)
{
    const QString verb = command.value(0);
    const auto scan = scanArguments(command,
                                    1,
                                    {{u"-t"_s,
                                      u"--timeout"_s,
                                      u"-n"_s,
                                      u"--tail"_s,
                                      u"-u"_s,
                                      u"--user"_s,
                                      u"-e"_s,
                                      u"--env"_s,
                                      u"-w"_s,
                                      u"--workdir"_s,
                                      u"--scale"_s,
                                      u"--since"_s,
                                      u"--index"_s},
                                     verb == u"exec" || verb == u"run",
                                     {},
                                     false});
    QStringList names;
    for (const qsizetype at : scan.positionals)
        names += command[at];
    if (verb == u"up" || verb == u"start" || verb == u"create")
        return start(map, names);
    if (verb == u"ps")
        return mapDocker(map, {u"ps"_s}, map.central);
    const bool acts = verb == u"exec" || verb == u"run" || verb == u"logs" || verb == u"restart"
        || verb == u"top";
    if (acts && !names.isEmpty()) {
        const CentralService service = find(map, names.first());
        if (!service.container)
            return unknownContainer(map, u"edx.devstack."_s + names.first());
        QStringList mapped = command;
        mapped[scan.positionals.first()] = service.container->service;
        if (const GuardProject *project = map.project(service.container->ida))
            return onProject(map, *project, mapped);
    }
    return answered(
        0,
        u"docker compose %1 on the central devstack: the workspace's IDAs are left as they are."_s
            .arg(command.join(u' ')));
}

GuardedCall mapCentralTarget(const GuardMap &map, const QString &target)
{
    // dev.VERB.service+service, dev.VERB, service-VERB
    QString verb = target;
    QStringList names;
    if (target.startsWith(u"dev.")) {
        const QString rest = target.mid(4);
        const QString last = rest.section(u'.', -1);
        const bool modified = rest.contains(u".without-deps."_s) || rest.contains(u".with-"_s);
        verb = rest.section(u'.', 0, 0);
        if (rest.contains(u'.') && (modified || rest.count(u'.') == 1))
            names = last.split(u'+', Qt::SkipEmptyParts);
    } else if (target.contains(u'-')) {
        verb = target.section(u'-', -1);
        names = {target.section(u'-', 0, -2)};
    }
    if (verb == u"up")
        return names.isEmpty()
            ? answered(
                0, u"The workspace already runs what its IDAs need; %1 adds nothing."_s.arg(target))
            : start(map, names);
    if (verb == u"shell" && names.size() == 1) {
        const CentralService service = find(map, names.first());
        return service.container
            ? mapDocker(map, {u"exec"_s, u"-it"_s, service.container->name, u"bash"_s}, map.central)
            : unknownContainer(map, u"edx.devstack."_s + names.first());
    }
    if (verb == u"provision" || verb == u"check" || verb == u"wait-for")
        return answered(
            0,
            u"The workspace provisions its IDAs itself (devstack up); %1 adds nothing."_s.arg(
                target));
    if (verb == u"pull" || verb == u"stop" || verb == u"down" || verb == u"clone")
        return answered(
            0,
            u"%1 of the central devstack: the workspace's IDAs are left as they are."_s.arg(
                target));
    return answered(
        1,
        u"The central devstack's target %1 has no meaning here. “devstack help” lists what a "
        u"workspace can do."_s.arg(target));
}

GuardedCall mapMake(const GuardMap &map, const QStringList &arguments, const QString &directory)
{
    QString folder = directory;
    QList<qsizetype> spent;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        QString value;
        if (word == u"-C" || word == u"--directory") {
            value = arguments.value(i + 1);
            spent += {i, i + 1};
            ++i;
        } else if (word.startsWith(u"--directory=")) {
            value = word.mid(12);
            spent += i;
        } else if (word.startsWith(u"-C")) {
            value = word.mid(2);
            spent += i;
        } else {
            continue;
        }
        folder = QDir::cleanPath(QDir(folder).absoluteFilePath(value));
    }
    GuardedCall call;
    if (!isCentralFolder(map, folder) || folder == map.central) {
        call.commands = {QStringList {map.make} + arguments};
        return call;
    }
    QStringList rest;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (!spent.contains(i))
            rest += arguments[i];
    }
    call.commands = {QStringList {map.make, u"-C"_s, map.central} + rest};
    return call;
}

QMap<QString, QByteArray> centralFiles(const QString &launcher)
{
    // make reads $ and # in a path; the shell of a recipe reads quotes.
    QByteArray path = launcher.toUtf8();
    path.replace("'", "'\\''").replace("$", "$$").replace("#", "\\#");
    return {
        {u"Makefile"_s,
         "# Stands for the central devstack while a script of a workspace runs.\n"
         ".DEFAULT:\n\t@'"
             + path
             + "' central $@\n"
               "help:\n\t@echo 'The workspace answers for the central devstack here.'\n"
               ".PHONY: help\n"},
        {u"docker-compose.yml"_s,
         "# Stands for the central devstack's file; the workspace answers for it.\nservices: {}\n"},
        {u"scripts/colors.sh"_s,
         "RED='\\033[0;31m'\nGREEN='\\033[0;32m'\nYELLOW='\\033[0;33m'\nNC='\\033[0m'\n"},
    };
}

} // namespace devstack
