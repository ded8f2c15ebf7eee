// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace devstack {

/// A reporter that several threads may use at once.
class SharedReporter final : public Reporter
{
public:
    explicit SharedReporter(Reporter &target)
        : m_target(target)
    {
    }
    void progress(const Progress &progress) override
    {
        const std::scoped_lock lock(m_mutex);
        m_target.progress(progress);
    }
    void line(const OutputLine &line) override
    {
        const std::scoped_lock lock(m_mutex);
        m_target.line(line);
    }

private:
    Reporter &m_target;
    std::mutex m_mutex;
};

/// Calls `work(item, reporter)` for every item, `threads` at a time; all of them get their turn,
/// the first error is answered.
template <typename Items, typename Work>
Result<> sideBySide(const Items &items,
                    std::stop_token stop,
                    Reporter &reporter,
                    Work &&work,
                    std::size_t threads = 6)
{
    SharedReporter shared(reporter);
    std::mutex mutex;
    Result<> first = ok();
    auto next = items.begin();
    const auto loop = [&] {
        for (;;) {
            auto item = items.end();
            {
                const std::scoped_lock lock(mutex);
                if (next == items.end() || stop.stop_requested())
                    return;
                item = next++;
            }
            const Result<> done = work(*item, static_cast<Reporter &>(shared));
            const std::scoped_lock lock(mutex);
            if (!done && first)
                first = done;
        }
    };
    {
        std::vector<std::jthread> running;
        for (std::size_t i = 0; i < std::min(threads, std::size_t(items.size())); ++i)
            running.emplace_back(loop);
    }
    if (stop.stop_requested())
        return cancelled();
    return first;
}

} // namespace devstack
