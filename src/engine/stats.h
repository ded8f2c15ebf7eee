// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QString>

namespace devstack {

/// What a container used up to one moment. Two of them give a CPU percentage.
struct StatsSample
{
    qint64 readNano = 0; ///< when it was taken
    qint64 memoryBytes = 0; ///< without the page cache, as `docker stats` counts
    qint64 memoryLimit = 0; ///< bytes; the machine's memory when unlimited
    quint64 cpuNano = 0; ///< CPU time since the container's start
    quint64 systemNano = 0; ///< CPU time of the whole machine
    int cpus = 1;
    int pids = 0;
};

/// CPU between two samples as `docker stats` counts: 100 is one core; 0 when it cannot be told.
double cpuPercent(const StatsSample &before, const StatsSample &after);

/// One sample, at once (a few milliseconds from API 1.41 on).
Result<StatsSample>
readStats(const EngineClient &engine, const QString &container, std::stop_token stop = {});

} // namespace devstack
