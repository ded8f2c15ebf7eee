// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QEventLoop>

#include <chrono>
#include <stop_token>

namespace devstack {

/// Runs an event loop on the calling worker thread until `quit()`, a stop request or a deadline.
///
/// The one place where Qt's event-driven I/O classes meet the core's blocking functions. Must not
/// be used on the thread of a QGuiApplication: it would nest the interface's loop (asserted).
class LocalLoop
{
public:
    enum class End { Quit, Stopped, TimedOut };

    LocalLoop();
    /// Blocks; a timeout of zero or less waits without limit. May be called again afterwards.
    End run(std::stop_token stop, std::chrono::milliseconds timeout = {});
    /// Ends run() with Quit. Only from handlers that run inside this loop.
    void quit();

private:
    QEventLoop m_loop;
    End m_end = End::Quit;
    quint64 m_run = 0; ///< a stop that arrives after its run must not end the next one
};

} // namespace devstack
