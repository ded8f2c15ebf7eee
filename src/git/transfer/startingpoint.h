// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "git/library.h"
#include "git/transfer/transfer.h"

namespace devstack::git {

/// Where a new clone begins: a branch, or only a commit (detached).
struct StartingPoint
{
    QString branch; ///< empty: detached
    ObjectHandle commit; ///< none when the remote is empty
};

/// Finds `ref` among what was fetched: a branch of the remote, then a tag, then a commit, which is
/// fetched by its id where no branch leads to it. Empty: the remote's default branch.
Result<StartingPoint> startingPoint(git_repository *repository,
                                    git_remote *remote,
                                    const QString &ref,
                                    Transfer &transfer);

/// Makes HEAD that point; a branch is created and follows the remote's.
Result<> pointHead(git_repository *repository, const StartingPoint &start);

} // namespace devstack::git
