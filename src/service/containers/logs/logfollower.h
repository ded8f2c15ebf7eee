// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/containers/logs/logmerger.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace devstack {

/// Follows the logs of a selection of containers through restarts, new containers and losses of the
/// engine.
///
/// One thread per container: it reads until the container ends, then sleeps until it is started
/// again. The sink and the notice are called by one thread at a time. The destructor ends and joins
/// everything.
class LogFollower
{
public:
    LogFollower(EngineClient engine,
                LogSelection selection,
                const LogRequest &request,
                std::function<void(const LogEntry &)> sink);
    ~LogFollower();

    /// Continues after the lines already shown. Blocks until the stop.
    void run(const LogPositions &positions, std::stop_token stop);

private:
    struct Reader
    {
        LogSource source;
        qint64 position = 0; ///< of the last line shown; its own thread's
        bool wanted = true; ///< was started since the last time it was read to its end
        bool gone = false;
        std::jthread thread;
    };

    void follow(const LogSource &source);
    void forget(const QString &container);
    void read(Reader &reader, const std::stop_token &stop);
    void reap();
    void say(const QString &text);

    EngineClient m_engine;
    LogSelection m_selection;
    std::function<void(const QString &)> m_notice;
    std::function<void(const LogEntry &)> m_sink;
    std::mutex m_sinkMutex;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::stop_source m_stop;
    LogPositions m_shown;
    std::vector<std::unique_ptr<Reader>> m_readers;
};

} // namespace devstack
