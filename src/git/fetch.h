// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <QString>

#include <stop_token>

namespace devstack::git {

/// Brings the remote's branches and tags up to date. Never merges, prunes or touches the working
/// tree.
///
/// Partial and shallow clones are fetched by the `git` program, since libgit2 cannot. Blocking,
/// reporting and cancelling are as for clone(); a fetch that is cut short leaves the references as
/// they were. Errors: NotFound (no repository, no remote),
/// Cancelled, Timeout, Io.
Result<> fetch(const QString &path, Reporter &reporter, std::stop_token stop = {});

/// How far a branch was moved.
struct FastForward
{
    int commits = 0; ///< 0: it was up to date
    QString before;
    QString after;
};

/// Moves the branch of a clean repository to its upstream as last fetched, when that loses nothing.
///
/// Errors of kind Conflict say why it was left alone: local changes, own commits, an operation in
/// progress, a detached head, no upstream, a file in the way.
Result<FastForward> fastForward(const QString &path, std::stop_token stop = {});

} // namespace devstack::git
