// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assembleworkspace.h"

#include <optional>
#include <stop_token>

namespace devstack {

// Assemblies for those who only look: nothing is remembered, no port is taken.

/// Why an IDA cannot be assembled; nothing when it can.
std::optional<Error> obstacleToAssembly(Workspace::Internals &internals,
                                        const WorkspaceDefinition &definition,
                                        const IdaDefinition &ida);

/// IDAs as `up` would assemble them now. Untrusted ones are left out: they are the caller's to
/// refuse. Without an Engine the ports and subnets are those of the last run.
Result<AssembledWorkspace> assembleNow(Workspace::Internals &internals,
                                       const WorkspaceDefinition &definition,
                                       const QStringList &idas,
                                       std::stop_token stop);

/// One IDA as `up` would run it now.
struct AssembledIda
{
    IdaDefinition definition;
    Assembly assembly;
    QMap<QString, QString> dataVolumes; ///< volume key → actual name
    IdaGenerations generations;
};

/// Reads the workspace and assembles the IDA. Errors: NotFound; NeedsTrust; InvalidInput (its
/// files, or what Compose makes of them); an external or off IDA has none (NotFound).
Result<AssembledIda> assembleIda(Workspace &workspace, const QString &ida, std::stop_token stop);

} // namespace devstack
