// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack::git {

/// The paths in the .gitmodules of a working tree, whose names and addresses are not followed. At
/// most 1,000.
QStringList submodulePaths(const QString &tree);
/// Whether the attributes in its top folder hand files to Git LFS.
bool usesLfs(const QString &tree);

} // namespace devstack::git
