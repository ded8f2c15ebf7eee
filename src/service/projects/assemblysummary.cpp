// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/assemblysummary.h"

#include "core/files.h"

#include <QJsonArray>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kSummaryFile {"/assembly.json"};

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

const AssembledService *AssemblySummary::service(const QString &name) const
{
    for (const AssembledService &candidate : services) {
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

AssemblySummary summaryOf(const Assembly &assembly)
{
    AssemblySummary summary;
    summary.project = assembly.project;
    summary.services = assembly.services;
    for (const Url &url : assembly.manifest.urls) {
        summary.urls.insert(url.name, url.url);
        if (const QString health = healthAddress(url); !health.isEmpty())
            summary.healthUrls.insert(url.name, health);
    }
    return summary;
}

Result<> writeSummary(const QString &folder,
                      const Assembly &assembly,
                      const QMap<QString, QString> &inputs,
                      const QList<UsedPort> &usedPorts)
{
    QJsonArray used;
    for (const UsedPort &port : usedPorts) {
        used += QJsonObject {{u"ida"_s, port.ida},
                             {u"service"_s, port.service},
                             {u"container"_s, port.container},
                             {u"host"_s, port.host}};
    }
    const AssemblySummary summary = summaryOf(assembly);
    QJsonArray services;
    for (const AssembledService &service : summary.services)
        services += service.toJson();
    const QJsonObject json {{u"project"_s, summary.project},
                            {u"services"_s, services},
                            {u"urls"_s, toJson(summary.urls)},
                            {u"health"_s, toJson(summary.healthUrls)},
                            {u"usedPorts"_s, used},
                            {u"inputs"_s, toJson(inputs)}};
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
    for (const auto &value : json->value(u"services"_s).toArray())
        summary.services += AssembledService::fromJson(value.toObject());
    for (const auto &value : json->value(u"usedPorts"_s).toArray()) {
        summary.usedPorts += {value[u"ida"_s].toString(),
                              value[u"service"_s].toString(),
                              value[u"container"_s].toInt(),
                              value[u"host"_s].toInt()};
    }
    summary.urls = mapFromJson(json->value(u"urls"_s).toObject());
    summary.inputs = mapFromJson(json->value(u"inputs"_s).toObject());
    summary.healthUrls = mapFromJson(json->value(u"health"_s).toObject());
    return summary;
}

Error neverProvisioned(const QString &ida)
{
    return failed(u"“%1” was never provisioned here."_s.arg(ida),
                  u"Run “devstack up %1” first."_s.arg(ida));
}

} // namespace devstack
