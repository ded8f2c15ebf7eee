// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <optional>

namespace devstack {

/// What one argument of `add` comes down to.
struct AddRequest
{
    WorkspaceIda entry; ///< the form for devstack.yml
    QString url; ///< to clone from; empty: the folder is added as it is
    QString path; ///< absolute, where the checkout is or will be
    bool listed = false; ///< devstack.yml has it already
    std::optional<Error> warning; ///< what cannot be known of the folder that is taken over
};

/// Understands an argument of `add`: a URL, a path (a checkout in the workspace is taken over; any
/// other repository is cloned from), or a bare name (an IDA of the workspace, a folder in it, or
/// through `remotes.default`).
///
/// Looks at folders, changes nothing. Errors: InvalidInput (no such form, no default remote),
/// Conflict (the name is taken by another repository, the folder by something else).
Result<AddRequest> understandAdd(const Workspace::Internals &internals,
                                 const WorkspaceDefinition &definition,
                                 const QString &what,
                                 std::stop_token stop);

} // namespace devstack
