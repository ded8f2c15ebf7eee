// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/transfer/telling.h"

#include <QString>

namespace devstack::git {

/// Brings the remote branches and tags of the repository at `folder` up to date.
Result<> fetchIn(const QString &folder, Telling &telling);

} // namespace devstack::git
