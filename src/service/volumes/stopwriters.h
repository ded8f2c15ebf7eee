// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"

#include <QMultiMap>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// Stops the containers of the workspace that write one of the volumes, all at once. Answers when
/// nothing writes them. With `kill` at once: for data that nobody wants any more. Blocks.
Result<> stopWriters(Workspace::Internals &internals,
                     const QStringList &volumes,
                     bool kill,
                     std::stop_token stop);

/// Stops services, IDA → original name, all at once, each with the time that it has. Answers when
/// none of them runs. Blocks.
Result<> stopStaleServices(Workspace::Internals &internals,
                           const QMultiMap<QString, QString> &services,
                           std::stop_token stop);

} // namespace devstack
