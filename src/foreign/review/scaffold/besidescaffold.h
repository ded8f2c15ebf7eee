// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/scaffold/scaffold.h"

namespace devstack {

/// A proposed environment for the workspace that the repository is in, instead of the repository:
/// its compose file in `environment` (a folder relative to `workspace`), with a Dockerfile that the
/// repository lacks written into it. The repository stays as it is.
///
/// Errors: Conflict (nothing is proposed: the repository shows what runs it, or nothing that is
/// understood; or the environment is there already). Reads the workspace's folder only.
Result<ScaffoldPlan>
besideRepository(const ScaffoldPlan &plan, const QString &workspace, const QString &environment);

} // namespace devstack
