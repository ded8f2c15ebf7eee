// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

namespace devstack::cli {

/// Whether a command can have the user's terminal: `docker exec -t` wants both ends to be one.
bool hasTerminal();

/// Becomes a command that the IDA declares, with what stands after "--".
Result<int> runDeclared(Context &context, const QString &target, const QString &name);

} // namespace devstack::cli
