// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <stop_token>
#include <thread>

namespace devstack::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request. The second of them also ends what may
/// finish after the first; a third SIGINT ends the program itself at once (exit 130).
///
/// Construct it before any other thread: the signals are blocked in all of them and read by one.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_source.get_token(); }
    /// The second request.
    std::stop_token atOnce() const { return m_second.get_token(); }

private:
    std::stop_source m_source;
    std::stop_source m_second;
    int m_signals = -1;
    int m_wake = -1;
    std::thread m_thread;
};

} // namespace devstack::cli
