// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "engine/engineclient.h"

#include <QString>

#include <chrono>
#include <stop_token>

namespace devstack {

/// Blocks until no command of another process of this program runs in the container any more.
///
/// The engine lets a command go on when its client is killed. What a killed run left
/// (migrations, say) is waited for, not ended: a second one beside it would fight with it, and a
/// schema change that is cut off cannot be repeated. Commands of this process and of the user's own
/// shells do not count. Errors: Timeout, Cancelled, what the engine says.
Result<> awaitLeftovers(const EngineClient &engine,
                        const QString &container,
                        std::chrono::milliseconds timeout,
                        Reporter &reporter,
                        std::stop_token stop);

} // namespace devstack
