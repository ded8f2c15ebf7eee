// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace devstack {

/// What to start: an argument vector, never a shell string.
struct ProcessSpec
{
    QString program;
    QStringList arguments;
    QString directory; ///< empty: the caller's
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QByteArray input; ///< written to standard input, which is then closed
    QString inputFile; ///< instead of `input`: a file that becomes standard input
    std::chrono::milliseconds timeout {0}; ///< zero: no limit
    std::chrono::milliseconds silence {0}; ///< the longest it may write nothing; zero: no limit
    std::chrono::milliseconds grace {3000}; ///< between TERM and KILL when stopped
    /// A file that it and all that it starts keep locked (FileLock::share()) until the last of them
    /// has ended, also when the caller is killed. Empty: none.
    QString lock;
    /// When the caller is killed it writes on to nobody, a mebibyte at most, where others end with
    /// SIGPIPE: what it does is not to be cut short.
    bool finishesAlone = false;
    bool captureOutput = true; ///< keep standard output in the outcome (at most 64 MiB)
};

/// The words as one line that a shell reads back, whatever they are; for all commands that are
/// shown or logged.
QString shellText(const QStringList &words);

/// How a process ended.
///
/// | end       | exitCode        | when                                        |
/// |-----------|-----------------|---------------------------------------------|
/// | Exited    | of the process  | it ended by itself                          |
/// | Crashed   | -1              | a signal that we did not send               |
/// | TimedOut  | -1              | a limit passed, its group was killed        |
/// | Cancelled | -1              | a stop was requested, its group was killed  |
struct ProcessOutcome
{
    enum class End { Exited, Crashed, TimedOut, Cancelled };
    End end = End::Exited;
    int exitCode = -1;
    int signal = 0; ///< Crashed only: which one
    QByteArray standardOutput;
    QString errorTail; ///< the last 40 lines of standard error

    bool succeeded() const { return end == End::Exited && exitCode == 0; }
    /// This outcome as an error that says what `what` did ("docker compose build").
    Error toError(const QString &what) const;
};

/// A line that the process wrote, as it is written. Called on the calling thread.
using LineSink = std::function<void(const OutputLine &)>;

/// Runs a process to its end; blocks the calling (worker) thread.
///
/// The process leads a group of its own; a stop or timeout sends TERM to the whole group, KILL
/// after the grace. A failure to start is an error of kind NotFound; every other end is an outcome.
Result<ProcessOutcome>
runProcess(const ProcessSpec &spec, std::stop_token stop = {}, const LineSink &sink = {});

/// runProcess(), with every end but exit code 0 turned into an error; answers standard output.
Result<QByteArray>
runTool(const ProcessSpec &spec, std::stop_token stop = {}, const LineSink &sink = {});

/// Becomes the command (execvp), with the signal handling of a fresh process; returns only when
/// that fails.
Error replaceProcess(const QStringList &command);

} // namespace devstack
