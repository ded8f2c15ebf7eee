// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/json.h"
#include "engine/volumes.h"

namespace devstack {

/// A volume of GET /volumes, GET /volumes/{name} or GET /system/df.
inline VolumeInfo volumeFromJson(const QJsonObject &fields)
{
    const QJsonValue usage = fields[QStringLiteral("UsageData")];
    VolumeInfo volume;
    volume.name = fields[QStringLiteral("Name")].toString();
    volume.driver = fields[QStringLiteral("Driver")].toString();
    volume.mountpoint = fields[QStringLiteral("Mountpoint")].toString();
    volume.labels = json::texts(fields[QStringLiteral("Labels")]);
    volume.options = json::texts(fields[QStringLiteral("Options")]);
    volume.created = json::time(fields[QStringLiteral("CreatedAt")]);
    volume.size = json::number(usage[QStringLiteral("Size")], -1);
    volume.users = static_cast<int>(json::number(usage[QStringLiteral("RefCount")], -1));
    return volume;
}

} // namespace devstack
