// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/configuration/choosing.h"
#include "service/workspace.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// With what the data of a database is to begin.
struct ChosenSchema
{
    QString ida;
    QString service;
    QString source; ///< absolute path of a dump, or the name of a snapshot; empty: none
};

/// Takes a dump or a snapshot for a database of the IDA, for this engineer alone or, a snapshot, in
/// devstack.yml for everybody; an empty `source` takes the choice back. It comes with the next new
/// data: the first `up`, or a reset. A snapshot that is not here is pulled, so that it is known to
/// suit. `database` is “IDA” or “IDA/SERVICE”. Errors: NotFound (no such IDA, database, file or
/// image), InvalidInput (several databases and none named, neither a file nor a name of an image),
/// what the dump is refused for, Conflict.
Result<ChosenSchema> chooseSchema(Workspace &workspace,
                                  const QString &database,
                                  const QString &source,
                                  ChoicePlace place,
                                  Reporter &reporter,
                                  std::stop_token stop);

/// Whether a file is called as dumps are: “.sql”, “.dump”, or compressed. Pure.
bool hasDumpSuffix(const QString &file);

} // namespace devstack
