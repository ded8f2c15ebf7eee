// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack::git {

/// Makes `folder` a repository with one commit of everything in it (its .gitignore respected) on
/// `main`.
///
/// Author and date are fixed, so that equal content gives an equal commit id. Answers the commit.
Result<QString> createRepository(const QString &folder, const QString &message);

/// Makes the bare repository `barePath` (which must not exist) with the branches of `folder`; its
/// HEAD is `main`.
Result<> publishBare(const QString &folder, const QString &barePath);

} // namespace devstack::git
