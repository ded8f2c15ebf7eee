// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"
#include "engine/events.h"

#include <functional>
#include <thread>

namespace devstack {

/// What the watch tells, always on its own thread: implementations that touch anything else lock or
/// post. `lost` comes once per loss (and once at the start when there is no engine).
struct EngineWatchCallbacks
{
    std::function<void(const EngineVersion &)>
        available; ///< subscribed: list now, nothing is missed
    std::function<void(const EngineEvent &)> event;
    std::function<void(const Error &)> lost;
};

/// Keeps knowing whether the engine is there: holds one events stream, comes back when it is lost.
///
/// Asleep while connected and idle; tries again after 0.2 s, doubling up to 5 s, while lost. Events
/// missed meanwhile are replayed by the engine when it still has them. The destructor ends the
/// thread and waits for it: it must not run on the watch's own thread.
class EngineWatch
{
public:
    EngineWatch(EngineClient engine, EngineWatchCallbacks callbacks);
    ~EngineWatch();
    EngineWatch(const EngineWatch &) = delete;
    EngineWatch &operator=(const EngineWatch &) = delete;

private:
    std::jthread m_thread;
};

} // namespace devstack
