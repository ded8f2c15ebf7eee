// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/endpoint.h"

#include <QMap>
#include <QProcessEnvironment>

namespace devstack {

/// The environment in which Compose runs: of the host's variables only those that docker, BuildKit,
/// ssh and proxies need, none of COMPOSE_*, the endpoint, and the given ones.
QProcessEnvironment composeEnvironment(const QProcessEnvironment &host,
                                       const Endpoint &endpoint,
                                       const QMap<QString, QString> &given);

/// The same for reading a project, which needs no engine: the caller's own DOCKER_HOST and
/// DOCKER_CONTEXT or none, since files may name them.
QProcessEnvironment readingEnvironment(const QProcessEnvironment &host,
                                       const QMap<QString, QString> &given);

} // namespace devstack
