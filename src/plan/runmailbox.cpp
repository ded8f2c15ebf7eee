// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/runmailbox.h"

namespace devstack {

namespace {

constexpr std::size_t kMostWaiting = 4096;

} // namespace

void RunMailbox::post(RunEvent event)
{
    std::unique_lock lock(m_mutex);
    if (const auto *progress = std::get_if<Progress>(&event.what)) {
        const bool waits = m_progress.contains(event.step);
        m_progress.insert(event.step, *progress);
        if (waits)
            return;
    }
    if (std::holds_alternative<OutputLine>(event.what))
        m_emptied.wait(lock, [this] { return m_events.size() < kMostWaiting; });
    m_events.push_back(std::move(event));
    m_filled.notify_one();
}

void RunMailbox::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_filled.notify_one();
}

std::deque<RunEvent> RunMailbox::take()
{
    std::unique_lock lock(m_mutex);
    m_filled.wait(lock, [this] { return m_woken || !m_events.empty(); });
    m_woken = false;
    std::deque<RunEvent> events;
    events.swap(m_events);
    for (RunEvent &event : events) {
        if (std::holds_alternative<Progress>(event.what))
            event.what = m_progress.take(event.step);
    }
    m_emptied.notify_all();
    return events;
}

} // namespace devstack
