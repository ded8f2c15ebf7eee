// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace devstack {

// Files of a container, volumes included, as a tar stream; one that never ran has them too.

/// Hands a folder to the sink; its names begin with the folder's last name. What the sink says ends
/// it. Errors: NotFound, the sink's, Cancelled.
Result<> readFolder(const EngineClient &engine,
                    const QString &container,
                    const QString &path,
                    const EngineClient::BodySink &sink,
                    std::stop_token stop);

/// Unpacks what `fill` hands to its sink below a folder; the Engine keeps it inside of the
/// container. Owners and rights are those of the tar.
Result<> extractInto(const EngineClient &engine,
                     const QString &container,
                     const QString &path,
                     const std::function<Result<>(const EngineClient::BodySink &)> &fill,
                     std::stop_token stop);

} // namespace devstack
