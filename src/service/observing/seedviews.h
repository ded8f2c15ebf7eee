// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/observing/snapshot.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

class AppliedData;
class Workspace;
struct WorkspaceDefinition;

/// The id that the planner gives a step of a seed; they are counted from 1.
QString seedStep(const QString &ida, const QString &seed, qsizetype number);

/// Pure: every seed that the IDAs declare, then the engineer's own files. Each of its runs counts
/// by the data of the IDA that it changes.
QList<SeedView> seedViews(const WorkspaceDefinition &definition, const AppliedData &applied);
/// Every seed that the IDAs declare, with when it was applied to the present data.
Result<QList<SeedView>> seeds(Workspace &workspace, const QStringList &idas, std::stop_token stop);

} // namespace devstack
