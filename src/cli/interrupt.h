// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <stop_token>
#include <thread>

namespace devstack::cli {

/// Turns SIGINT and SIGTERM into a stop request; a second SIGINT ends the program at once (exit
/// 130).
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

private:
    std::stop_source m_source;
    int m_signals = -1;
    int m_wake = -1;
    std::thread m_thread;
};

} // namespace devstack::cli
