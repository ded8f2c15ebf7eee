// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/guardedcall.h"
#include "foreign/guard/guardmap.h"

using namespace Qt::StringLiterals;

/// A workspace of two IDAs and a platform, as the launchers of a script of "library" see it.
inline devstack::GuardMap sampleMap()
{
    using namespace devstack;

    GuardMap map;
    map.run = u"r1"_s;
    map.ida = u"library"_s;
    map.workspace = u"ws-1"_s;
    map.network = u"ws-1-workspace"_s;
    map.oldNetworks = {u"devstack_default"_s};
    map.docker = u"/usr/bin/docker"_s;
    map.make = u"/usr/bin/make"_s;
    map.folder = u"/w/.devstack/run"_s;
    map.central = u"/w/.devstack/run/workspace/devstack"_s;
    map.containers = {
        {u"library"_s, u"app"_s, u"ws-1-library-app"_s, {u"library.app"_s}},
        {u"library"_s, u"db"_s, u"ws-1-library-db"_s, {u"library.mysql"_s, u"db"_s}},
        {u"archive"_s, u"db"_s, u"ws-1-archive-db"_s, {u"archive.mysql"_s, u"db"_s}},
        {u"platform"_s, u"web"_s, u"ws-1-platform-web"_s, {u"edx.devstack.lms"_s}},
    };
    map.unmade = {{u"fresh"_s, u"app"_s, {}, {u"fresh.app"_s}}};
    const auto project = [](const QString &ida, const QMap<QString, QString> &services) {
        return GuardProject {ida,
                             u"/w/"_s + ida,
                             {u"compose"_s,
                              u"-p"_s,
                              u"ws-1-"_s + ida,
                              u"-f"_s,
                              u"/w/.devstack/"_s + ida + u"/compose.json"_s},
                             services,
                             {},
                             {u"/w/"_s + ida + u"/docker-compose.yml"_s},
                             {},
                             {},
                             {}};
    };
    map.projects
        = {project(u"library"_s, {{u"app"_s, u"library.app"_s}, {u"db"_s, u"library.db"_s}}),
           project(u"archive"_s, {{u"db"_s, u"archive.db"_s}}),
           project(u"platform"_s, {{u"web"_s, u"platform.web"_s}})};
    map.projects[0].leftOut = {u"worker"_s};
    map.ports.targets = {{18170, 28170}};
    return map;
}

/// The commands of a call as lines of words, each joined by blanks; the program and the options of
/// the workspace's compose projects shortened.
inline QStringList textOf(const devstack::GuardedCall &call)
{
    QStringList lines;
    for (const QStringList &command : call.commands) {
        QString line = command.join(u' ');
        for (const char *ida : {"library", "archive", "platform"}) {
            const QString name = QString::fromLatin1(ida);
            line.replace(u"compose -p ws-1-%1 -f /w/.devstack/%1/compose.json"_s.arg(name),
                         u"compose@%1"_s.arg(name));
        }
        lines += line.replace(u"/usr/bin/"_s, QString());
    }
    return lines;
}
