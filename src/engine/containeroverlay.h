// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"
#include "engine/events.h"

#include <QHash>

#include <chrono>
#include <optional>
#include <vector>

namespace devstack {

/// What events told of containers, laid over a list that may be behind them: Engine 20.10 sends
/// `die` up to 0.4 s before its list says exited.
///
/// The rule: an event corrects a list that was asked for within `kAhead` after it arrived, and only
/// where the list still tells the state that the event ended. In every other case the list wins.
/// What no list tells (out of memory, a stop that was asked for, when it ended) is kept until the
/// container starts again. Of two events of one container the one with the later time of the Engine
/// counts, whatever order they arrive in. A value; no clock of its own, no thread.
class ContainerOverlay
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    /// How long after its arrival an event counts more than a list.
    static constexpr std::chrono::milliseconds kAhead {1800};

    /// Takes an event of a container that arrived at `now`. False when it changes nothing that is
    /// shown, comes a second time or is older than what is known.
    bool take(const EngineEvent &event, Instant now);
    /// Corrects a list that was asked for at `asked`, and forgets what is no longer in it.
    void correct(std::vector<ContainerInfo> &listed, Instant asked);

private:
    template <typename T> struct Told
    {
        T value {};
        Instant arrived;
        qint64 nano = 0; ///< the Engine's time; 0: never told

        bool counts(Instant asked) const { return nano != 0 && asked < arrived + kAhead; }
    };
    struct Known
    {
        Told<ContainerState> state;
        Told<Health> health;
        Told<QString> name;
        Told<bool> destroyed;
        std::optional<int> exitCode; ///< of the latest `die`
        bool hasHealthcheck = false; ///< a list or an event told a health
        // The Engine's times; what is before `started` belongs to an earlier life.
        qint64 started = 0;
        qint64 died = 0;
        qint64 outOfMemory = 0;
        qint64 askedToEnd = 0; ///< a signal that asks it to end
        qint64 stopped = 0; ///< `stop`: the Engine ended it because somebody asked
        Instant touched;
    };

    static bool takeState(Known &known, const EngineEvent &event, Instant now);
    static void correctState(const Known &known, ContainerInfo &container, Instant asked);
    static void addEnd(const Known &known, ContainerInfo &container);

    QHash<QString, Known> m_known;
};

/// Whether an event says that somebody asks a container to end: `kill` with one of the signals that
/// images choose for it, or `stop`. A bare SIGKILL asks nobody.
bool asksToEnd(const EngineEvent &event);

} // namespace devstack
