// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <vector>

namespace devstack {

/// A volume as the list of volumes or the disk usage tells it.
struct VolumeInfo
{
    QString name;
    QString driver;
    QString mountpoint; ///< path on the engine's machine
    QMap<QString, QString> labels;
    QMap<QString, QString> options; ///< of the driver
    QDateTime created;
    qint64 size = -1; ///< bytes; only diskUsage() knows
    int users = -1; ///< containers that refer to it; only diskUsage() knows
};

/// Volumes that carry all of the labels ("key" or "key=value").
Result<std::vector<VolumeInfo>>
listVolumes(const EngineClient &engine, const QStringList &labels = {}, std::stop_token stop = {});

/// Nothing when there is none of that name.
Result<std::optional<VolumeInfo>>
inspectVolume(const EngineClient &engine, const QString &name, std::stop_token stop = {});

/// Creates it. One that exists with the same driver options is success (as with the API); with
/// others it is a Conflict, because the engine would silently keep the old one.
Result<VolumeInfo> createVolume(const EngineClient &engine,
                                const QString &name,
                                const QMap<QString, QString> &labels = {},
                                const QMap<QString, QString> &driverOptions = {},
                                std::stop_token stop = {});

/// Removes it; not being there is success, being in use a Conflict.
Result<> removeVolume(const EngineClient &engine, const QString &name, std::stop_token stop = {});

} // namespace devstack
