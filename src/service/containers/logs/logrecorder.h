// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "service/containers/logs/containerrecord.h"
#include "service/workspace.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace devstack {

class LogFollower;

/// Records what the services of a workspace write into its log store while it lives: from what the
/// Engine still has, through restarts, new containers and losses of the Engine.
///
/// One process records at a time; another one takes over when that one ends. Owns its threads; the
/// destructor waits for what containers that have ended wrote (some seconds at most) and joins.
class LogRecorder
{
public:
    struct Options
    {
        /// Who records, for others: "the window".
        QString command;
        /// Waits for its turn while another process records; else that is the end of it.
        bool patient = false;
        /// What takes less time than this starts nothing.
        std::chrono::milliseconds after {0};
        /// A problem of the store, null when it is over. On a thread of its own.
        ContainerRecord::Report report {};
    };

    /// The workspace must outlive it.
    LogRecorder(Workspace &workspace, Options options);
    ~LogRecorder();
    LogRecorder(const LogRecorder &) = delete;
    LogRecorder &operator=(const LogRecorder &) = delete;

    /// Begins now, whatever `after` says: containers are about to go. Does not wait. Any thread.
    void hasten();

private:
    void run(std::stop_token stop);

    Workspace &m_workspace;
    Options m_options;
    std::mutex m_mutex;
    std::condition_variable_any m_hastened;
    bool m_isHastened = false; ///< guarded by the mutex
    LogFollower *m_follower = nullptr; ///< guarded by the mutex; while it runs
    std::jthread m_thread;
};

/// Takes what the containers of these IDAs (none: of all) wrote and is not recorded yet: for who is
/// about to remove them. Does nothing while another process records, which follows them anyway.
/// Takes some seconds at most; what cannot be kept by then is told and left.
void recordNow(Workspace &workspace,
               const QStringList &idas,
               Reporter &reporter,
               std::stop_token stop);

} // namespace devstack
