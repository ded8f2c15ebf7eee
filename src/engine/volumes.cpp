// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/volumes.h"

#include "engine/volumejson.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<std::vector<VolumeInfo>>
listVolumes(const EngineClient &engine, const QStringList &labels, std::stop_token stop)
{
    EngineRequest request;
    request.path = "/volumes";
    if (!labels.isEmpty())
        addFilters(request, {{u"label"_s, labels}});
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    std::vector<VolumeInfo> result;
    for (const QJsonValue &volume : (*answer)[u"Volumes"_s].toArray())
        result.push_back(volumeFromJson(volume.toObject()));
    return result;
}

Result<std::optional<VolumeInfo>>
inspectVolume(const EngineClient &engine, const QString &name, std::stop_token stop)
{
    EngineRequest request;
    request.path = apiPath("/volumes/", name);
    const auto answer = engine.call(request, stop);
    if (answer)
        return std::optional(volumeFromJson(answer->object()));
    if (answer.error().kind == Error::Kind::NotFound)
        return std::optional<VolumeInfo>();
    return answer.error();
}

Result<VolumeInfo> createVolume(const EngineClient &engine,
                                const QString &name,
                                const QMap<QString, QString> &labels,
                                const QMap<QString, QString> &driverOptions,
                                std::stop_token stop)
{
    EngineRequest request;
    request.method = "POST";
    request.path = "/volumes/create";
    request.body = QJsonObject {{u"Name"_s, name},
                                {u"Driver"_s, u"local"_s},
                                {u"Labels"_s, json::object(labels)},
                                {u"DriverOpts"_s, json::object(driverOptions)}};
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    VolumeInfo volume = volumeFromJson(answer->object());
    if (volume.options != driverOptions) {
        return conflict(u"The volume “%1” exists with other options."_s.arg(name),
                        u"Remove it, or choose another name."_s);
    }
    return volume;
}

Result<> removeVolume(const EngineClient &engine, const QString &name, std::stop_token stop)
{
    EngineRequest request;
    request.method = "DELETE";
    request.path = apiPath("/volumes/", name);
    const auto answer = engine.call(request, stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return answer.error();
    return ok();
}

} // namespace devstack
