// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/request.h"

#include <QDateTime>
#include <QList>

#include <optional>
#include <stop_token>

namespace devstack {

class Workspace;

/// A kept copy of an IDA's data.
struct CheckpointView
{
    QString ida;
    QString name;
    QDateTime created; ///< UTC
    QString reason; ///< "before reset", …
    qint64 bytes = -1; ///< on disk; -1: unknown
    bool isProtected = false;
};

struct CheckpointList
{
    QList<CheckpointView> checkpoints;
    std::optional<Error> unsized; ///< why no sizes are known
};

/// The checkpoints of the IDAs, oldest first. Asks the Engine for their sizes, which takes it a
/// moment: what would be free without one of them.
Result<CheckpointList>
checkpoints(Workspace &workspace, const QStringList &idas, std::stop_token stop);

/// What to save the data of IDAs as.
struct NewCheckpoint
{
    QString name; ///< empty: one from the time
    bool isProtected = false; ///< `clean` and deletion by accident leave it alone
};

/// What a save came to.
struct SavedCheckpoint
{
    Plan plan;
    QString name;
};

/// Keeps the data of the IDAs as it is at one moment, in which all their databases stand still, and
/// goes on over it: nothing is copied where the Engine can mount layers. Errors: Conflict when one
/// of them has a checkpoint of that name, InvalidInput for a name that cannot be one.
Result<SavedCheckpoint> saveCheckpoint(Workspace &workspace,
                                       const OperationRequest &request,
                                       const NewCheckpoint &checkpoint,
                                       PlanObserver &observer,
                                       std::stop_token stop);

/// Makes a checkpoint the IDA's data again; the present data becomes a checkpoint itself. The
/// checkpoint stays where the Engine can mount layers. Then everything that the restored data lacks
/// (pending migrations, registrations) is done. Needs `confirmed`.
Result<Plan> restoreCheckpoint(Workspace &workspace,
                               const OperationRequest &request,
                               const QString &name,
                               PlanObserver &observer,
                               std::stop_token stop);

/// Destroys a checkpoint for good. Needs `confirmed`.
Result<> deleteCheckpoint(Workspace &workspace,
                          const OperationRequest &request,
                          const QString &name,
                          std::stop_token stop);

} // namespace devstack
