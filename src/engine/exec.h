// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"
#include "engine/engineclient.h"

#include <QByteArray>
#include <QIODevice>
#include <QStringList>

#include <chrono>

namespace devstack {

/// A command to run in a running container: an argument vector, never a shell string.
struct ExecSpec
{
    QString container;
    QStringList command;
    QStringList environment; ///< "NAME=value", added to the container's
    QString user; ///< empty: the container's
    QString workingDir; ///< empty: the container's
    QByteArray input; ///< written to standard input, which is then closed
    QString inputFile; ///< instead of `input`: read while it is sent, so it may be large
    /// Instead of both: an open sequential device, read while it is sent; must outlive the call.
    QIODevice *inputDevice = nullptr;
    bool tty = false; ///< a terminal: output is one stream with line ends as a terminal has them
    bool captureOutput = true; ///< keep standard output in the outcome (at most 64 MiB)
    std::chrono::milliseconds timeout {0}; ///< zero: no limit
    std::chrono::milliseconds grace {3000}; ///< between TERM and KILL when stopped
};

/// Runs the command and blocks until it ends; lines go to the sink on the calling thread.
///
/// A stop or timeout ends the process *inside* the container with its descendants (the engine has
/// no call for that): a small `sh` wrapper announces its process id, a second exec sends TERM and
/// then KILL to it. Containers without `sh` run the command as it is, and the process may survive.
/// A container that stops meanwhile is an error of kind Failed; NotFound when it is not there,
/// Conflict when it does not run.
Result<ProcessOutcome> runInContainer(const EngineClient &engine,
                                      const ExecSpec &spec,
                                      std::stop_token stop = {},
                                      const LineSink &sink = {});

} // namespace devstack
