// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack::git {

/// What a repository was doing when somebody left it; anything but None means "not ours to move".
enum class Operation { None, Merge, Revert, CherryPick, Bisect, Rebase, ApplyMailbox };

/// A word for people: "merge", "rebase"; empty for None.
QString toString(Operation operation);

/// What is checked out in a folder, as read at one moment without changing anything.
struct RepositoryState
{
    QString path; ///< absolute, of the working tree (of the repository itself when bare)
    QString remote; ///< fetch URL of `origin`, else of the only remote, as configured; may be empty
    QString branch; ///< short name; empty when detached
    QString commit; ///< full hexadecimal id; empty when unborn
    QString upstream; ///< "origin/main"; empty when the branch follows nothing
    int ahead = 0; ///< commits that the upstream lacks; 0 without one
    int behind = 0; ///< commits of the upstream, as last fetched, that are missing here
    int changed = 0; ///< tracked files that differ from HEAD, staged or not
    int untracked = 0; ///< files and folders git does not know and does not ignore
    Operation operation = Operation::None;
    bool unborn = false; ///< no commit yet
    bool bare = false;
    bool shallow = false;
    bool partial
        = false; ///< a partial clone: objects may be missing, only git itself can fetch them
    QStringList submodules; ///< paths in .gitmodules; they are never initialised by this program

    bool detached() const { return branch.isEmpty(); }
    /// Whether tracked files would be lost by a checkout; untracked files do not count.
    bool dirty() const { return changed > 0; }
};

/// Reads the state of the repository whose top is `path` (no search in its parents).
///
/// Runs no hook, filter, fsmonitor or other program of the repository, and writes nothing. Errors:
/// NotFound (no repository), InvalidInput (a format libgit2 does not read, a folder that belongs to
/// somebody else, a work tree elsewhere, a pipe in place of a file), Timeout (after a minute),
/// Cancelled, Io.
Result<RepositoryState> inspect(const QString &path, std::stop_token stop = {});

} // namespace devstack::git
