// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/planrunner.h"

#include <QHash>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <variant>

namespace devstack {

/// What a worker tells the thread that runs the plan. `step` is the position in the plan.
struct RunEvent
{
    struct Finished
    {
        Result<StepOutcome> result;
    };
    qsizetype step = -1;
    std::variant<std::monostate, Progress, OutputLine, Finished> what;
};

/// Carries events from the workers to the thread that runs the plan, in order. Thread-safe.
///
/// Bounded: a step that writes faster than observers read is slowed down instead of filling memory;
/// of waiting progress only the latest is kept.
class RunMailbox
{
public:
    void post(RunEvent event);
    /// Makes take() return.
    void wake();
    /// Blocks until there is something (or wake() was called) and answers everything there is.
    std::deque<RunEvent> take();

private:
    std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable m_emptied;
    std::deque<RunEvent> m_events;
    QHash<qsizetype, Progress> m_progress; ///< the latest of those that wait
    bool m_woken = false;
};

} // namespace devstack
