// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/observing/snapshot.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

class Workspace;
struct WorkspaceDefinition;

/// Every seed that the IDAs declare, on files that were read already.
QList<SeedView> seeds(Workspace &workspace, const WorkspaceDefinition &definition);
/// Every seed that the IDAs declare, with when it was applied to the present data.
Result<QList<SeedView>> seeds(Workspace &workspace, const QStringList &idas);

} // namespace devstack
