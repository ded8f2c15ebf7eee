// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/datachanges.h"
#include "service/comparing/schemadiff.h"
#include "service/databases/branchdata.h"
#include "service/observing/snapshot.h"
#include "service/operations/runoperation.h"
#include "service/provisioning/provision.h"
#include "service/tour/tour.h"
#include "ui/source/pagedetails.h"

namespace devstack::demo {

/// A made-up configuration of an IDA of the demo.
ConfigurationDetails configStudy(const IdaView &ida);

/// Made-up results of check and lint for the cloned IDAs of the demo.
QList<ReviewDetails> reviewStudies(const WorkspaceSnapshot &snapshot);

/// What the demo tells of its IDAs: one of which nothing is known, a superuser, a README.
WorkspaceTour tourOf(const WorkspaceSnapshot &snapshot);

/// What data the demo has: snapshots of every age, sizes, a loader.
DataDetails dataStudy(const WorkspaceSnapshot &snapshot);

/// Data of a branch other than the one that is checked out.
BranchData branchStudy(const QString &ida);

/// Rows that changed in a database of the demo; nothing since a checkpoint called "demo".
DataChanges changesOf(const QString &place, const QString &checkpoint);

/// Differences of every kind between its schemas.
SchemaDiff schemaDiffOf(const QString &place);

/// What provisioning an IDA of the demo would do; that of the platform does not fit.
PlannedUp plannedUp(const QString &ida);

/// What an operation of the demo led to.
OperationResult resultOf(const Operation &operation);

/// A made-up change that gives an IDA of the demo what it lacks.
ScaffoldPlan scaffoldPlan(const QString &ida);

} // namespace devstack::demo
