// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/assembledservice.h"

#include <QJsonArray>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QJsonObject portToJson(const PortChoice &choice)
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

} // namespace

QJsonObject AssembledService::toJson() const
{
    QJsonArray choices;
    for (const PortChoice &port : ports)
        choices += portToJson(port);
    return {{u"name"_s, name},
            {u"key"_s, key},
            {u"container"_s, container},
            {u"image"_s, image},
            {u"builds"_s, builds},
            {u"oneShot"_s, isOneShot},
            {u"mayEnd"_s, mayEnd},
            {u"role"_s, int(role)},
            {u"ports"_s, choices},
            {u"hash"_s, hash},
            {u"networks"_s, QJsonArray::fromStringList(networks)},
            {u"volumes"_s, QJsonArray::fromStringList(dataVolumes)}};
}

AssembledService AssembledService::fromJson(const QJsonObject &json)
{
    AssembledService service;
    service.name = json.value(u"name"_s).toString();
    service.key = json.value(u"key"_s).toString();
    service.container = json.value(u"container"_s).toString();
    service.image = json.value(u"image"_s).toString();
    service.builds = json.value(u"builds"_s).toBool();
    service.isOneShot = json.value(u"oneShot"_s).toBool();
    service.mayEnd = json.value(u"mayEnd"_s).toBool();
    service.role = Role(qBound(0, json.value(u"role"_s).toInt(), 2));
    service.hash = json.value(u"hash"_s).toString();
    for (const auto &port : json.value(u"ports"_s).toArray())
        service.ports += portFromJson(port.toObject());
    for (const auto &network : json.value(u"networks"_s).toArray())
        service.networks += network.toString();
    for (const auto &volume : json.value(u"volumes"_s).toArray())
        service.dataVolumes += volume.toString();
    return service;
}

} // namespace devstack
