// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

#include <chrono>

namespace devstack {

/// A process of this machine as /proc tells it (proc_pid_stat(5)).
struct ProcessEntry
{
    qint64 pid = 0;
    qint64 parent = 0;
    QString name; ///< of the executable, at most 15 characters
};

/// Everything below `root`: children, their children and so on, in no order; without `root` itself
/// and without processes that ended and only wait to be collected. Reads /proc; safe on any thread.
QList<ProcessEntry> descendantsOf(qint64 root);

/// The processes of this user that have a file open. Reads /proc; safe on any thread.
QList<qint64> processesWith(const QString &path);

/// Ends all descendants of the *calling process*, which must be a child subreaper (prctl(2)), so
/// that those whose parent ended are its children: TERM, `grace`, then KILL again and again until
/// none is left. Collects them all. False when some survive five seconds of KILL (a process that
/// hangs in the kernel).
bool endDescendants(std::chrono::milliseconds grace);

} // namespace devstack
