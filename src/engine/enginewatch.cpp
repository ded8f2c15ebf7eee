// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/enginewatch.h"

#include "core/log.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kFirstPause {200};
constexpr std::chrono::milliseconds kLongestPause {5000};

/// Sleeps, unless a stop comes.
void pause(std::chrono::milliseconds duration, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    condition.wait_for(lock, stop, duration, [] { return false; });
}

/// What the thread remembers from one connection to the next.
class Watching
{
public:
    Watching(EngineClient engine, EngineWatchCallbacks callbacks)
        : m_engine(std::move(engine))
        , m_callbacks(std::move(callbacks))
    {
    }

    void run(std::stop_token stop)
    {
        auto next = kFirstPause;
        bool told = false;
        while (!stop.stop_requested()) {
            bool connected = false;
            const Error error = connection(stop, connected);
            if (stop.stop_requested())
                return;
            if (connected) {
                next = kFirstPause;
                told = false;
            }
            if (!std::exchange(told, true)) {
                log::get("engine")->info("engine lost: {}", error.message);
                if (m_callbacks.lost)
                    m_callbacks.lost(error);
            }
            pause(next, stop);
            next = std::min(next * 2, kLongestPause);
        }
    }

private:
    /// One connection from beginning to end; why it ended.
    Error connection(std::stop_token stop, bool &connected)
    {
        const auto version = m_engine.version(stop);
        if (!version)
            return version.error();
        EventQuery query;
        query.sinceNano = m_last;
        EventWatch watch;
        watch.opened = [&] {
            connected = true;
            log::get("engine")->info(
                "engine {} available, API {}", version->version, version->apiVersion);
            if (m_callbacks.available)
                m_callbacks.available(*version);
        };
        watch.event = [&](const EngineEvent &event) {
            // Replaying is inclusive: the last one known comes again.
            if (event.timeNano != 0 && event.timeNano <= query.sinceNano)
                return;
            m_last = std::max(m_last, event.timeNano);
            if (m_callbacks.event)
                m_callbacks.event(event);
        };
        const auto ended = watchEvents(m_engine, query, watch, stop);
        if (!ended)
            return ended.error();
        return unavailable(u"The container engine closed the connection."_s,
                           u"It was probably stopped or restarted."_s);
    }

    EngineClient m_engine;
    EngineWatchCallbacks m_callbacks;
    qint64 m_last = 0; ///< timeNano of the newest event
};

} // namespace

EngineWatch::EngineWatch(EngineClient engine, EngineWatchCallbacks callbacks)
    : m_thread([watching = Watching(std::move(engine), std::move(callbacks))](
                   std::stop_token stop) mutable { watching.run(stop); })
{
}

EngineWatch::~EngineWatch() = default;

} // namespace devstack
