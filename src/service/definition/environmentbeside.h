// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "model/manifest/workspacefile.h"

#include <QString>

#include <optional>

namespace devstack {

class ProjectVariables;
struct IdaDefinition;
struct WorkspaceDefinition;

/// The folder of a workspace where environments of IDAs are found by themselves.
inline constexpr QStringView kEnvironmentsFolder = u"environments";

/// What a workspace keeps for a repository that has no compose file: a folder with a compose file,
/// whose relative paths begin at the checkout.
struct EnvironmentBeside
{
    QString folder; ///< absolute, links resolved; empty: there is none
    QString shown; ///< as it is called, relative to the workspace
    std::optional<Error> problem; ///< devstack.yml names a folder that cannot be one
};

/// That of `entry` (an IDA of devstack.yml, or an empty one), else `environments/NAME` where that
/// holds a compose file. Looks at folders only.
EnvironmentBeside
environmentBeside(const QString &workspace, const QString &ida, const WorkspaceIda &entry);

/// Says that a repository has a compose file of its own by now, and in what services it differs
/// from the environment that the workspace keeps; nothing when both say the same of every service.
std::optional<Error>
unusedEnvironment(const QString &ida, const EnvironmentBeside &beside, const ProjectVariables &own);

/// The sentence of the trust question about files that the workspace brings along for an IDA: with
/// a digest, so that a change is asked about; empty where it has none.
QString commandsOfEnvironment(const WorkspaceDefinition &definition, const IdaDefinition &ida);

} // namespace devstack
