// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace devstack {

/// A stop that comes when the outer one does, and by itself after a while: for what must not hold
/// anybody up. Once it is gone nothing stops its token.
class TimeLimit
{
public:
    TimeLimit(const std::stop_token &outer, std::chrono::milliseconds limit)
        : m_forward(outer, [this] { m_source.request_stop(); })
        , m_timer([this, limit](const std::stop_token &ended) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any alarm;
            alarm.wait_for(lock, ended, limit, [] { return false; });
            if (!ended.stop_requested())
                m_source.request_stop();
        })
    {
    }

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_forward;
    std::jthread m_timer;
};

} // namespace devstack
