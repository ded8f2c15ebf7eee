// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <functional>

namespace devstack {

/// Who a dependency is in the workspace.
struct TargetIda
{
    const IdaDefinition *ida = nullptr; ///< null: nobody
    QString url; ///< the repository that the dependent names, resolved; may be empty
};
using DependencyTarget = std::function<TargetIda(const IdaDefinition &, const Dependency &)>;

/// Sets mode, variant, configuration, images and place of an IDA: the engineer's choice before
/// devstack.yml before the default. Needs no file of the repository. Pure.
void applyChoices(IdaDefinition &ida, const WorkspaceIda &entry, const IdaChoice &choice);

/// Decides what is left open once every repository was read: what dependents ask for, the light
/// variant of IDAs that only serve others. Names that an IDA does not have become its problems;
/// wishes that contradict each other become `reading.conflicts`. Pure.
///
/// A variant is decided by the first that says one: the engineer, devstack.yml, the IDA's own
/// configuration; then, only for an IDA that devstack.yml does not list, its dependents; then, for
/// one that only serves others and declares no variants itself, the inferred light one.
void settleChoices(WorkspaceDefinition &definition, const DependencyTarget &target);

/// The first conflict among these IDAs that nobody settled, as an error; for what is about to run
/// them.
Result<> requireSettled(const WorkspaceDefinition &definition, const QStringList &idas);

} // namespace devstack
