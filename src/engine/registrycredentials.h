// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace devstack {

/// The registry that an image reference names: "registry.example.org", "localhost:5000";
/// "docker.io" where it names none (distribution/reference, “normalize”). Pure.
QString registryOf(const QString &reference);

/// What the Engine passes on to a registry (header X-Registry-Auth): from docker's own
/// configuration ($DOCKER_CONFIG or ~/.docker/config.json), asked of its credential helpers where
/// it names one; what `docker login` left. Without any: an anonymous one. Never shown or logged.
/// Blocks while a helper runs. Errors: InvalidInput (a configuration that cannot be read),
/// NotFound and Failed (a helper that is missing or fails), Cancelled.
Result<QByteArray> registryAuthentication(const QString &registry, std::stop_token stop = {});

} // namespace devstack
