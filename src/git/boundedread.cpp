// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/boundedread.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace devstack::git {

using namespace std::chrono_literals;

namespace {

/// Set once by the reader.
class Finish
{
public:
    void set()
    {
        {
            const std::lock_guard guard(m_mutex);
            m_done = true;
        }
        m_changed.notify_all();
    }
    /// Whether it was set before `limit` passed or a stop came.
    bool wait(const std::stop_token &stop, std::chrono::milliseconds limit)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, stop, limit, [this] { return m_done; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_done = false;
};

} // namespace

ReadEnd runBounded(std::function<void(std::stop_token)> read,
                   std::stop_token stop,
                   std::chrono::milliseconds limit)
{
    constexpr auto kGrace = 1s;
    const auto finish = std::make_shared<Finish>();
    std::stop_source source;
    std::thread reader([finish, source, read = std::move(read)]() mutable {
        read(source.get_token());
        read = nullptr; // what it owns goes before the waiting thread is told
        finish->set();
    });
    ReadEnd end = ReadEnd::Finished;
    if (!finish->wait(stop, limit)) {
        end = stop.stop_requested() ? ReadEnd::Cancelled : ReadEnd::TimedOut;
        source.request_stop();
        if (!finish->wait({}, kGrace)) {
            reader.detach();
            return end;
        }
    }
    reader.join();
    return end;
}

} // namespace devstack::git
