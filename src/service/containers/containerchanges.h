// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace devstack {

/// Wakes whoever waits for containers of a workspace when the Engine tells that one changed, so
/// that waiting costs no questions. When the events are lost, wait() goes on by its time limit
/// alone.
class ContainerChanges
{
public:
    ContainerChanges(const EngineClient &engine, const QString &workspaceId);

    /// Blocks until something changed since the last call, the limit is over or a stop comes.
    void wait(std::chrono::milliseconds limit, std::stop_token stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_told;
    bool m_changed = true; ///< what happened before the first look is news
    std::jthread m_watch; ///< last: it uses the others
};

} // namespace devstack
