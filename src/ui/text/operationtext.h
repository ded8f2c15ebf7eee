// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/operations/runoperation.h"
#include "store/runstate.h"

namespace devstack {

/// "Provision credentials", "Seed credentials: base"; the IDAs of the run stand in where its
/// operation names none. The recorded command line where the operation is not known.
QString titleOf(const RunHeader &header);

/// What a choice does, for a button: "Run platform in its variant light". The command line of what
/// is no choice.
QString choiceText(const Operation &choice);

/// That an operation is done, and to what it led, as a sentence.
QString doneText(const Operation &operation, const OperationResult &result);

} // namespace devstack
