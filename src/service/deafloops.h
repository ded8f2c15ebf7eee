// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Whether the first process of a container hears no request to end: a shell that runs an endless
/// loop of its own text and sets no trap. The kernel gives the first process only signals that it
/// handles, and a shell passes none on, so all that the time to end brings is waiting. Pure.
bool isDeafLoop(const QStringList &command, const QStringList &environment);

/// Ends those of these containers (ids) that are deaf loops, one second after asking instead of
/// Compose's ten; the others are left alone, and so is one whose file says how long it may take.
/// Tells each. Blocks; what cannot be learnt of a container leaves it to Compose.
Result<> endDeafLoops(Workspace::Internals &internals,
                      const QStringList &containers,
                      Reporter &reporter,
                      std::stop_token stop);

} // namespace devstack
