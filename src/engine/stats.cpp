// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stats.h"

#include "engine/json.h"
#include "engine/timestamp.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// docker/cli cli/command/container/stats_helpers.go: what the kernel can drop at once is not used.
qint64 memoryWithoutCache(const QJsonObject &memory)
{
    const qint64 usage = json::number(memory[u"usage"_s]);
    const QJsonObject stats = memory[u"stats"_s].toObject();
    for (const QString &name : {u"total_inactive_file"_s, u"inactive_file"_s}) { // cgroup v1, v2
        const qint64 inactive = json::number(stats[name]);
        if (stats.contains(name) && inactive < usage)
            return usage - inactive;
    }
    return usage;
}

StatsSample sampleFromJson(const QJsonObject &fields)
{
    const QJsonObject cpu = fields[u"cpu_stats"_s].toObject();
    const QJsonObject memory = fields[u"memory_stats"_s].toObject();
    StatsSample sample;
    sample.readNano = parseTimestamp(fields[u"read"_s].toString().toLatin1()).value_or(0);
    sample.memoryBytes = memoryWithoutCache(memory);
    sample.memoryLimit = json::number(memory[u"limit"_s]);
    sample.cpuNano = static_cast<quint64>(json::number(cpu[u"cpu_usage"_s][u"total_usage"_s]));
    sample.systemNano = static_cast<quint64>(json::number(cpu[u"system_cpu_usage"_s]));
    const auto perCpu = cpu[u"cpu_usage"_s][u"percpu_usage"_s].toArray().size();
    sample.cpus = std::max(1, cpu[u"online_cpus"_s].toInt(int(perCpu)));
    sample.pids = int(json::number(fields[u"pids_stats"_s][u"current"_s]));
    return sample;
}

} // namespace

double cpuPercent(const StatsSample &before, const StatsSample &after)
{
    if (after.cpuNano <= before.cpuNano || after.systemNano <= before.systemNano)
        return 0;
    const auto used = double(after.cpuNano - before.cpuNano);
    const auto machine = double(after.systemNano - before.systemNano);
    return used / machine * after.cpus * 100;
}

Result<StatsSample>
readStats(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest request;
    request.path = apiPath("/containers/", container, "/stats");
    request.query = {{"stream", u"0"_s}, {"one-shot", u"1"_s}};
    // At once or after a second; figures are not worth more.
    request.timeout = std::chrono::seconds(5);
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    return sampleFromJson(answer->object());
}

} // namespace devstack
