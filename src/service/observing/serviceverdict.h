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
    Held, ///< it is a database that stands still while a run copies its data
    Detached, ///< it runs, but not in a network that it belongs to
    Restarting, ///< it ended, and the Engine starts it again, or did so a moment ago
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
    int restarts = 0; ///< ContainerInfo::restarts
    bool isHealthOld = false; ///< ContainerInfo::isHealthOld
    bool isHeld = false; ///< a run copies its data
    bool isDetached = false; ///< it lacks a network
};

ServiceFacts factsOf(const ServiceView &service);
/// `container` is null where there is none.
ServiceFacts factsOf(const ContainerInfo *container, bool isOneShot);
/// The same of a service as it was assembled.
ServiceFacts factsOf(const ContainerInfo *container, const AssembledService &service);

/// The first of the networks of a service that its container, which runs, is not in; empty: none.
QString lostNetwork(const ContainerInfo &container, const AssembledService &service);

/// What a health check tells of now: what stood still does not fail.
Health healthNow(const ServiceFacts &facts);

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

} // namespace devstack
