// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"
#include "engine/engineclient.h"
#include "service/observing/endings.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace devstack {

/// Asks how containers ended, on a thread of its own: the state is shown first, its reason when the
/// Engine has told it.
class EndingReader
{
public:
    EndingReader(std::optional<EngineClient> engine, std::function<void()> learned)
        : m_thread([this, engine = std::move(engine), learned = std::move(learned)](
                       std::stop_token stop) { work(engine, learned, stop); })
    {
    }

    void want(const std::vector<ContainerInfo> &containers)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_wanted = containers;
        }
        m_changed.notify_all();
    }

    /// At the beginning: what is shown first is complete, as `status` is.
    void askNow(const EngineClient &engine,
                const std::vector<ContainerInfo> &containers,
                std::stop_token stop)
    {
        m_endings.ask(engine, containers, kAtFirst, std::move(stop));
    }

    void addTo(std::vector<ContainerInfo> &containers) { m_endings.addTo(containers); }

private:
    /// Two hundred deaths are told in parts.
    static constexpr int kAtOnce = 8;
    static constexpr int kAtFirst = 64;

    void work(const std::optional<EngineClient> &engine,
              const std::function<void()> &learned,
              const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [this] { return m_wanted.has_value(); })
               && !stop.stop_requested()) {
            const auto wanted = *std::exchange(m_wanted, std::nullopt);
            lock.unlock();
            if (engine && m_endings.ask(*engine, wanted, kAtOnce, stop))
                learned();
            lock.lock();
        }
    }

    Endings m_endings;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<std::vector<ContainerInfo>> m_wanted;
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace devstack
