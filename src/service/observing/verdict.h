// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembledservice.h"
#include "engine/containers.h"
#include "service/observing/snapshot.h"

#include <optional>

namespace devstack {

/// How a service is. `status`, `wait`, `up`, the window and the tray all ask judge().
enum class ServiceVerdict {
    Works, ///< it runs, and its health check, where it has one, passes
    Finished, ///< a one-shot that ended with 0, or one that may end and did so by itself
    Starting, ///< it runs, and its health check has not passed yet
    Unhealthy, ///< it runs, and its health check fails
    Restarting, ///< it ended, and the Engine starts it again
    Failed, ///< it ended and nobody asked it to: an error, a signal, out of memory
    Paused,
    Stopped, ///< it ended as it was asked to, or with 0
    NotStarted, ///< there is no container, or it was never started
};

/// Everything the verdict on a service depends on.
struct ServiceFacts
{
    ServiceState state = ServiceState::Missing;
    Health health = Health::None;
    std::optional<int> exitCode {};
    bool oomKilled = false;
    std::optional<bool> stopAsked {}; ///< none: not known
    bool isOneShot = false;
    bool mayEnd = false; ///< ended with 0 and nobody asked: it has done what it does
};

ServiceFacts factsOf(const ServiceView &service);
/// `container` is null where there is none.
ServiceFacts factsOf(const ContainerInfo *container, const AssembledService &service);

ServiceVerdict judge(const ServiceFacts &facts);
/// The one thing to do about it.
NextAction nextOf(ServiceVerdict verdict);
/// Nothing is left to do or to wait for.
bool isAsWanted(ServiceVerdict verdict);
/// It needs somebody: it fails now, or ended and nobody asked it to.
bool isBad(ServiceVerdict verdict);
/// Its container has a process.
bool isAlive(ServiceVerdict verdict);

/// What `wait` makes of a verdict: done, go on waiting, nothing will start it, or an error.
enum class WaitAnswer { Done, Wait, NotStarted, Failed };
WaitAnswer waitAnswer(ServiceVerdict verdict);

/// What a container does, in the words of a service.
ServiceState stateOf(ContainerState state);

/// Decides `state`, `health`, `reason` and `next` of an IDA and of its services, by everything else
/// that is known of them.
void judge(IdaView &ida);

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

/// How something ended, in words: "code 1", "code 137: killed, out of memory".
QString endText(int exitCode, bool oomKilled);

} // namespace devstack
