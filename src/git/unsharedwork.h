// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack::git {

/// The committed and stashed work of a checkout that would go with its folder.
struct UnsharedWork
{
    /// Commits of local branches and of HEAD that no remote-tracking branch has, as last fetched.
    int commits = 0;
    bool more = false; ///< counting ended at `commits`, there are more
    QStringList branches; ///< the local branches that have some; "HEAD" for a detached one
    QStringList neverPushed; ///< local branches that no remote has under their name
    int stashes = 0;
};

/// Reads it from the repository whose top is `path`, in at most twenty seconds. Nothing for a
/// checkout whose branches are kept elsewhere (a worktree), save a detached HEAD.
///
/// Errors: those of openRepository(), Timeout, Cancelled, Io.
Result<UnsharedWork> unsharedWork(const QString &path, std::stop_token stop = {});

} // namespace devstack::git
