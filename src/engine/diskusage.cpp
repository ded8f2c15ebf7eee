// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/diskusage.h"

#include "core/localloop.h"
#include "engine/volumejson.h"

#include <QElapsedTimer>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kBetweenTries {250};

/// A field's sum over a list, as far as the engine knows it (-1: it does not).
qint64 sum(const QJsonValue &list, const QString &field)
{
    qint64 total = 0;
    for (const QJsonValue &item : list.toArray())
        total += std::max<qint64>(0, json::number(item[field]));
    return total;
}

/// From API 1.52 on there is one object per kind: {"TotalSize": …, "Items": […]}.
QJsonValue summary(const QJsonObject &answer, const QString &kind)
{
    for (const QString &suffix : {u"Usage"_s, u"sDiskUsage"_s, u"DiskUsage"_s}) {
        if (answer.contains(kind + suffix))
            return answer[kind + suffix];
    }
    return {};
}

qint64 total(const QJsonValue &summary, qint64 otherwise)
{
    return summary.isObject() ? json::number(summary[u"TotalSize"_s]) : otherwise;
}

/// The Engine counts for one client at a time and refuses the others meanwhile.
bool isCounting(const Error &error)
{
    return error.message.contains(u"disk usage operation is already running"_s);
}

Result<QJsonDocument> askWhenFree(const EngineClient &engine,
                                  EngineRequest request,
                                  std::chrono::milliseconds limit,
                                  const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    for (;;) {
        auto answer = engine.call(request, stop);
        const auto left = limit - std::chrono::milliseconds(clock.elapsed());
        if (answer || !isCounting(answer.error()) || left < kBetweenTries)
            return answer;
        if (pause.run(stop, kBetweenTries) == LocalLoop::End::Stopped)
            return cancelled();
        request.timeout = left;
    }
}

} // namespace

Result<DiskUsage>
diskUsage(const EngineClient &engine, std::stop_token stop, std::chrono::milliseconds limit)
{
    EngineRequest request;
    request.path = "/system/df";
    request.timeout = limit;
    const auto answer = askWhenFree(engine, request, limit, stop);
    if (!answer)
        return answer.error();
    const QJsonObject fields = answer->object();
    const QJsonValue volumes = summary(fields, u"Volume"_s);

    DiskUsage usage;
    usage.images = total(summary(fields, u"Image"_s), json::number(fields[u"LayersSize"_s]));
    usage.containers
        = total(summary(fields, u"Container"_s), sum(fields[u"Containers"_s], u"SizeRw"_s));
    usage.buildCache
        = total(summary(fields, u"BuildCache"_s), sum(fields[u"BuildCache"_s], u"Size"_s));
    const QJsonValue list = volumes.isObject() ? volumes[u"Items"_s] : fields[u"Volumes"_s];
    for (const QJsonValue &volume : list.toArray())
        usage.volumes.push_back(volumeFromJson(volume.toObject()));
    for (const VolumeInfo &volume : usage.volumes)
        usage.volumesTotal += std::max<qint64>(0, volume.size);
    return usage;
}

} // namespace devstack
