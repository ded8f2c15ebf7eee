// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace devstack {

/// The data volumes that a container mounts although its service in the assembled model mounts
/// others by now at these places: old name → new name. Pure.
QMap<QString, QString>
otherData(const QJsonObject &model, const QString &serviceKey, const ContainerInfo &container);

} // namespace devstack
