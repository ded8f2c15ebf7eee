// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/slowanswer.h"

#include <mutex>
#include <utility>

namespace devstack {

namespace {

struct Listener
{
    std::mutex mutex;
    std::function<void(const QString &, std::chrono::seconds)> tell;
};

Listener &listener()
{
    static Listener one;
    return one;
}

} // namespace

void onSlowAnswer(std::function<void(const QString &who, std::chrono::seconds limit)> tell)
{
    const std::scoped_lock lock(listener().mutex);
    listener().tell = std::move(tell);
}

void answerIsSlow(const QString &who, std::chrono::seconds limit)
{
    std::function<void(const QString &, std::chrono::seconds)> tell;
    {
        const std::scoped_lock lock(listener().mutex);
        tell = std::exchange(listener().tell, nullptr);
    }
    if (tell)
        tell(who, limit);
}

SlowTool::SlowTool(const QString &who, std::chrono::seconds patience, std::chrono::seconds limit)
    : m_thread([this, who, patience, limit](const std::stop_token &over) {
        std::unique_lock lock(m_mutex);
        m_end.wait_for(lock, over, patience, [] { return false; });
        if (!over.stop_requested())
            answerIsSlow(who, limit);
    })
{
}

} // namespace devstack
