// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/usedports.h"
#include "service/provisioning/provisionround.h"

namespace devstack {

/// What people should know before the plan runs, one sentence each: settled conflicts, ports that
/// moved and who holds the old ones, containers that end, memory. Pure.
QStringList planWarnings(const QString &workspaceId,
                         const ProvisionRound &run,
                         const Plan &plan,
                         const QStringList &idas);

/// The part of planWarnings() about containers that have no place any more: only a whole `up` ends
/// them. Pure.
QStringList
leavingTexts(const QString &workspaceId, const ProvisionRound &run, const QStringList &idas);

/// That IDAs outside of the plan were started with ports of others that are other ones by now, and
/// what starts them again. `used`: of those that run. Pure.
QStringList outdatedTexts(const QMap<QString, QList<UsedPort>> &used,
                          const QList<PortChoice> &ports);

/// One sentence for each command of a bootstrap script that is not repeated by itself, because
/// another command of the script makes what it reads; with what runs the whole script. Pure.
QStringList leftOutTexts(const WorkspaceDefinition &definition, const QStringList &idas);

/// Why services that this plan starts will not start, with the place in the files: what the start
/// step refuses. Pure.
QStringList problemTexts(const Plan &plan,
                         const WorkspaceDefinition &definition,
                         const AssembledWorkspace &assembled);

/// What an assembly does that its owner may not expect, for the IDAs that this plan starts: a plan
/// with nothing to start would only repeat it. What has the same reason is told once. Pure.
QStringList assemblyWarnings(const Plan &plan,
                             const WorkspaceDefinition &definition,
                             const AssembledWorkspace &assembled);

/// The error when more memory is needed than the Engine has altogether and nobody agreed; nothing
/// when it starts no containers.
Result<> requireMemory(const ProvisionRound &run, const Plan &plan, bool confirmed);

} // namespace devstack
