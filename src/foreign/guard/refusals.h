// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/argumentscan.h"
#include "foreign/guard/commandtable.h"
#include "foreign/guard/guardedcall.h"
#include "foreign/guard/guardmap.h"

#include <optional>

namespace devstack {

/// An answer that ends the call with an error and lists the names that exist.
GuardedCall unknownContainer(const GuardMap &map, const QString &name);
/// An answer that refuses a command for an option that no row of the tables has.
GuardedCall unknownOption(const QString &command, const QString &option);
/// The refusal of options that choose another engine; nothing when there are none.
std::optional<GuardedCall> refusedElsewhere(const ScannedArguments &globals);
/// The note for a container of an IDA that does not exist yet, by the name that the script uses.
QString notMadeYet(const QString &name, const QString &ida);
/// An answer that does nothing and says why; 0 is success.
GuardedCall answered(int code, const QString &note, const QString &output = {});
/// The refusal of a subcommand of docker that is in no table.
GuardedCall refusedCommand(const FoundCommand &found);

} // namespace devstack
