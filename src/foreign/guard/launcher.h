// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/guard/guardmap.h"

#include <QStringList>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

/// What a launcher reported, one line of GuardMap::eventsPath().
struct GuardEvent
{
    QString call; ///< the command as the script wrote it
    QString note; ///< what the launcher had to say about it
    bool neverAnswers = false; ///< see GuardedCall
    QString container; ///< where it started a process
    QString user;

    QByteArray toLine() const;
    static std::optional<GuardEvent> fromLine(const QByteArray &line);
};

/// The names under which the launchers stand in the folder that comes first in PATH.
inline const QStringList kLauncherNames {u"docker"_s, u"docker-compose"_s, u"make"_s};

/// The variables by which docker finds its Engine. A script gets those of the workspace
/// (GuardMap::engine); the launchers put them back before each call.
inline const QStringList kEngineVariables {u"DOCKER_HOST"_s,
                                           u"DOCKER_CONTEXT"_s,
                                           u"DOCKER_CONFIG"_s,
                                           u"DOCKER_CERT_PATH"_s,
                                           u"DOCKER_TLS"_s,
                                           u"DOCKER_TLS_VERIFY"_s};

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
/// environment; it is found in /proc of the containers that the launchers reported. Blocks for half
/// a minute at most and leaves what it cannot reach. Returns whether it found anything.
bool sweepContainers(const GuardMap &map);
/// The same after a script that ended by itself; reports what was there.
void tidyContainers(const GuardMap &map);

/// The lock (core/filelock.h) that the keeper of a run holds in the run's folder.
QString keeperLock(const QString &folder);

} // namespace devstack
