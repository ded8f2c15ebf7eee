// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/json.h"
#include "engine/volumes.h"

namespace devstack {

using namespace Qt::StringLiterals;

/// A volume of GET /volumes, GET /volumes/{name} or GET /system/df.
inline VolumeInfo volumeFromJson(const QJsonObject &fields)
{
    const QJsonValue usage = fields[u"UsageData"_s];
    VolumeInfo volume;
    volume.name = fields[u"Name"_s].toString();
    volume.driver = fields[u"Driver"_s].toString();
    volume.mountpoint = fields[u"Mountpoint"_s].toString();
    volume.labels = json::texts(fields[u"Labels"_s]);
    volume.options = json::texts(fields[u"Options"_s]);
    volume.created = json::time(fields[u"CreatedAt"_s]);
    volume.size = json::number(usage[u"Size"_s], -1);
    volume.users = int(json::number(usage[u"RefCount"_s], -1));
    return volume;
}

} // namespace devstack
