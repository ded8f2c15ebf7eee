// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack {

/// Of the folder `.devstack/` as a whole; it stands in workspace.json.
constexpr int kStateVersion = 1;

/// The identity of a workspace folder as `workspace.json` keeps it.
struct WorkspaceId
{
    QString id;
    bool isCopy
        = false; ///< the folder was copied: the id is new, the rest of the state is the original's
    QString warning; ///< the old file could not be read
};

/// Reads the identity in `stateFolder` or makes it, once even when several processes try at the
/// same time. `name` goes into a new id.
Result<WorkspaceId>
workspaceId(const QString &stateFolder, const QString &workspaceDir, const QString &name);

} // namespace devstack
