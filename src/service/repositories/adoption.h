// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/adopt/adoptplan.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// What is asked of adoptCentral().
struct AdoptRequest
{
    QString central; ///< the folder of a central devstack
    QStringList idas; ///< only these; those that are not checked out, too; empty: all that are
    QString into; ///< the workspace's folder; empty: where the checkouts lie
    bool dryRun = false; ///< nothing is written
};

/// A central devstack as a workspace.
struct Adoption
{
    QString workspace; ///< absolute
    AdoptPlan plan;
    QStringList written; ///< files, relative to the workspace; with `dryRun` those that would be
};

/// Makes a workspace of a central devstack (foreign/adopt/adoptplan.h): `devstack.yml` and an
/// environment for each IDA. The central checkout and its neighbours stay as they are, nothing of
/// them is run. Entries that devstack.yml has already are kept. Blocks. Errors: NotFound (no
/// central devstack, an IDA that it does not know), Conflict (an environment that is there and says
/// otherwise: nothing is written; somebody changes the workspace that is there already), Cancelled,
/// Io.
Result<Adoption> adoptCentral(const AdoptRequest &request, std::stop_token stop);

} // namespace devstack
