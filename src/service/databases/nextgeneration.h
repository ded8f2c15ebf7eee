// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "service/workspace.h"
#include "store/generations.h"

#include <QDateTime>
#include <QSet>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// Names of the data volumes that the workspace has on the Engine; one question.
Result<QSet<QString>> ownVolumes(Workspace::Internals &internals, std::stop_token stop);

/// Names of the volumes that hold the data of an IDA now, whether they exist or not; none for one
/// that was never provisioned.
QStringList presentVolumes(Workspace::Internals &internals, const QString &ida);

/// The present data of an IDA as parts of a fingerprint, as the planner names it.
Result<Fingerprint>
presentParts(Workspace::Internals &internals, const QString &ida, std::stop_token stop);

/// A name for a checkpoint made now that the IDA does not have yet: "before-reset-20261101-101500".
QString
newCheckpointName(const IdaGenerations &generations, const QString &prefix, const QDateTime &now);

/// Goes to a new generation of the data volumes: their names change, so the containers that use
/// them are recreated, and the old volumes stay unchanged, as a checkpoint unless `discard`.
/// Answers the names of the old volumes. Call under the workspace's lock. Error Failed when no IDA
/// keeps data.
Result<QStringList> advanceGenerations(Workspace::Internals &internals,
                                       const QSet<QString> &existing,
                                       const QStringList &idas,
                                       bool discard);

} // namespace devstack
