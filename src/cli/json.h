// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/databases/checkpoints.h"
#include "service/observing/doctor.h"
#include "service/observing/snapshot.h"
#include "service/observing/usage.h"
#include "service/operations/runoperation.h"
#include "service/provisioning/provision.h"
#include "service/snapshots/snapshots.h"

#include <QJsonArray>
#include <QJsonObject>

namespace devstack::cli {

/// The JSON documents of docs/reference/json.md: fields may be added, never renamed.

/// Where a statement about a repository comes from.
QJsonArray evidenceJson(const QList<Evidence> &evidence);
/// A problem and its place.
QJsonObject problemJson(const Error &problem);
/// Compose files and folders that could run a repository.
QJsonArray offersJson(const ComposeOffers &offers);
QJsonObject listJson(const WorkspaceSnapshot &snapshot);
QJsonObject graphJson(const WorkspaceSnapshot &snapshot);
QJsonObject statusJson(const WorkspaceSnapshot &snapshot, const QStringList &idas);
/// `conflicts`: what several IDAs ask of one, and how to decide.
QJsonArray conflictsJson(const QList<ChoiceConflict> &conflicts);
QJsonObject doctorJson(const QList<DoctorCheck> &checks);
QJsonObject seedsJson(const QList<SeedView> &seeds);
/// What the document of a reset has beside its plan.
QJsonObject resetJson(const ResetFigures &figures);
QJsonObject checkpointsJson(const QList<CheckpointView> &checkpoints);
QJsonObject snapshotsJson(const QList<SnapshotView> &snapshots);
QJsonObject usageJson(const Usage &usage);
/// What `plan` expects an `up` to take.
QJsonObject forecastJson(const PlannedUp &planned);

} // namespace devstack::cli
