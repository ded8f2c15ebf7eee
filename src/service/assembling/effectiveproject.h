// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/compose.h"
#include "service/workspace.h"

#include <QByteArray>

namespace devstack {

/// Writes the effective compose file of an IDA, sealed (store/seal), when its content is another
/// one.
Result<> writeEffective(const QString &idaFolder, const QByteArray &content);

/// The compose project that runs an assembled IDA, with the host variables that its secrets use.
/// Error InvalidInput when somebody else could have written the file, because Compose would run it.
Result<ComposeProject>
effectiveProject(Workspace::Internals &internals, const QString &ida, const QString &project);

} // namespace devstack
