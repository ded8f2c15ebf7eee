// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

#include <QTextStream>

namespace devstack::cli {

/// Where a run of the command line reads and writes; the program uses the standard streams, tests
/// use buffers.
struct Streams
{
    QTextStream &out;
    QTextStream &err;
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool inIsTerminal = false;
    int (*errWidth)() = nullptr; ///< columns of the terminal, asked anew as it may change
    int (*outWidth)() = nullptr; ///< the same for `out`; null or 0: no terminal
};

/// Understands `arguments` (without the program's name), runs the command, answers the exit code.
int runCommandLine(const QStringList &arguments,
                   Streams streams,
                   std::stop_token stop,
                   std::stop_token atOnce = {});

/// Understands the arguments only. Errors are of kind InvalidInput with the nearest command or
/// option as hint.
Result<Invocation> parseArguments(const QStringList &arguments, const Command &command);

/// The options that every command takes.
const QList<OptionSpec> &globalOptions();

/// The help text of the program (empty name) or of one command.
QString helpText(const Command *command);

} // namespace devstack::cli
