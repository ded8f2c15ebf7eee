// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/scaffold/scaffold.h"
#include "service/configuration/budget.h"
#include "service/configuration/choosing.h"
#include "service/configuration/effective.h"
#include "service/databases/branchdata.h"
#include "service/databases/checkpoints.h"
#include "service/databases/databaseviews.h"

namespace devstack {

/// How one IDA is configured, for the configuration page. A value.
struct ConfigurationDetails
{
    IdaConfig config;
    AvailableChoices choices;
    std::optional<EffectiveCompose> effective;
    std::optional<Error> noEffective; ///< why there is none
    std::optional<MemoryForecast> memory; ///< of the whole workspace; none without an engine
};

/// What check and lint say of one IDA's repository.
struct ReviewDetails
{
    QString ida;
    RepositoryCheck check;
    LintReport lint;
    std::optional<Error> problem; ///< it could not be looked at
};

/// What the data page shows beyond a snapshot of the workspace. A value.
struct DataDetails
{
    QList<DatabaseView> databases;
    QList<CheckpointView> checkpoints; ///< oldest first
    QList<BranchData> branches;
    bool engineAnswered = false; ///< false: sizes and what snapshots are is not known
};

class Workspace;

/// The studies of a real workspace; these block.
Result<ConfigurationDetails>
configurationDetails(Workspace &workspace, const QString &ida, std::stop_token stop);
/// Of all IDAs.
Result<DataDetails> dataDetails(Workspace &workspace, std::stop_token stop);
/// Of every repository that is there, in the order of the workspace.
Result<QList<ReviewDetails>> reviewDetails(Workspace &workspace, std::stop_token stop);

} // namespace devstack
