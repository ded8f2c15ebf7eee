// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"

namespace devstack::cli {

const QList<Command> &commands()
{
    static const QList<Command> kCommands = repositoryCommands() + graphCommands() + tourCommands()
        + choiceCommands() + runCommands() + lifecycleCommands() + lookCommands()
        + compareCommands() + insideCommands() + scriptCommands() + dataCommands()
        + schemaCommands() + dataVerbCommands() + checkCommands() + machineCommands()
        + helpCommands();
    return kCommands;
}

} // namespace devstack::cli
