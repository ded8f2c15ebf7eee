// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// With which dump the data of a database is to begin.
struct ChosenSchema
{
    QString ida;
    QString service;
    QString dump; ///< absolute; empty: none
};

/// Takes a dump for a database of the IDA, for this engineer alone; an empty `dump` takes the
/// choice back. It is loaded with the next new data: the first `up`, or a reset. `place` is “IDA”
/// or “IDA/SERVICE”. Errors: NotFound (no such IDA, database or file), InvalidInput (several
/// databases and none named), what the file is refused for, Conflict.
Result<ChosenSchema>
chooseSchema(Workspace &workspace, const QString &place, const QString &dump, std::stop_token stop);

} // namespace devstack
