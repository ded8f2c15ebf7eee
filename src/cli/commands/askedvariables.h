// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "service/configuration/keptvariables.h"

namespace devstack::cli {

/// Asks for the value of a variable at a terminal, unseen where its name is that of a secret; empty:
/// nothing was given.
QString askForVariable(Context &context, const RequiredVariable &variable);

/// Before a run: asks for the values that the files of these IDAs lack, where a person can answer,
/// and keeps them. Whoever gives none goes on without. Errors: what cannot be kept.
Result<> askForVariables(Context &context, Workspace &workspace, const QStringList &idas);

} // namespace devstack::cli
