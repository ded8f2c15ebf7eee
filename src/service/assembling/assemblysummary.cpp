// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/assembling/assemblysummary.h"

#include "core/files.h"

#include <QJsonArray>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kSummaryFile {"/assembly.json"};

QJsonObject toJson(const PortChoice &choice)
{
    return {{u"container"_s, choice.want.container},
            {u"protocol"_s, choice.want.protocol},
            {u"address"_s, choice.address},
            {u"host"_s, choice.host},
            {u"original"_s, choice.original},
            {u"reason"_s, choice.reason}};
}

PortChoice portFromJson(const QJsonObject &json)
{
    PortChoice choice;
    choice.want.container = json.value(u"container"_s).toInt();
    choice.want.protocol = json.value(u"protocol"_s).toString();
    choice.address = json.value(u"address"_s).toString();
    choice.host = json.value(u"host"_s).toInt();
    choice.original = json.value(u"original"_s).toInt();
    choice.reason = json.value(u"reason"_s).toString();
    return choice;
}

QJsonObject toJson(const QMap<QString, QString> &map)
{
    QJsonObject json;
    for (auto it = map.begin(); it != map.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QMap<QString, QString> mapFromJson(const QJsonObject &json)
{
    QMap<QString, QString> map;
    for (auto it = json.begin(); it != json.end(); ++it)
        map.insert(it.key(), it->toString());
    return map;
}

} // namespace

const AssemblySummary::Service *AssemblySummary::service(const QString &name) const
{
    for (const Service &candidate : services) {
        if (candidate.name == name)
            return &candidate;
    }
    return nullptr;
}

QString healthAddress(const Url &url)
{
    if (url.health.isEmpty())
        return {};
    return QUrl(url.url).resolved(QUrl(url.health)).toString();
}

bool isAwaitedToEnd(const QJsonObject &services, const QString &key)
{
    for (const auto &service : services) {
        const QJsonObject dependency
            = service.toObject().value(u"depends_on"_s).toObject().value(key).toObject();
        if (dependency.value(u"condition"_s).toString() == u"service_completed_successfully")
            return true;
    }
    return false;
}

AssemblySummary summaryOf(const Assembly &assembly)
{
    AssemblySummary summary;
    summary.project = assembly.project;
    const QJsonObject model = assembly.model.value(u"services"_s).toObject();
    for (const AssembledService &service : assembly.services) {
        summary.services += {service.name,
                             service.key,
                             service.container,
                             service.image,
                             service.builds,
                             isAwaitedToEnd(model, service.key),
                             service.role,
                             service.ports,
                             service.hash,
                             service.dataVolumes};
    }
    for (const Url &url : assembly.manifest.urls) {
        summary.urls.insert(url.name, url.url);
        if (const QString health = healthAddress(url); !health.isEmpty())
            summary.healthUrls.insert(url.name, health);
    }
    return summary;
}

Result<> writeSummary(const QString &folder, const Assembly &assembly)
{
    const AssemblySummary summary = summaryOf(assembly);
    QJsonArray services;
    for (const AssemblySummary::Service &service : summary.services) {
        QJsonArray ports;
        for (const PortChoice &port : service.ports)
            ports += toJson(port);
        services += QJsonObject {{u"name"_s, service.name},
                                 {u"key"_s, service.key},
                                 {u"container"_s, service.container},
                                 {u"image"_s, service.image},
                                 {u"builds"_s, service.builds},
                                 {u"oneShot"_s, service.isOneShot},
                                 {u"role"_s, int(service.role)},
                                 {u"ports"_s, ports},
                                 {u"hash"_s, service.hash},
                                 {u"volumes"_s, QJsonArray::fromStringList(service.dataVolumes)}};
    }
    const QJsonObject json {{u"project"_s, summary.project},
                            {u"services"_s, services},
                            {u"urls"_s, toJson(summary.urls)},
                            {u"health"_s, toJson(summary.healthUrls)}};
    const QString path = folder + kSummaryFile;
    const auto before = readJson(path);
    return before && *before == json ? ok() : writeJson(path, json);
}

Result<AssemblySummary> readSummary(const QString &folder)
{
    const auto json = readJson(folder + kSummaryFile);
    if (!json)
        return json.error();
    AssemblySummary summary;
    summary.project = json->value(u"project"_s).toString();
    for (const auto &value : json->value(u"services"_s).toArray()) {
        const QJsonObject object = value.toObject();
        AssemblySummary::Service service;
        service.name = object.value(u"name"_s).toString();
        service.key = object.value(u"key"_s).toString();
        service.container = object.value(u"container"_s).toString();
        service.image = object.value(u"image"_s).toString();
        service.builds = object.value(u"builds"_s).toBool();
        service.isOneShot = object.value(u"oneShot"_s).toBool();
        service.role = AssembledService::Role(qBound(0, object.value(u"role"_s).toInt(), 2));
        service.hash = object.value(u"hash"_s).toString();
        for (const auto &port : object.value(u"ports"_s).toArray())
            service.ports += portFromJson(port.toObject());
        for (const auto &volume : object.value(u"volumes"_s).toArray())
            service.dataVolumes += volume.toString();
        summary.services += service;
    }
    summary.urls = mapFromJson(json->value(u"urls"_s).toObject());
    summary.healthUrls = mapFromJson(json->value(u"health"_s).toObject());
    return summary;
}

Error neverProvisioned(const QString &ida)
{
    return failed(u"“%1” was never provisioned here."_s.arg(ida),
                  u"Run “devstack up %1” first."_s.arg(ida));
}

} // namespace devstack
