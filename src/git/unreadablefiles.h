// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <git2.h>

#include <QString>

namespace devstack::git {

/// Refuses a repository folder in which a file that libgit2 reads on opening is a pipe, a device or
/// a folder: libgit2 1.5 opens whatever is there, and waits for a pipe without end.
Result<> refuseOddMetadata(const QString &folder);

/// Refuses a checkout in which .gitignore or .gitattributes of some folder is, or leads to,
/// something that is no file. git itself does not follow links there (gitignore(5)); libgit2 does.
Result<> refuseOddRules(git_repository *repository);

/// Refuses a repository whose configuration puts its work tree anywhere but around it
/// (core.worktree): a checkout would write there.
Result<> refuseFarWorkTree(git_repository *repository, const QString &folder);

} // namespace devstack::git
