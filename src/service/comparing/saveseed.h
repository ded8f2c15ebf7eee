// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/comparing/datachanges.h"
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
    QString declaration; ///< what the compose file needs so that the seed is one
};

/// Writes the changes of dataChanges() to `seeds/NAME.sql` of the IDA's checkout: statements in one
/// transaction that can be run again. Errors: those of dataChanges(); InvalidInput (the name, or
/// the folder is a link); NeedsConfirmation: the file is there, and `confirmed` is false; Failed:
/// nothing changed, or more than 10,000 rows did.
Result<SavedSeed> saveSeed(Workspace &workspace,
                           const QString &place,
                           const QString &checkpoint,
                           const QString &name,
                           bool confirmed,
                           Reporter &reporter,
                           std::stop_token stop);

} // namespace devstack
