// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"
#include "engine/engineclient.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <chrono>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace devstack {

/// What the list does not tell of containers that run: whether they were started again by
/// themselves a moment ago, and whether their bad health is from before a pause.
///
/// Asks only about those that are up for less than a minute, once per start, and about those that
/// are unhealthy, until their check has run. ask() may run on one thread while another adds.
class Unsettled
{
public:
    using Clock = std::chrono::steady_clock;

    /// Asks about at most `most` of them, one question each, one more of those that were started
    /// again. Answers whether it learned something that changes what is shown.
    bool ask(const EngineClient &engine,
             const std::vector<ContainerInfo> &containers,
             int most,
             std::stop_token stop);
    /// Adds what is known, and forgets what is no longer in the list.
    void addTo(std::vector<ContainerInfo> &containers);

private:
    struct Known
    {
        int restarts = 0;
        std::optional<int> exitCode; ///< of its latest end
        bool oomKilled = false;
        QDateTime endedAt;
        qint64 memoryLimit = 0;
        int up = 0; ///< seconds that it was up when it was asked about
        Clock::time_point asked;
        bool isHealthOld = false;
        bool isHealthKnown = false; ///< its check was seen to fail since
    };

    bool isDue(const ContainerInfo &container) const;
    static Known
    look(const EngineClient &engine, const ContainerInfo &container, const std::stop_token &stop);

    mutable std::mutex m_mutex;
    QHash<QString, Known> m_known; ///< by container id
    QSet<QString> m_paused; ///< ids of those that were paused in the list before
};

/// For how many seconds a container runs, by the Engine's words ("Up 5 seconds (healthy)"), which
/// need no clock of ours; none: for a minute or longer, or not at all.
std::optional<int> secondsUp(const QString &status);

/// For how many seconds one that was started again so often must run until it counts as steady.
int settleSeconds(int restarts);

} // namespace devstack
