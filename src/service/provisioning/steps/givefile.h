// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "engine/engineclient.h"
#include "model/compose/serviceroles.h"
#include "plan/action.h"

#include <stop_token>

namespace devstack {

/// Gives a file of the engineer's own to the data of a service that runs in `container`. Blocks.
/// Statements for a database of this kind are looked through before one of them runs
/// (schemas/loaddump.h). Errors: those of runInService() and loadDump().
Result<> giveFile(const EngineClient &engine,
                  const QString &container,
                  DatabaseKind kind,
                  const FileAction &action,
                  Reporter &reporter,
                  std::stop_token stop,
                  std::stop_token atOnce);

} // namespace devstack
