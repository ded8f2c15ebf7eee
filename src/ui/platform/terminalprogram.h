// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QStringList>

#include <functional>

namespace devstack {

/// The user's terminal program and how it takes a command.
struct TerminalProgram
{
    QStringList vector; ///< program and the arguments before the command

    /// The vector that shows `command` in a new window.
    QStringList toRun(const QStringList &command) const { return vector + command; }
};

/// Finds the terminal program: `chosen` (program and arguments, split as a shell would) when given,
/// else the first known one in PATH. `find` answers where a program is, empty when it is not
/// installed. Error: NotFound with a hint.
Result<TerminalProgram> findTerminal(const QString &chosen,
                                     const std::function<QString(const QString &)> &find);

/// The vector that runs `command` and, when it ends with an error, waits for Enter, so that its
/// last words can be read. 130 (Ctrl+C) is no error.
QStringList heldOnError(const QStringList &command);

/// findTerminal() with the real PATH, then starts it detached. Error: NotFound, Io.
Result<> openTerminal(const QString &chosen, const QStringList &command);

} // namespace devstack
