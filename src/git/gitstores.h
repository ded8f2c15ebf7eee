// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack::git {

/// Where the checkout in `folder` keeps what is git's: its git folder, the one that it shares with
/// other worktrees, and the objects that it borrows (alternates). Absolute, links resolved; only
/// what is there. Reads plain files and runs nothing.
QStringList gitStores(const QString &folder);

/// The other worktrees of the checkout in `folder`, which have their git data in it. Absolute; only
/// those that are still there.
QStringList linkedWorktrees(const QString &folder);

/// Folders below `folder` that are checkouts of their own (submodules, clones in clones), relative
/// to it, sorted. Looks at no more than a hundred thousand files.
QStringList checkoutsBelow(const QString &folder);

} // namespace devstack::git
