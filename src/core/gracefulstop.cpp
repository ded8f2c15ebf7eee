// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/gracefulstop.h"

#include "core/text.h"

#include <condition_variable>
#include <mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

void watch(const std::stop_token &ended,
           const std::stop_token &stop,
           const std::stop_token &atOnce,
           std::chrono::milliseconds grace,
           const std::function<void()> &onStop,
           std::stop_source work)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    const auto wake = [&] {
        // Under the mutex: a wake between asking and waiting would be lost otherwise.
        const std::scoped_lock lock(mutex);
        changed.notify_all();
    };
    const std::stop_callback onRequest(stop, wake);
    const std::stop_callback onHurry(atOnce, wake);
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, ended, [&] { return stop.stop_requested() || atOnce.stop_requested(); });
    }
    if (ended.stop_requested())
        return;
    if (!atOnce.stop_requested()) {
        if (onStop)
            onStop();
        std::unique_lock lock(mutex);
        changed.wait_for(lock, ended, grace, [&] { return atOnce.stop_requested(); });
    }
    if (!ended.stop_requested())
        work.request_stop();
}

} // namespace

QString finishingText(const QString &what)
{
    return u"Stopping: %1 may finish first, for at most %2. Stop again to end it at once."_s.arg(
        what, formatDuration(kFinishingGrace));
}

GracefulStop::GracefulStop(std::stop_token stop,
                           std::stop_token atOnce,
                           std::chrono::milliseconds grace,
                           std::function<void()> onStop)
    : m_watch([=, work = m_work, said = std::move(onStop)](const std::stop_token &ended) {
        watch(ended, stop, atOnce, grace, said, work);
    })
{
}

} // namespace devstack
