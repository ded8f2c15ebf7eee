// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/terminalcommand.h"

#include "engine/terminalexec.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// For what a shell has to write down when it is hung up.
constexpr auto kGrace = 2s;
} // namespace

Result<DockerExec> interactiveCommand(Workspace &workspace,
                                      const ServiceTarget &target,
                                      const QString &command,
                                      const QStringList &words,
                                      std::stop_token stop)
{
    if (command.isEmpty())
        return shellCommand(workspace, target, std::move(stop));
    const QString place
        = target.service.isEmpty() ? target.ida : target.ida + u'/' + target.service;
    return declaredCommand(workspace, place, command, words, true, std::move(stop));
}

QStringList TerminalCommand::toVector() const
{
    // Keys that nobody presses by chance in this order. Debian's terminfo has the name in every
    // image.
    const QStringList options {u"--detach-keys"_s,
                               u"ctrl-^,ctrl-],ctrl-^"_s,
                               u"--env"_s,
                               u"TERM=xterm-256color"_s,
                               u"--env"_s,
                               u"COLORTERM=truecolor"_s};
    return inside.client + options + QStringList {inside.container}
    + wrapper.wrapped(inside.command);
}

Result<> endTerminalCommand(Workspace &workspace, const TerminalCommand &command)
{
    const auto pid = command.wrapper.pid();
    if (!pid)
        return ok();
    const auto engine = workspace.internals().engine();
    if (!engine)
        return engine.error();
    return endTerminalExec(
        **engine,
        {command.inside.container, command.inside.user, command.wrapper.marker(), *pid},
        kGrace);
}

} // namespace devstack
