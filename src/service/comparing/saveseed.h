// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/comparing/datachanges.h"
#include "service/request.h"
#include "service/workspace.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// A seed that was written.
struct SavedSeed
{
    DataChanges changes; ///< with all rows
    QString file; ///< absolute
    qint64 rows = 0;
    QStringList leftOut; ///< tables that were made or dropped
    QStringList warnings; ///< what else to know of it, one sentence each; the reporter has them too
    QString declaration; ///< what the compose file needs so that the seed is one
};

/// Which changes become a seed of which name.
struct SeedWish
{
    QString place; ///< IDA or IDA/SERVICE
    QString checkpoint; ///< compared with; empty: what the data began over
    QString name;
};

/// Writes the changes of dataChanges() to `seeds/NAME.sql` of the IDA's checkout: statements in one
/// transaction that can be run again. A run with a journal. Errors: those of dataChanges();
/// InvalidInput (the name, or the folder is a link); NeedsConfirmation: the file is there, and the
/// request is not confirmed; Failed: nothing changed, or more than 10,000 rows did.
Result<SavedSeed> saveSeed(Workspace &workspace,
                           const OperationRequest &request,
                           const SeedWish &wish,
                           Reporter &reporter,
                           std::stop_token stop);

} // namespace devstack
