// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "core/result.h"

#include <QJsonObject>

namespace devstack::cli {

/// The manual page of a verb, or of the program (null), in roff with the macros of man(7).
QString manualPage(const Command *command);

/// Writes the page of the program and of every verb that help lists, “devstack-up.1”, into the
/// folder, which exists.
Result<> writeManualPages(const QString &folder);

/// The table itself, for the pages that are made of it: verbs, options, exit codes, error codes.
QJsonObject commandTable();

} // namespace devstack::cli
