// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/comparing/compareschemas.h"
#include "service/workspace.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// What was compared, and what came of it.
struct SchemaDiff
{
    QString ida;
    QString service;
    QString production; ///< the snapshot or dump; empty: there is none, productionNote says so
    QString productionNote; ///< empty: nothing to say
    QString migrationsNote; ///< what the column of the migrations is worth; empty: they are current
    QString liveNote; ///< empty: the running server was asked
    bool hasMigrations = false; ///< that column is known
    qsizetype compared = 0; ///< objects that the live database has
    QStringList pending; ///< Django's migrations that the live database lacks
    QStringList behind; ///< those that production lacks
    QList<SchemaDifference> objects;
};

/// Compares three schemas of an IDA's database: production's (the snapshot or dump with which new
/// data begins), what the migrations give (the data that was kept when it was new), and the live
/// one. Nothing is changed. Blocks; what cannot change is asked once and kept, so a second call
/// asks the live database only. `place` is IDA or IDA/SERVICE. Errors: those of assembleIda() and
/// databaseServer(); NotFound (there is no data yet); Conflict (another command changes the
/// workspace, and a server of our own is needed); what a server says.
Result<SchemaDiff>
schemaDiff(Workspace &workspace, const QString &place, Reporter &reporter, std::stop_token stop);

} // namespace devstack
