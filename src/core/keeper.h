// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

#include <chrono>
#include <functional>

namespace devstack {

/// The task of a keeper process; the other side is runInPty() (core/pty.h).
struct KeeperSpec
{
    QStringList command; ///< started in a session of its own, standard input is its terminal
    std::chrono::milliseconds limit {0}; ///< zero: none
    std::chrono::milliseconds grace {3000}; ///< between TERM and KILL
    /// Called once everything is ended, when it did not end by itself (stop, limit, death of
    /// the owner).
    std::function<void()> afterForce;
    std::function<void()> afterEnd; ///< the same when it ended by itself
    std::function<void()> afterOwnersDeath; ///< called last, when nobody is left to tidy up
};

/// The descriptors a keeper inherits.
inline constexpr int kKeeperControl = 3; ///< a byte: stop; end of file: the owner died
inline constexpr int kKeeperStatus = 4; ///< lines that say how it went

/// Runs the command and owns everything that it starts; returns the exit code for the process.
///
/// The calling process becomes a child subreaper (prctl(2), Linux 3.4): a descendant whose parent
/// ends, be it through a double fork and setsid(), becomes its child instead of init's, so the
/// whole tree can be found in /proc and ended without cgroups, which need rights that users do not
/// have. What the command left running when it ended is ended too. Because the keeper is a process
/// of its own, the tree is also ended when its owner is killed with SIGKILL: the control pipe
/// closes.
///
/// Status lines: "error ERRNO" (not started), "exit CODE", "signal NUMBER", "limit", "left COUNT".
/// Only for the main thread of a process that does nothing else.
int keepProcesses(const KeeperSpec &spec);

} // namespace devstack
