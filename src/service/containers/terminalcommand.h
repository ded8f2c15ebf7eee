// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/execwrapper.h"
#include "service/containers/containercommands.h"

namespace devstack {

/// What somebody types to: a shell of the service, or a command that the IDA declares (or dbshell,
/// of the service where one is named) with `words` behind it. Errors as for shellCommand() and
/// declaredCommand().
Result<DockerExec> interactiveCommand(Workspace &workspace,
                                      const ServiceTarget &target,
                                      const QString &command,
                                      const QStringList &words,
                                      std::stop_token stop);

/// The same for a terminal of this program: one that can be ended. The Engine lets a command go on
/// when the docker command line that shows it is closed.
struct TerminalCommand
{
    DockerExec inside;
    ExecWrapper wrapper {ExecWrapper::Use::Terminal}; ///< takes its announcement off the output

    /// The docker command line: `inside` behind a wrapper, with the terminal's name and the whole
    /// keyboard (docker keeps Ctrl+P to itself otherwise).
    QStringList toVector() const;
};

/// Ends the command in its container and what it started, once the wrapper knows its process.
/// Blocks for some seconds at most. A command that has ended is done. Errors: what the Engine says.
Result<> endTerminalCommand(Workspace &workspace, const TerminalCommand &command);

} // namespace devstack
