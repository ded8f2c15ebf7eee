// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <chrono>

namespace devstack {

/// A command in a container that somebody types to, as ExecWrapper (Use::Terminal) started it.
struct TerminalExec
{
    QString container;
    QString user; ///< who it runs as; empty: the container's
    QString marker; ///< ExecWrapper::marker()
    qint64 pid = 0; ///< ExecWrapper::pid()
};

/// Ends the command inside the container, with what it started: hangs up, as a terminal that is
/// closed does, and kills what is left after `grace`, `nohup` or not. The Engine does neither when
/// its client goes. A command that has ended is done. Blocks. Errors: what the Engine says, Timeout
/// when it is still there.
Result<> endTerminalExec(const EngineClient &engine,
                         const TerminalExec &exec,
                         std::chrono::milliseconds grace);

} // namespace devstack
