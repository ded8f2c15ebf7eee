// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"
#include "service/projects/assembleworkspace.h"
#include "service/provisioning/steps/runmemory.h"
#include "service/workspaceinternals.h"

namespace devstack {

/// Compose, ready for one project.
struct ProjectCompose
{
    Compose compose;
    ComposeProject project;
};

/// What all steps of a run share: read-only while it runs, so that steps on several threads need no
/// lock; `memory` has its own.
struct RunContext
{
    Workspace::Internals &internals;
    const WorkspaceDefinition &definition;
    const AssembledWorkspace &assembled;
    const EngineState &engine; ///< as it was before the run
    std::stop_token atOnce; ///< as in OperationRequest
    RunMemory &memory; ///< of this run

    const Assembly *assembly(const QString &ida) const;
    const AssembledService *service(const QString &ida, const QString &service) const;
    /// The id of the container of a service, whatever its name; asks the Engine. Its name where
    /// there is none. Error NotFound when it is not part of the run.
    Result<QString>
    container(const QString &ida, const QString &service, std::stop_token stop) const;
    /// Keys in the effective file.
    QStringList keys(const QString &ida, const QStringList &services) const;
    /// Compose and the project to call it for; Error NotFound when the IDA is not part of the run.
    Result<ProjectCompose> compose(const QString &ida) const;
};

/// The last lines a container wrote, for the detail of an error; empty when there are none.
QString
logTail(const EngineClient &engine, const QString &container, int lines, std::stop_token stop);

/// An error when the container does not run (any more), with its last words.
Result<ContainerDetail> requireRunning(const EngineClient &engine,
                                       const QString &container,
                                       const QString &service,
                                       std::stop_token stop);

} // namespace devstack
