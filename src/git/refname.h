// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack::git {

/// A branch, tag or commit that may be asked for; empty is fine. Error: InvalidInput.
Result<> checkedRef(const QString &ref);

} // namespace devstack::git
