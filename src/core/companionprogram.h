// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack {

/// The absolute path of a program that is shipped with this one ("devstack-guard"): beside it, in
/// its library folder, or in the build tree; `variable` of the environment overrides all of them.
/// Error: NotFound.
Result<QString> companionProgram(const QString &name, const char *variable);

} // namespace devstack
