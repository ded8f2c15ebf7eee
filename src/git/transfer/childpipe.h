// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <sys/types.h>

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>

namespace devstack::git {

/// A child process whose standard input and output are a two-way stream for a blocking reader.
///
/// Unlike runProcess() this hands over bytes as they come, which a protocol needs. The child stays
/// in our process group, so that who kills us kills it too; it is ended with the object. Used on
/// one thread.
class ChildPipe
{
public:
    enum class End { Ok, Closed, Stopped };
    /// Asked ten times a second while something is waited for: false gives up (Stopped).
    using Patience = std::function<bool()>;

    static Result<std::unique_ptr<ChildPipe>> start(const QStringList &command);
    ~ChildPipe();
    ChildPipe(const ChildPipe &) = delete;
    ChildPipe &operator=(const ChildPipe &) = delete;

    /// Blocks for at least one byte. Closed: the child has ended or closed its output.
    End read(char *buffer, std::size_t size, std::size_t &got);
    /// Blocks until everything is written.
    End write(const char *buffer, std::size_t size);
    /// Everything was written: the child reads the end of its input.
    void closeInput();
    /// Waits for the child after its output was closed; whether it exited with code 0.
    bool finish();
    void setPatience(Patience patience) { m_patience = std::move(patience); }
    /// The last 4 KiB of the child's standard error so far.
    QString errorTail() const;

private:
    ChildPipe() = default;
    /// Waits until `descriptor` is ready for `events`, gathering standard error meanwhile.
    End wait(int descriptor, short events);
    void gatherErrors();

    pid_t m_pid = -1;
    int m_input = -1; // we write, the child reads
    int m_output = -1;
    int m_errors = -1;
    QByteArray m_errorTail;
    Patience m_patience;
};

} // namespace devstack::git
