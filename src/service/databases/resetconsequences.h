// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// What reset() would destroy or keep, run again and lose, as sentences for the question. The size
/// of the data is told where the Engine knows it within two seconds.
Result<QStringList> resetConsequences(Workspace &workspace,
                                      const QStringList &idas,
                                      bool discard,
                                      std::stop_token stop);

/// The same on files that were read already.
QStringList consequencesOf(Workspace::Internals &internals,
                           const WorkspaceDefinition &definition,
                           const QStringList &idas,
                           bool discard,
                           std::stop_token stop);

} // namespace devstack
