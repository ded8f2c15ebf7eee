// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <functional>

namespace devstack {

/// The IDA of the workspace that a dependency means.
struct TargetIda
{
    const IdaDefinition *ida = nullptr; ///< null: none
    QString url; ///< the repository that the dependent names, resolved; may be empty
};
using DependencyTarget = std::function<TargetIda(const IdaDefinition &, const Dependency &)>;

/// Sets mode, variant, configuration, images and place of an IDA: the engineer's choice before
/// devstack.yml before the default. Needs no file of the repository. Pure.
void applyChoices(IdaDefinition &ida, const WorkspaceIda &entry, const IdaChoice &choice);

/// Makes the choices left open once every repository was read: those dependents ask for, and the
/// light variant of IDAs that only serve others. Unknown names become problems of their IDA;
/// contradicting demands become conflicts. Pure.
///
/// A variant comes from the first of these that names one: the engineer, devstack.yml, the IDA's
/// own configuration; then, only for an IDA that devstack.yml does not list, its dependents; then,
/// for one that only serves others and declares no variants itself, the inferred light one.
void settleChoices(WorkspaceDefinition &definition, const DependencyTarget &target);

/// The first unsettled conflict among these IDAs, as an error; for verbs that are about to run
/// them.
Result<> requireSettled(const WorkspaceDefinition &definition, const QStringList &idas);

} // namespace devstack
