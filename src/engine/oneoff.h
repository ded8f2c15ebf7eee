// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// A container that does one thing to mounted volumes, without a network, and goes.
struct OneOffSpec
{
    QString image; ///< reference or id of an image that is present
    QStringList command; ///< instead of the image's entrypoint and arguments
    QStringList mounts; ///< "VOLUME:/path" or "VOLUME:/path:ro"; no host paths
    QMap<QString, QString> labels;
};

/// How it ended.
struct OneOffOutcome
{
    int exitCode = 0;
    QString output; ///< its last lines
};

/// Runs it as root and blocks until it has ended and is removed; on a stop it is killed
/// (Cancelled). Errors: NotFound without the image, Failed when it cannot be started, with what the
/// Engine says (a volume that cannot be mounted, for example).
Result<OneOffOutcome>
runOneOff(const EngineClient &engine, const OneOffSpec &spec, std::stop_token stop = {});

} // namespace devstack
