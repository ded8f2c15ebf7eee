// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace devstack {

/// How long a question to the container engine waits before somebody is told that it does.
constexpr std::chrono::seconds kSlowAnswer {3};

/// `tell` is called on any thread, with one sentence and once for each, when somebody is kept
/// waiting: by a question with a limit of at least twice kSlowAnswer that was not answered for that
/// time, by a SlowTool, or by what mayWaitLong() is told of. Call before the first question.
void onSlowAnswer(std::function<void(const QString &sentence)> tell);

/// Somebody waits for what may never come. Any thread.
void mayWaitLong(const QString &sentence);

/// `who` (“The container engine”, “docker compose stop”) has not answered and is given up after
/// `limit`; zero: never. Any thread.
void answerIsSlow(const QString &who, std::chrono::seconds limit);

/// Tells, while it lives, when a program has said nothing for `patience`.
class SlowTool
{
public:
    SlowTool(const QString &who, std::chrono::seconds patience, std::chrono::seconds limit);
    SlowTool(const SlowTool &) = delete;
    SlowTool &operator=(const SlowTool &) = delete;
    ~SlowTool() = default; ///< does not wait for the time to pass

    /// It said something: whoever waits knows that it works.
    void heard() { m_thread.request_stop(); }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_end;
    std::jthread m_thread; ///< the last: it uses the others
};

} // namespace devstack
