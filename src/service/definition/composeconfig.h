// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/compose.h"
#include "service/definition/workspacedefinition.h"

#include <QJsonObject>

#include <stop_token>

namespace devstack {

/// The compose project of an IDA's own files, as Compose is to read them.
ComposeProject originalProject(const IdaDefinition &ida);

/// What Compose makes of the IDA's own files (`config --format json`), for trusted IDAs only.
///
/// Kept under `.devstack/` and asked for again only when a file, a variable that the files take
/// from the host, or the choice of profiles changed: a run with nothing to do starts no process.
///
/// The only way to a model that something is made from: what it reaches is judged here, and where
/// that is more than was agreed to the error is NeedsTrust, even when the files looked harmless.
Result<QJsonObject>
resolve(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop);

/// The same before it is judged: for the trust question alone.
Result<QJsonObject>
resolvedUnjudged(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop);

} // namespace devstack
