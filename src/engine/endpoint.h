// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace devstack {

/// What the user asks for, strongest first; empty fields ask for nothing.
struct EndpointPreference
{
    QString context; ///< a context chosen in the settings or with --context
    QString host; ///< "unix:///…", "tcp://…", "ssh://…"
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

/// Where the container engine answers, found in the order in which the docker CLI looks:
/// context, host, DOCKER_HOST, DOCKER_CONTEXT, currentContext of config.json, the default socket.
/// (docker/cli, cli/command/cli.go; context store: cli/context/store.)
///
/// Where the default socket does not exist but the rootless Docker or Podman socket of the user
/// does, that one is taken. A plain value; resolving opens no connection.
struct Endpoint
{
    QString context; ///< name of the context, "default" for none
    QString host; ///< as the docker CLI writes it: "unix:///var/run/docker.sock"
    QString
        socketPath; ///< of a plain unix socket; empty: only `docker system dial-stdio` gets there
    QString
        source; ///< what decided, for people: "DOCKER_HOST", "context “colima”", "default socket"
    QProcessEnvironment environment; ///< in which the docker CLI is to run

    /// Errors: NotFound for a context that does not exist, InvalidInput for an unreadable one.
    static Result<Endpoint> resolve(const EndpointPreference &wish = {});

    /// "--context X" or "-H HOST", for a docker command line.
    QStringList cliArguments() const;
    /// Sets DOCKER_CONTEXT or DOCKER_HOST (never both), so that docker and Compose reach this
    /// endpoint.
    void applyTo(QProcessEnvironment &target) const;
};

} // namespace devstack
