// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QList>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// The words of every command that was brought into the container (exec) and runs there. Errors:
/// NotFound when there is no such container, what the engine says.
Result<QList<QStringList>>
runningExecs(const EngineClient &engine, const QString &container, std::stop_token stop);

} // namespace devstack
