// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "engine/compose.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/enginestate.h"
#include "store/generations.h"

#include <QMap>

#include <stop_token>

namespace devstack {

/// Every IDA that runs here, assembled: what Compose is to run, and the choices that made it so.
struct AssembledWorkspace
{
    QMap<QString, Assembly> idas; ///< by name
    QMap<QString, QMap<QString, QString>> dataVolumes; ///< IDA → volume key → actual name
    QList<PortChoice> ports;
    QMap<QString, Subnet> subnets; ///< by network name
    HostAddresses hostAddresses; ///< of IDAs that run elsewhere
    Generations generations;
    /// IDA → what its resolved model was made from (definition/composeconfig.h).
    QMap<QString, QMap<QString, QString>> inputs;
    QMap<QString, QString> repositories; ///< IDA → its checkout
    QMap<QString, Error> failed; ///< IDAs whose files Compose or the rewrite refused
};

/// Resolves and rewrites the given IDAs together. Other IDAs that can be resolved are included for
/// their ports and names. `remember` writes the choices (ports, subnets, effective files); without
/// it nothing changes on disk.
Result<AssembledWorkspace> assembleWorkspace(Workspace::Internals &internals,
                                             const WorkspaceDefinition &definition,
                                             const QStringList &idas,
                                             const EngineState &engine,
                                             bool remember,
                                             std::stop_token stop);

} // namespace devstack
