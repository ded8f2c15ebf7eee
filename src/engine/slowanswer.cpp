// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/slowanswer.h"

#include <mutex>
#include <utility>

namespace devstack {

namespace {

struct Listener
{
    std::mutex mutex;
    std::function<void(std::chrono::seconds)> tell;
};

Listener &listener()
{
    static Listener one;
    return one;
}

} // namespace

void onSlowAnswer(std::function<void(std::chrono::seconds limit)> tell)
{
    const std::scoped_lock lock(listener().mutex);
    listener().tell = std::move(tell);
}

void answerIsSlow(std::chrono::seconds limit)
{
    std::function<void(std::chrono::seconds)> tell;
    {
        const std::scoped_lock lock(listener().mutex);
        tell = std::exchange(listener().tell, nullptr);
    }
    if (tell)
        tell(limit);
}

} // namespace devstack
