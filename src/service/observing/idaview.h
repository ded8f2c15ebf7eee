// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/runningsteps.h"
#include "service/observing/snapshot.h"
#include "service/projects/assembleworkspace.h"
#include "service/projects/assemblysummary.h"
#include "store/steprecords.h"

namespace devstack {

/// Facts about one IDA that are not in its files.
struct IdaFacts
{
    const Workspace::Internals &internals;
    const WorkspaceDefinition &definition;
    const EngineState &engine; ///< the containers only
    const AssemblySummary *summary = nullptr; ///< null: it was never assembled
    const QList<PortChoice> &ports; ///< that the whole workspace was given
    const RunLook &run; ///< of all IDAs
    const QHash<QString, StepRecord> &records; ///< of all steps
    const QList<SeedView> &seeds; ///< of all IDAs
};

/// Puts together how one IDA is, for both faces. Reads only the trust store and what
/// trust is judged by.
IdaView idaView(const IdaDefinition &ida, const IdaFacts &facts);

} // namespace devstack
