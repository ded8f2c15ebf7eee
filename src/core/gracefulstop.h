// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>
#include <thread>

namespace devstack {

/// How long what changes data may go on after a stop was asked for: most migrations end within it,
/// and a person does not give up waiting.
inline constexpr std::chrono::milliseconds kFinishingGrace = std::chrono::seconds(30);

/// "“migrate” may finish first, for at most 30 s. Stop again to end it at once."
QString finishingText(const QString &what);

/// Gives work that is better finished than cut (a migration: many databases cannot roll back half
/// of one) a while after a stop was asked for. Its token asks for the end when that while is over,
/// or at once when `atOnce` asks.
///
/// Construct and destroy it on one thread; the destructor does not wait for the grace.
class GracefulStop
{
public:
    /// `onStop` is called once, on a thread of this object, when the stop is asked for and the
    /// grace begins; not when `atOnce` came first.
    GracefulStop(std::stop_token stop,
                 std::stop_token atOnce,
                 std::chrono::milliseconds grace,
                 std::function<void()> onStop = {});

    /// For the work itself.
    std::stop_token token() const { return m_work.get_token(); }

private:
    std::stop_source m_work;
    std::jthread m_watch;
};

} // namespace devstack
