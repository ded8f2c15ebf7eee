// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Stops the containers of the workspace that write one of the volumes, all at once. Answers when
/// nothing writes them. Blocks.
Result<>
stopWriters(Workspace::Internals &internals, const QStringList &volumes, std::stop_token stop);

} // namespace devstack
