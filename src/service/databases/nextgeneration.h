// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "service/workspace.h"
#include "store/generations.h"
#include "store/workspacestate.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <stop_token>

namespace devstack {

struct WorkspaceDefinition;

/// The data volumes that the workspace has on the Engine, name → incarnation; one question.
using OwnVolumes = QMap<QString, QString>;
Result<OwnVolumes> ownVolumes(Workspace::Internals &internals, std::stop_token stop);

/// Names of the volumes that hold the data of an IDA now, whether they exist or not; none for one
/// that was never provisioned.
QStringList presentVolumes(Workspace::Internals &internals, const QString &ida);

/// The present data of an IDA as parts of a fingerprint, as the planner names it.
Result<Fingerprint>
presentParts(Workspace::Internals &internals, const QString &ida, std::stop_token stop);

/// A name for a checkpoint made now that the IDA does not have yet: "before-reset-20261101-101500".
QString
newCheckpointName(const IdaGenerations &generations, const QString &prefix, const QDateTime &now);

/// IDA → volume key → digest of the dump that its data is to begin with.
using WantedSchemas = QMap<QString, QMap<QString, QString>>;
WantedSchemas wantedSchemas(Workspace::Internals &internals,
                            const WorkspaceDefinition &definition,
                            const QStringList &idas);

/// Goes to a generation that was never used and begins with the base, where that is still there and
/// holds the wanted schema.
void beginWithBase(IdaGenerations &generations,
                   const QString &workspaceId,
                   const QString &ida,
                   const QString &key,
                   const OwnVolumes &existing,
                   const QString &schema);

/// Goes to a new generation of the data volumes, which begins with the base of the IDA where it has
/// one: their names change, so the containers that use them are recreated, and the old volumes stay
/// unchanged, as a checkpoint unless `discard`; of the IDAs `halfMade` it says so. Answers the
/// names of the old volumes. Call under the workspace's lock. Error Failed when no IDA keeps data.
Result<QStringList> advanceGenerations(Workspace::Internals &internals,
                                       const OwnVolumes &existing,
                                       const QStringList &idas,
                                       const WantedSchemas &schemas,
                                       const QStringList &halfMade,
                                       bool discard);

/// Volume key → name of the volume that holds the IDA's data now.
QMap<QString, QString>
presentNames(WorkspaceState &state, const QString &workspace, const QString &ida);

/// Goes to a generation that was never used, whatever the record says: none of its name exists.
int advanceToNew(IdaGenerations &generations,
                 const QString &workspaceId,
                 const QString &ida,
                 const QString &key,
                 const OwnVolumes &existing);

/// Whether it is known that the Engine mounts layers over this data.
bool knowsLayers(const IdaGenerations &generations, const QString &key);

/// What a later generation begins with when the content of this volume stays as it is from now on.
DataOrigin originOver(const IdaGenerations &generations,
                      const QString &key,
                      const QString &volume,
                      const OwnVolumes &existing);

/// Error NotFound when a volume of the checkpoint, or one that it lies over, is gone.
Result<> requireWhole(const QString &ida,
                      const IdaGenerations &generations,
                      const Checkpoint &checkpoint,
                      const OwnVolumes &existing);

/// The IDAs whose present data an earlier run began and never finished.
QStringList halfMadeOf(Workspace &workspace, const QStringList &idas);

/// There is nothing that could be reset or saved.
Error noData(const QStringList &idas, const QString &what);

} // namespace devstack
