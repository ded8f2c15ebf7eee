// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"

#include <QString>

namespace devstack {

/// What a service, an IDA or the whole workspace is like, as one shape and colour
/// (docs/reference/states.md "Shapes").
enum class Condition {
    Running,
    Starting,
    Partial,
    Unhealthy,
    Stopped,
    External,
    Absent,
    Off,
    Unknown ///< the Engine, which would know, does not answer
};

Condition conditionOf(const ServiceView &service, const EngineView &engine);
/// Without an engine only what the files say is known: absent, external, off.
Condition conditionOf(const IdaView &ida, const EngineView &engine);
/// The worst that needs attention. Stopped for an empty workspace, Unknown without an engine.
Condition conditionOf(const WorkspaceSnapshot &snapshot);

/// The one word for it, the same in the command line and the window: "running", "partly running",
/// "incomplete" (all of it runs, and a run that failed or was cut off left something undone).
QString stateWord(const IdaView &ida, const EngineView &engine);
/// "healthy", "running", "starting", or the word of ServiceState.
QString stateWord(const ServiceView &service, const EngineView &engine);

} // namespace devstack
