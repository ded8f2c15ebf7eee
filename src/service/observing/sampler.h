// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/usage.h"
#include "service/workspace.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace devstack {

/// Samples what the services use, on a thread of its own: it takes a second, and a container that
/// dies meanwhile must not wait for it.
class Sampler
{
public:
    using Clock = std::chrono::steady_clock;
    using Sink = std::function<void(Usage)>;

    Sampler(Workspace &workspace, Sink sink)
        : m_thread([this, &workspace, sink = std::move(sink)](const std::stop_token &stop) {
            work(workspace, sink, stop);
        })
    {
    }

    void turn(bool on)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_on = on;
        }
        m_changed.notify_all();
    }

private:
    static constexpr auto kEvery = std::chrono::seconds(5);

    void work(Workspace &workspace, const Sink &sink, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [this] { return m_on; }) && !stop.stop_requested()) {
            lock.unlock();
            auto used = usage(workspace, {}, stop);
            if (used && !stop.stop_requested())
                sink(std::move(*used));
            lock.lock();
            m_changed.wait_for(lock, stop, kEvery, [this] { return !m_on; });
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_on = false;
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace devstack
