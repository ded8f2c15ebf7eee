// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"
#include "engine/volumes.h"

#include <chrono>
#include <stop_token>
#include <vector>

namespace devstack {

/// What the engine keeps on disk, in bytes.
struct DiskUsage
{
    qint64 images = 0; ///< shared layers counted once
    qint64 containers = 0; ///< writable layers
    qint64 volumesTotal = 0;
    qint64 buildCache = 0;
    std::vector<VolumeInfo> volumes; ///< with sizes
};

/// Walks all volumes: takes seconds on a full engine, `limit` at most.
Result<DiskUsage> diskUsage(const EngineClient &engine,
                            std::stop_token stop = {},
                            std::chrono::milliseconds limit = std::chrono::minutes(5));

} // namespace devstack
