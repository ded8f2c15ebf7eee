// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack::git {

/// Whether the repository at `path` has a local branch of that name. Errors: those of
/// openRepository().
Result<bool> hasBranch(const QString &path, const QString &branch);

} // namespace devstack::git
