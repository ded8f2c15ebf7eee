// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "model/manifest/commandargument.h"

namespace devstack::cli {

/// Whether a command can have the user's terminal: `docker exec -t` wants both ends to be one.
bool hasTerminal();

/// Becomes a command that the IDA declares, with what stands after "--";
/// or, where it declares `arguments`, with what askArguments() makes of it.
Result<int> runDeclared(Context &context,
                        const QString &target,
                        const QString &name,
                        const QList<CommandArgument> &arguments = {});

} // namespace devstack::cli
