// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"

#include <QJsonObject>

namespace devstack {

/// One element of GET /containers/json.
ContainerInfo containerFromList(const QJsonObject &fields);
/// The answer of GET /containers/{id}/json.
ContainerDetail containerFromInspect(const QJsonObject &fields);

} // namespace devstack
