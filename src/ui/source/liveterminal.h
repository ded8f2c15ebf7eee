// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/containers/terminalcommand.h"
#include "terminal/ptychild.h"
#include "ui/models/terminalclient.h"

#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace devstack {

class Workspace;

/// A command in a container of a real workspace, by the docker command line on a pseudo-terminal.
///
/// Ending it takes a moment of the Engine's time on a worker of the global thread pool, for which
/// the application waits before it ends.
class LiveTerminal : public TerminalClient
{
    Q_OBJECT
public:
    /// Errors: docker is not installed, no pseudo-terminal is left.
    static Result<std::shared_ptr<TerminalClient>>
    start(std::shared_ptr<Workspace> workspace, const TerminalCommand &command, TerminalSize size);
    ~LiveTerminal() override;

    QByteArray read(qsizetype most) override;
    void write(const QByteArray &bytes) override;
    void resize(TerminalSize size) override;

private:
    LiveTerminal(std::shared_ptr<Workspace> workspace,
                 const TerminalCommand &command,
                 std::unique_ptr<PtyChild> child,
                 TerminalSize size);
    void watch();
    void send();
    void collect();
    bool beginsAgainPlainly(int exitCode);

    std::shared_ptr<Workspace> m_workspace;
    TerminalCommand m_command;
    std::shared_ptr<PtyChild> m_child;
    TerminalSize m_size;
    std::unique_ptr<QSocketNotifier> m_reader;
    std::unique_ptr<QSocketNotifier> m_writer;
    QTimer m_collecting; ///< the program ended, its exit code is to come
    QByteArray m_unsent;
    QByteArray m_rest; ///< the last that is to be read
    bool m_isOver = false; ///< the program ended, and all but the rest was read
    bool m_isPlain = false; ///< without the wrapper: there is no sh in the container
};

} // namespace devstack
