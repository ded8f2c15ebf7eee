// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"

#include <QStringList>

namespace devstack {

/// A client or seed step that changes the data of one of the IDAs.
bool changesOneOf(const Step &step, const QStringList &idas);

/// The IDAs that were provisioned here and have data in one of `providers`: it is not there in
/// other data of the provider.
QStringList registeredIn(Workspace::Internals &internals,
                         const WorkspaceDefinition &definition,
                         const QStringList &providers);

} // namespace devstack
