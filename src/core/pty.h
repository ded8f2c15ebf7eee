// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"
#include "core/result.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace devstack {

/// What to start in a pseudo-terminal: an argument vector, never a shell string.
struct PtySpec
{
    QStringList command;
    QString directory;
    QProcessEnvironment environment;
    /// The program whose `keep` verb runs keepProcesses() (core/keeper.h), absolute, with arguments
    /// that go before the time limit.
    QStringList keeper;
    int columns = 120;
    int rows = 40;
    std::chrono::milliseconds timeout {0}; ///< zero: no limit; the keeper watches it
    std::chrono::milliseconds grace {3000}; ///< between TERM and KILL
    std::chrono::milliseconds silence {60'000}; ///< how often onSilence is called without output
    /// A terminal whose bytes become input (in raw mode meanwhile) and whose size is followed; -1:
    /// none, the command then waits at a terminal at which nobody types. Not owned. Ctrl-C asks for
    /// an end, unless the program inside took the terminal for itself (a shell in a container):
    /// then it gets the key, and the third one within two seconds asks for an end.
    int input = -1;
};

/// What is told while it runs, on the calling thread; all of it optional.
struct PtySinks
{
    std::function<void(QByteArrayView)> bytes; ///< as written, for a terminal
    /// Line by line; of one that was overwritten (progress bars) what was left of it.
    std::function<void(const QString &)> line;
    std::function<void(std::chrono::milliseconds)> onSilence; ///< since the last output
    std::function<void()> onTick; ///< about four times a second
};

/// How it ended: as for a process, the last lines of its output in `errorTail`.
struct PtyOutcome
{
    ProcessOutcome process;
    int leftBehind = 0; ///< processes that it had left running (or that a stop found); all ended
};

/// Runs a command in a pseudo-terminal of its own (openpty(3), a session of its own), to its end
/// and that of everything it started, however that detached itself (core/keeper.h). Blocks the
/// calling worker thread; a stop or the time limit ends the whole tree: TERM, grace, KILL. Memory
/// is bounded: a command that floods is slowed down to what the sinks take.
///
/// Errors: NotFound when it cannot be started, Io. Every other end is an outcome.
Result<PtyOutcome> runInPty(const PtySpec &spec, const PtySinks &sinks, std::stop_token stop = {});

} // namespace devstack
