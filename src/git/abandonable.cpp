// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/abandonable.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace devstack::git {

using namespace std::chrono_literals;

void Mailbox::progress(const Progress &progress)
{
    {
        const std::lock_guard guard(m_mutex);
        m_progress = progress;
        m_lastSign = Clock::now();
    }
    m_changed.notify_all();
}

void Mailbox::line(const OutputLine &line)
{
    {
        const std::lock_guard guard(m_mutex);
        m_lines.push_back(line);
        m_lastSign = Clock::now();
    }
    m_changed.notify_all();
}

void Mailbox::setQuiet(bool quiet)
{
    const std::lock_guard guard(m_mutex);
    m_quiet = quiet;
    m_lastSign = Clock::now();
}

void Mailbox::finish()
{
    {
        const std::lock_guard guard(m_mutex);
        m_finished = true;
    }
    m_changed.notify_all();
}

bool Mailbox::deliver(Reporter &reporter,
                      const std::stop_token &stop,
                      std::chrono::milliseconds most)
{
    std::optional<Progress> progress;
    std::vector<OutputLine> lines;
    bool finished = false;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(
            lock, stop, most, [this] { return m_finished || m_progress || !m_lines.empty(); });
        progress = std::exchange(m_progress, std::nullopt);
        lines = std::exchange(m_lines, {});
        finished = m_finished;
    }
    for (const OutputLine &line : lines)
        reporter.line(line);
    if (progress)
        reporter.progress(*progress);
    return finished;
}

Mailbox::Clock::duration Mailbox::silence() const
{
    const std::lock_guard guard(m_mutex);
    return m_quiet ? Clock::duration::zero() : Clock::now() - m_lastSign;
}

WorkEnd runAbandonable(std::function<void(Mailbox &, std::stop_token)> work,
                       Reporter &reporter,
                       std::stop_token stop,
                       std::chrono::milliseconds silenceLimit)
{
    constexpr auto kGrace = 1s;
    constexpr auto kLook = 200ms; // how late a silence may be noticed

    const auto mailbox = std::make_shared<Mailbox>();
    std::stop_source source;
    std::thread worker([mailbox, source, work = std::move(work)]() mutable {
        work(*mailbox, source.get_token());
        work = nullptr; // what it owns goes before the waiting thread is told
        mailbox->finish();
    });

    WorkEnd end = WorkEnd::Finished;
    while (!mailbox->deliver(reporter, stop, kLook)) {
        if (stop.stop_requested())
            end = WorkEnd::Cancelled;
        else if (mailbox->silence() > silenceLimit)
            end = WorkEnd::Silent;
        if (end != WorkEnd::Finished)
            break;
    }
    if (end == WorkEnd::Finished) {
        worker.join();
        return end;
    }

    source.request_stop();
    SilentReporter nobody;
    const auto until = Mailbox::Clock::now() + kGrace;
    bool finished = false;
    while (!finished && Mailbox::Clock::now() < until)
        finished = mailbox->deliver(nobody, {}, kLook);
    if (finished)
        worker.join();
    else
        worker.detach();
    return end;
}

} // namespace devstack::git
