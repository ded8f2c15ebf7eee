// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/serviceverdict.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// 128 and SIGINT, SIGKILL, SIGTERM: how a container ends that somebody stops.
bool isStopCode(int code)
{
    return code == 130 || code == 137 || code == 143;
}

} // namespace

NextAction nextOf(ServiceVerdict verdict)
{
    switch (verdict) {
    case ServiceVerdict::Works:
    case ServiceVerdict::Finished:
    case ServiceVerdict::Starting:
    case ServiceVerdict::Held:
        return NextAction::None;
    case ServiceVerdict::Unhealthy:
    case ServiceVerdict::Restarting:
        return NextAction::Logs;
    case ServiceVerdict::Paused:
    case ServiceVerdict::Failed:
    case ServiceVerdict::Stopped:
        return NextAction::Start;
    case ServiceVerdict::Detached:
    case ServiceVerdict::NotStarted:
        return NextAction::Up;
    }
    return NextAction::None;
}

ServiceState stateOf(ContainerState state)
{
    switch (state) {
    case ContainerState::Created:
        return ServiceState::Created;
    case ContainerState::Running:
        return ServiceState::Running;
    case ContainerState::Paused:
        return ServiceState::Paused;
    case ContainerState::Restarting:
        return ServiceState::Restarting;
    case ContainerState::Removing:
    case ContainerState::Exited:
        return ServiceState::Exited;
    case ContainerState::Dead:
    case ContainerState::Unknown:
        break;
    }
    return ServiceState::Dead;
}

ServiceFacts factsOf(const ServiceView &service)
{
    return {service.state,
            service.health,
            service.exitCode,
            service.oomKilled,
            service.stopAsked,
            service.isOneShot,
            service.mayEnd,
            service.restarts,
            service.isHealthOld,
            service.isHeld,
            !service.lostNetwork.isEmpty()};
}

ServiceFacts factsOf(const ContainerInfo *container, bool isOneShot)
{
    if (!container)
        return {.isOneShot = isOneShot};
    return {stateOf(container->state),
            container->health,
            container->exitCode,
            container->oomKilled,
            container->stopAsked,
            isOneShot,
            false,
            container->restarts,
            container->isHealthOld,
            false,
            false};
}

ServiceFacts factsOf(const ContainerInfo *container, const AssembledService &service)
{
    ServiceFacts facts = factsOf(container, service.isOneShot);
    facts.mayEnd = service.mayEnd;
    facts.isDetached = container && !lostNetwork(*container, service).isEmpty();
    return facts;
}

QString lostNetwork(const ContainerInfo &container, const AssembledService &service)
{
    if (container.state != ContainerState::Running)
        return {};
    for (const QString &name : service.networks) {
        if (std::ranges::find(container.networks, name, &ContainerNetwork::name)
            == container.networks.end())
            return name;
    }
    return {};
}

Health healthNow(const ServiceFacts &facts)
{
    const bool stoodStill = facts.isHealthOld || facts.isHeld;
    return stoodStill && facts.health == Health::Unhealthy ? Health::Starting : facts.health;
}

ServiceVerdict judge(const ServiceFacts &facts)
{
    switch (facts.state) {
    case ServiceState::Missing:
    case ServiceState::Created:
        return ServiceVerdict::NotStarted;
    case ServiceState::Running:
        if (facts.restarts > 0)
            return ServiceVerdict::Restarting;
        if (facts.isDetached)
            return ServiceVerdict::Detached;
        switch (healthNow(facts)) {
        case Health::Unhealthy:
            return ServiceVerdict::Unhealthy;
        case Health::Starting:
            return facts.isHeld ? ServiceVerdict::Held : ServiceVerdict::Starting;
        default:
            return ServiceVerdict::Works;
        }
    case ServiceState::Paused:
        return facts.isHeld ? ServiceVerdict::Held : ServiceVerdict::Paused;
    case ServiceState::Restarting:
        return ServiceVerdict::Restarting;
    case ServiceState::Dead:
        return ServiceVerdict::Failed;
    case ServiceState::Exited:
        break;
    }
    const int code = facts.exitCode.value_or(0);
    if (code == 0) {
        const bool isDone = facts.isOneShot || (facts.mayEnd && facts.stopAsked == false);
        return isDone ? ServiceVerdict::Finished : ServiceVerdict::Stopped;
    }
    if (facts.stopAsked)
        return *facts.stopAsked ? ServiceVerdict::Stopped : ServiceVerdict::Failed;
    // Nobody remembers: a code that a stop gives counts as one, except where memory ran out.
    return isStopCode(code) && !facts.oomKilled ? ServiceVerdict::Stopped : ServiceVerdict::Failed;
}

bool isAsWanted(ServiceVerdict verdict)
{
    return verdict == ServiceVerdict::Works || verdict == ServiceVerdict::Finished;
}

bool isBad(ServiceVerdict verdict)
{
    return verdict == ServiceVerdict::Unhealthy || verdict == ServiceVerdict::Restarting
        || verdict == ServiceVerdict::Failed || verdict == ServiceVerdict::Detached;
}

WaitAnswer waitAnswer(ServiceVerdict verdict)
{
    switch (verdict) {
    case ServiceVerdict::Works:
    case ServiceVerdict::Finished:
        return WaitAnswer::Done;
    case ServiceVerdict::Starting:
    case ServiceVerdict::Held:
    case ServiceVerdict::Unhealthy:
    case ServiceVerdict::Restarting:
        return WaitAnswer::Wait;
    case ServiceVerdict::Failed:
        return WaitAnswer::Failed;
    case ServiceVerdict::Detached:
    case ServiceVerdict::Paused:
    case ServiceVerdict::Stopped:
    case ServiceVerdict::NotStarted:
        break;
    }
    return WaitAnswer::NotStarted;
}

bool isAlive(ServiceVerdict verdict)
{
    return verdict == ServiceVerdict::Works || verdict == ServiceVerdict::Starting
        || verdict == ServiceVerdict::Unhealthy;
}

} // namespace devstack
