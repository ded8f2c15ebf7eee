// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/compose.h"
#include "service/assembling/assemblysummary.h"
#include "service/definition/workspacedefinition.h"

#include <optional>

namespace devstack {

/// An IDA that was assembled before, with what Compose needs to act on it.
struct KnownIda
{
    QString name;
    AssemblySummary summary;
    ComposeProject project;
};

/// Those of the IDAs that run here and were assembled before. `withRetired`: those that are off or
/// external by now too; their containers may still be there.
Result<QList<KnownIda>> knownIdas(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas,
                                  bool withRetired = false);

/// The first of the IDAs that should run here and is not among `known`.
std::optional<QString> firstNeverProvisioned(const WorkspaceDefinition &definition,
                                             const QStringList &idas,
                                             const QList<KnownIda> &known);

} // namespace devstack
