// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/data/checkpoints.h"
#include "service/doctor/doctor.h"
#include "service/observing/snapshot.h"
#include "service/observing/usage.h"

#include <QJsonArray>
#include <QJsonObject>

namespace devstack::cli {

/// The JSON documents of product.md "The command line": fields may be added, never renamed.

/// A problem and its place.
QJsonObject problemJson(const Error &problem);
QJsonObject listJson(const WorkspaceSnapshot &snapshot);
QJsonObject graphJson(const WorkspaceSnapshot &snapshot);
QJsonObject statusJson(const WorkspaceSnapshot &snapshot, const QStringList &idas);
/// `conflicts`: what several IDAs ask of one, and how to decide.
QJsonArray conflictsJson(const QList<ChoiceConflict> &conflicts);
QJsonObject doctorJson(const QList<DoctorCheck> &checks);
QJsonObject seedsJson(const QList<SeedView> &seeds);
QJsonObject checkpointsJson(const QList<CheckpointView> &checkpoints);
QJsonObject usageJson(const Usage &usage);

} // namespace devstack::cli
