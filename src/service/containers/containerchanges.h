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

/// Wakes waiters when the Engine reports a change of one of the workspace's containers, so that
/// waiting needs no polling. When the events are lost, wait() relies on its time limit alone.
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
