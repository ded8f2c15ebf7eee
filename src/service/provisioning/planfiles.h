// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/planinput.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

#include <QString>
#include <QStringList>

namespace devstack {

/// Where a file that is kept for an IDA's data lies.
Result<QString>
keptFilePath(Workspace::Internals &internals, const QString &ida, const QString &name);

/// A file as the planner knows it. Error InvalidInput: the IDA has no loader for it, with those it
/// has.
Result<PlanFile> planFileOf(const IdaDefinition &ida, const KeptFile &file, const QString &path);

/// The kept files that are to be in the data: those that every reset applies, and the others that
/// are asked for by name; in the order in which they were given. Errors: those of
/// planFileOf(), NotFound where somebody removed one.
Result<QList<PlanFile>>
planFiles(Workspace::Internals &internals, const IdaDefinition &ida, const QStringList &wanted);

} // namespace devstack
