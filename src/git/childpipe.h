// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <sys/types.h>

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace devstack::git {

/// A child process whose standard input and output are a two-way stream for a blocking reader.
///
/// Unlike runProcess() this hands over bytes as they come, which a protocol needs. Used on one
/// thread; the child leads its own process group, which is ended with the object.
class ChildPipe
{
public:
    enum class End { Ok, Closed, Stopped };

    static Result<std::unique_ptr<ChildPipe>> start(const QStringList &command);
    ~ChildPipe();
    ChildPipe(const ChildPipe &) = delete;
    ChildPipe &operator=(const ChildPipe &) = delete;

    /// Blocks for at least one byte.
    End read(char *buffer, std::size_t size, std::size_t &got, const std::stop_token &stop);
    /// Blocks until everything is written.
    End write(const char *buffer, std::size_t size, const std::stop_token &stop);
    /// The last 4 KiB of the child's standard error so far.
    QString errorTail() const;

private:
    ChildPipe() = default;
    /// Waits until `descriptor` is ready for `events`, gathering standard error meanwhile.
    End wait(int descriptor, short events, const std::stop_token &stop);
    void gatherErrors();

    pid_t m_pid = -1;
    int m_input = -1; // we write, the child reads
    int m_output = -1;
    int m_errors = -1;
    QByteArray m_errorTail;
};

} // namespace devstack::git
