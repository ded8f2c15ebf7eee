// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/compose.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assemblysummary.h"

#include <optional>

namespace devstack {

/// An IDA that was assembled before, with what Compose needs to act on it.
struct KnownIda
{
    QString name;
    AssemblySummary summary;
    ComposeProject project;
};

/// Which IDAs count: those that run here; those that are off or external by now too, whose
/// containers may still be there; and also those whose assembled file cannot be read any more:
/// their project has a name and no file.
enum class KnownScope { Here, Retired, Unreadable };

/// Those of the IDAs that were assembled before.
Result<QList<KnownIda>> knownIdas(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas,
                                  KnownScope scope = KnownScope::Here);

/// The first of the IDAs that should run here and is not among `known`.
std::optional<QString> firstNeverProvisioned(const WorkspaceDefinition &definition,
                                             const QStringList &idas,
                                             const QList<KnownIda> &known);

} // namespace devstack
