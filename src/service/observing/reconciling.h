// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containeroverlay.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace devstack {

/// When the Engine's list is to be asked again, whatever the events said: a list may be behind an
/// event, and an event may be lost.
class Reconciling
{
public:
    using Clock = std::chrono::steady_clock;

    explicit Reconciling(std::chrono::milliseconds lookAgain)
        : m_lookAgain(lookAgain)
    {
    }

    /// An event came: soon, when the list has caught up, and once more when it counts alone.
    void eventCame(Clock::time_point now)
    {
        m_due = {now + std::chrono::milliseconds(500),
                 now + ContainerOverlay::kAhead + std::chrono::milliseconds(200)};
        m_slow = now + m_lookAgain;
    }
    /// The list was asked at `now`.
    void asked(Clock::time_point now)
    {
        std::erase_if(m_due, [now](Clock::time_point due) { return due <= now; });
        m_slow = now + m_lookAgain;
    }
    /// Something is to change by itself: a service that was started again proves to be steady.
    void somethingIsUnsettled(Clock::time_point now)
    {
        m_slow = std::min(m_slow, now + kUnsettled);
    }
    Clock::time_point next() const
    {
        return m_due.empty() ? m_slow : std::min(m_due.front(), m_slow);
    }

private:
    static constexpr auto kUnsettled = std::chrono::seconds(3);

    std::chrono::milliseconds m_lookAgain;
    std::vector<Clock::time_point> m_due; ///< sorted
    Clock::time_point m_slow = Clock::now() + m_lookAgain;
};

} // namespace devstack
