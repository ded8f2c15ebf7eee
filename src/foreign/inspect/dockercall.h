// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/makefile.h"
#include "foreign/inspect/script.h"
#include "model/graph/dependencygraph.h"
#include "model/manifest/manifest.h"

#include <QList>
#include <QStringList>

namespace devstack {

/// One Docker command of a script or recipe.
struct DockerCall
{
    enum class Kind {
        Exec, ///< `docker exec CONTAINER …` and `compose exec SERVICE …`
        Run, ///< `docker run IMAGE …`, `compose run SERVICE …`
        Compose, ///< every other compose command
        VolumeRemove, ///< names are volumes
        Other, ///< `docker attach`, `docker cp`, `docker build`, `docker push` …
    };
    Kind kind = Kind::Other;
    bool compose = false; ///< through Compose: names are services, not containers
    bool composeV1 = false; ///< the retired `docker-compose` program
    QString subcommand; ///< "exec", "up", "volume rm", "network create", "push" …
    QStringList files; ///< Compose's -f, as written
    QString project; ///< Compose's -p
    QStringList options; ///< of the subcommand, as written, without their values
    QStringList names; ///< containers, services, volumes or images; may hold `$*` or ${NAME}
    QStringList inner; ///< the command inside, for exec and run
    QString innerShell; ///< what `sh -c`/`bash -c` inside gets, when inner is that
    QString input; ///< here-document that the command reads
    bool piped = false; ///< it reads what a command before it writes
    RunAs as; ///< -u, -w and -e of exec and run
    bool interactive = false; ///< -i or -t
    QString script; ///< file; empty in a Makefile
    QString target; ///< the Make target; empty in a script
    int loop = -1; ///< index in the script's loops; -1: none
    Evidence evidence;
};

/// The Docker calls of a script in the order in which they run, those in functions where these are
/// called.
QList<DockerCall> dockerCalls(const Script &script);
/// The same for a target's own recipe.
QList<DockerCall> dockerCalls(const MakeTarget &target);
/// The same for one command; nothing when it does not call Docker. `sudo`, `exec`, `time`, `env`
/// and `command` before it are passed over.
QList<DockerCall> dockerCalls(const SimpleCommand &command);

} // namespace devstack
