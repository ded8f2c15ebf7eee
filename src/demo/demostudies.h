// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"
#include "service/operations/runoperation.h"
#include "ui/source/pagedetails.h"

namespace devstack::demo {

/// A made-up configuration of an IDA of the demo.
ConfigurationDetails configStudy(const IdaView &ida);

/// Made-up results of check and lint for the cloned IDAs of the demo.
QList<ReviewDetails> reviewStudies(const WorkspaceSnapshot &snapshot);

/// What data the demo has: snapshots of every age, sizes, a loader.
DataDetails dataStudy(const WorkspaceSnapshot &snapshot);

/// What an operation of the demo led to.
OperationResult resultOf(const Operation &operation);

/// A made-up change that gives an IDA of the demo what it lacks.
ScaffoldPlan scaffoldPlan(const QString &ida);

} // namespace devstack::demo
