// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/descriptor.h"
#include "core/result.h"
#include "terminal/terminalscreen.h"

#include <sys/types.h>

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace devstack {

/// A program on a pseudo-terminal of its own, for somebody who types: never blocks, the owner
/// waits for descriptor() as it waits for everything else. (core/pty.h runs commands to their end.)
///
/// What nobody reads waits in the terminal, which slows the program down. The destructor hangs up
/// and ends the program at once; what it started itself gets the hang-up only.
class PtyChild
{
public:
    /// An argument vector, never a shell string. Errors: NotFound when it cannot be started, Io.
    static Result<std::unique_ptr<PtyChild>>
    start(const QStringList &command, const QProcessEnvironment &environment, TerminalSize size);
    ~PtyChild();
    Q_DISABLE_COPY_MOVE(PtyChild)

    /// Readable when there is output, or the end of it.
    int descriptor() const { return m_master.get(); }
    /// At most `most` bytes of what was written; empty when there is nothing now.
    QByteArray read(qsizetype most);
    /// Blocks until there is something to read, or the time is over.
    void waitForOutput(std::chrono::milliseconds time) const;
    /// Nobody has the terminal open any more, and everything was read.
    bool isAtEnd() const { return m_atEnd; }
    /// How many of the bytes were taken; fewer when the program does not read.
    qsizetype write(QByteArrayView bytes);
    void resize(TerminalSize size);
    /// The exit code once the program has ended, 128 + number for a signal. Collects it.
    std::optional<int> exitCode();

private:
    PtyChild(Descriptor master, pid_t pid)
        : m_master(std::move(master))
        , m_pid(pid)
    {
    }

    Descriptor m_master;
    pid_t m_pid;
    bool m_atEnd = false;
    std::optional<int> m_exitCode;
};

} // namespace devstack
