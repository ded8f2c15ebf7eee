// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/library.h"

#include <QString>

namespace devstack::git {

/// Opens the repository whose top is `path`, without looking into parents or the environment.
/// Errors: NotFound, InvalidInput (a foreign owner, a format libgit2 does not read, a work tree
/// elsewhere, metadata that are no files), Io.
Result<RepositoryHandle> openRepository(const QString &path);

/// The name of the remote that counts: `origin`, else the only one; empty when there is none.
QString remoteName(git_repository *repository);
/// Its fetch URL as configured, before `insteadOf`.
QString remoteUrl(git_repository *repository);
/// Whether objects may be missing because the repository is a partial clone.
bool isPartial(git_repository *repository);

} // namespace devstack::git
