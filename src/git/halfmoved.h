// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

struct git_repository;
struct git_tree;

namespace devstack::git {

/// The paths that differ between two trees, when the files of the working tree are on the way from
/// one to the other: each of these is as in the first or as in the second, or the beginning of the
/// latter, and no other file that git knows is changed. So a move of the branch that was killed
/// leaves it, and moving these paths loses nothing. Nothing when anything else is changed.
std::optional<QList<QByteArray>>
halfMoved(git_repository *repository, git_tree *from, git_tree *to);

} // namespace devstack::git
