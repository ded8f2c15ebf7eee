// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace devstack::git {

/// Carries what a worker thread says to the thread that waits for it, as long as that one waits.
///
/// The worker calls progress(), line(), quiet(); the waiting thread calls the rest.
class Mailbox final : public Reporter
{
public:
    using Clock = std::chrono::steady_clock;

    void progress(const Progress &progress) override;
    void line(const OutputLine &line) override;
    /// While true, silence is no fault: a credential helper may be asking its user.
    void setQuiet(bool quiet);
    void finish();

    /// Waits until something arrives, a stop, or `most` has passed; hands out what arrived.
    /// Answers whether the worker has finished.
    bool deliver(Reporter &reporter, const std::stop_token &stop, std::chrono::milliseconds most);
    /// How long the worker has given no sign of life.
    Clock::duration silence() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Progress> m_progress; // the newest wins
    std::vector<OutputLine> m_lines;
    Clock::time_point m_lastSign = Clock::now();
    bool m_quiet = false;
    bool m_finished = false;
};

/// How waiting for abandonable work ended.
enum class WorkEnd { Finished, Cancelled, Silent };

/// Runs `work` on a thread of its own and waits; leaves the thread behind when it does not follow a
/// stop within a second, or when it says nothing for `silenceLimit`.
///
/// Needed because libgit2 1.5 can be interrupted only from its callbacks, and connecting, TLS and
/// checking out call none. Therefore `work` must own everything it touches (capture by value or
/// shared pointer); it runs to its end even when nobody waits any more, and must then undo what it
/// did.
WorkEnd runAbandonable(std::function<void(Mailbox &, std::stop_token)> work,
                       Reporter &reporter,
                       std::stop_token stop,
                       std::chrono::milliseconds silenceLimit);

} // namespace devstack::git
