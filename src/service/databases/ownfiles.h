// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/request.h"

#include <QString>

#include <stop_token>

namespace devstack {

class Workspace;

/// Gives a file of the engineer's own to the data of one IDA that runs (definition/dataloaders.h
/// says how) and keeps a copy of it in the workspace, in place of an earlier one of that name; one
/// that failed is not kept. `afterReset`: it belongs to the data from now on, so whatever makes new
/// data applies it, behind the seeds. Blocks. Errors: NotFound, InvalidInput (no loader; refused
/// before one statement ran), Io, those of the loader.
Result<> applyFile(Workspace &workspace,
                   const OperationRequest &request,
                   const QString &file,
                   bool afterReset,
                   Reporter &reporter,
                   std::stop_token stop);

/// Removes the copy that is kept; the data stays as it is. Error NotFound with the nearest name.
Result<> forgetFile(Workspace &workspace, const OperationRequest &request, const QString &name);

} // namespace devstack
