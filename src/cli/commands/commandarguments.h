// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "model/manifest/commandargument.h"

#include <QMap>

namespace devstack::cli {

/// What a declared command gets: the words behind "--", and secrets by name.
struct AskedArguments
{
    QStringList words;
    QMap<QString, QString> secrets;
};

/// Reads the words that were given, and asks for what is missing where a person can answer; secrets
/// come from DEVSTACK_ARG_NAME or are asked for. What is missing still, the command refuses. Errors
/// InvalidInput, Cancelled.
Result<AskedArguments> askArguments(Context &context, const QList<CommandArgument> &arguments);

/// "--path=TEXT [--verbose]", for help and lists.
QString usageOf(const QList<CommandArgument> &arguments);

} // namespace devstack::cli
