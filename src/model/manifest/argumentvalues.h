// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/commandargument.h"
#include "model/manifest/manifest.h"

#include <QMap>
#include <QStringList>

namespace devstack {

/// What was given for the arguments of a command, by name; a switch is "true" or "false".
using ArgumentValues = QMap<QString, QString>;

/// Reads the words behind "--" of the command line: "--NAME VALUE", "--NAME=VALUE", "--NAME" and
/// "--no-NAME" of a switch, and words without a name in the order of the arguments. A secret among
/// them is refused: it would stand in the shell's history. Errors InvalidInput, with what there is.
Result<ArgumentValues> readArguments(const QList<CommandArgument> &arguments,
                                     const QStringList &words);

/// The words that readArguments() reads back; secrets are left out.
QStringList argumentWords(const QList<CommandArgument> &arguments, const ArgumentValues &values);

/// Those that were not given and have no default.
QList<CommandArgument> missingArguments(const QList<CommandArgument> &arguments,
                                        const ArgumentValues &values);

/// Whether a value fits its argument: a number, one of the choices, a path inside the checkout.
/// Error InvalidInput.
Result<> checkArgument(const CommandArgument &argument, const QString &value);

/// The command with the values, and defaults for the rest, in place of its placeholders. Errors
/// InvalidInput: something is missing or does not fit.
Result<QStringList> filledCommand(const ServiceRun &run, const ArgumentValues &values);

} // namespace devstack
