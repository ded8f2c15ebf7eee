// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <stop_token>

namespace devstack::git {

/// What to clone and where to.
struct CloneRequest
{
    QString url; ///< see checkedUrl(); the user's `url.<base>.insteadOf` applies
    QString ref; ///< branch, tag or commit; empty: the remote's default branch
    QString destination; ///< must not exist, or be an empty folder
    /// How long the other side may give no sign of life before it counts as gone.
    std::chrono::milliseconds silenceLimit = std::chrono::minutes(3);
};

/// What a finished clone holds.
struct CloneOutcome
{
    QString branch; ///< empty when a tag or commit was asked for
    QString commit; ///< empty when the remote has no commit yet
    QStringList submodules; ///< left uninitialised
    bool needsLfs = false; ///< files are stored in Git LFS; only their pointers were checked out
};

/// Clones a repository whole: the destination appears, complete, at the end or not at all.
///
/// The work happens in a hidden folder beside the destination (`.devstack-new-…`), which is removed
/// on failure and cancel; what a killed process left is removed by the next clone there. Hooks,
/// templates, filters, fsmonitor and submodules of the repository are not run. Progress counts
/// bytes received, then files checked out. https asks the user's git credential helper, ssh runs
/// the user's ssh.
///
/// Blocks; `reporter` is called on the calling thread. The work is done by a process of our own
/// (runTransfer()): a stop ends it within a second, and its crash is an error. Errors: InvalidInput
/// (URL, ref), Conflict (destination in use), NotFound (no such repository or ref), Timeout,
/// Cancelled, Io.
Result<CloneOutcome>
clone(const CloneRequest &request, Reporter &reporter, std::stop_token stop = {});

/// Removes what clones that were killed left in `folder`; those of living processes stay.
void removeLeftovers(const QString &folder);

} // namespace devstack::git
