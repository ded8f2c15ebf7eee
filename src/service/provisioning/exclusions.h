// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/definition/workspacedefinition.h"

#include <QMap>

namespace devstack {

struct ProvisionRound;

/// What keeps IDAs from running, as far as their files tell, by name: no compose file, a needed IDA
/// that nobody knows. Those that do not run here have no problem.
QMap<QString, Error> problemsOf(const WorkspaceDefinition &definition, const QStringList &idas);

/// What keeps IDAs that are not there from being cloned, by name: nothing says from where, or they
/// have no place in the workspace.
QMap<QString, Error> obstaclesToCloning(const WorkspaceDefinition &definition,
                                        const QStringList &idas);

/// Takes the IDAs with a problem out of the run, and those that declare to need one of them; each
/// gets a step in run.leftOut that has failed or is skipped before the run begins. Needs that are
/// only inferred keep nobody back. `asked`: the names the user gave, empty for the whole workspace.
/// Error: the first problem, when nothing that was asked for is left.
Result<>
leaveOut(ProvisionRound &run, const QStringList &asked, const QMap<QString, Error> &problems);

} // namespace devstack
