// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/containers/logs/logselection.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace devstack {

/// What is done with the containers that are followed.
struct LogFollowing
{
    /// Reads a container's log until it ends or the stop; on a thread of the container's own.
    /// Called again whenever the container was started since, and when the Engine is back.
    std::function<void(const LogSource &source, const std::stop_token &stop)> read;
    /// A container ended; on the watch's thread, perhaps after read() came back. May be empty.
    std::function<void(const QString &container, qint64 timeNano, const QString &exitCode)> ended;
    /// The Engine is lost or back; on the watch's thread. May be empty.
    std::function<void(const QString &text)> notice;
};

/// Follows a selection of containers through restarts, new containers and losses of the engine.
///
/// One thread per container: it reads until the container ends, then sleeps until it is started
/// again. The destructor ends and joins everything.
class LogFollower
{
public:
    LogFollower(EngineClient engine, LogSelection selection, LogFollowing following);
    ~LogFollower();

    /// Blocks until the stop.
    void run(std::stop_token stop);
    /// Waits until what containers that do not run any more wrote has been read. `patience` bounds
    /// it. Any thread, while run() goes on.
    void settle(std::chrono::milliseconds patience);

private:
    struct Reader
    {
        LogSource source;
        bool wanted = true; ///< was started since the last time it was read to its end
        bool reading = false;
        bool gone = false;
        std::jthread thread;
    };

    void follow(const LogSource &source);
    void forget(const QString &container);
    void read(Reader &reader, const std::stop_token &stop);
    void reap();

    EngineClient m_engine;
    LogSelection m_selection;
    LogFollowing m_following;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::stop_source m_stop;
    std::vector<std::unique_ptr<Reader>> m_readers;
};

} // namespace devstack
