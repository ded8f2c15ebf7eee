// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "guard/guardmap.h"

#include <QStringList>

#include <optional>

namespace devstack {

/// What a launcher reported, one line of GuardMap::eventsPath().
struct GuardEvent
{
    QString call; ///< the command as the script wrote it
    QString note; ///< what the launcher had to say about it
    bool hopeless = false; ///< see GuardedCall
    QString container; ///< where it started a process
    QString user;

    QByteArray toLine() const;
    static std::optional<GuardEvent> fromLine(const QByteArray &line);
};

/// The names under which the launchers stand in the folder that comes first in PATH.
inline const QStringList kLauncherNames {
    QStringLiteral("docker"), QStringLiteral("docker-compose"), QStringLiteral("make")};

/// The variables by which docker finds its Engine. A script gets those of the workspace
/// (GuardMap::engine); the launchers put them back before each call.
inline const QStringList kEngineVariables {QStringLiteral("DOCKER_HOST"),
                                           QStringLiteral("DOCKER_CONTEXT"),
                                           QStringLiteral("DOCKER_CONFIG"),
                                           QStringLiteral("DOCKER_CERT_PATH"),
                                           QStringLiteral("DOCKER_TLS"),
                                           QStringLiteral("DOCKER_TLS_VERIFY")};

/// For a program of ours that a guarded script starts (a Make target that calls `devstack up`):
/// takes the launchers out of this process's PATH, so that docker is docker again. Call it first in
/// main().
void leaveGuard();

/// Does what a launcher does when a script calls it by one of kLauncherNames: reads the map that
/// GuardMap::kVariable names, maps the call, and becomes the command or answers. Returns the exit
/// code; does not return after becoming a command.
int launch(const QString &name, const QStringList &arguments);
/// Answers a target of the central devstack's Makefile.
int launchCentral(const QStringList &targets);

/// Ends what a run left inside of containers (a `docker exec` goes on when its client ends) and
/// removes the containers that it made. Everything that was started carries the run's mark in its
/// environment; it is found in /proc of the containers that the launchers reported. Blocks for at
/// most half a minute; what cannot be reached is left.
/// Returns whether anything was there.
bool sweepContainers(const GuardMap &map);
/// The same after a script that ended by itself; reports what was there.
void tidyContainers(const GuardMap &map);

/// The lock (core/filelock.h) that the keeper of a run holds in the run's folder.
QString keeperLock(const QString &folder);

} // namespace devstack
