// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/databases.h"

#include <QJsonObject>

namespace devstack {

/// The databases that the Django settings of an IDA's services name, with what their environment
/// says laid over the settings' defaults. Reads the checkout's settings files; no Engine.
QList<NamedDatabase> databasesNamedBySettings(const QString &checkout, const QJsonObject &resolved);

} // namespace devstack
