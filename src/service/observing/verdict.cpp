// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/verdict.h"

#include "service/observing/servicereason.h"

#include <QList>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// How bad a health is: what is not known to be bad yet is worse than what is known to be good.
int gravity(Health health)
{
    switch (health) {
    case Health::None:
        return 0;
    case Health::Healthy:
        return 1;
    case Health::Starting:
        return 2;
    case Health::Unhealthy:
        break;
    }
    return 3;
}

/// What the services that take part add up to.
struct Tally
{
    int wanted = 0;
    int asWanted = 0; ///< works or finished
    int running = 0; ///< its health does not matter here
    int toStop = 0; ///< something of it is there that a stop ends
    bool isStarting = false;
};

Tally tally(const IdaView &ida)
{
    Tally sum;
    for (const ServiceView &service : ida.services) {
        if (!service.takesPart)
            continue;
        const ServiceVerdict verdict = judge(factsOf(service));
        ++sum.wanted;
        sum.running += verdict == ServiceVerdict::Held && service.state == ServiceState::Paused;
        sum.asWanted += service.state == ServiceState::Running || isAsWanted(verdict);
        sum.isStarting = sum.isStarting || verdict == ServiceVerdict::Starting
            || verdict == ServiceVerdict::Held || verdict == ServiceVerdict::Restarting;
    }
    const int running
        = int(std::ranges::count(ida.services, ServiceState::Running, &ServiceView::state));
    sum.running += running;
    sum.toStop = running
        + int(std::ranges::count(ida.services, ServiceState::Paused, &ServiceView::state)
              + std::ranges::count(ida.services, ServiceState::Restarting, &ServiceView::state));
    return sum;
}

IdaState stateOf(const IdaView &ida)
{
    if (ida.mode == Mode::Off || ida.mode == Mode::External)
        return ida.mode == Mode::Off ? IdaState::Off : IdaState::External;
    if (!ida.cloned)
        return IdaState::Absent;
    const Tally sum = tally(ida);
    if (ida.busy || (sum.running > 0 && sum.isStarting))
        return IdaState::Starting;
    if (sum.wanted > 0 && sum.asWanted == sum.wanted)
        return IdaState::Running;
    return sum.running > 0 ? IdaState::Partial : IdaState::Stopped;
}

/// The service that says most about why its IDA is not as wanted; null: none does.
const ServiceView *worst(const IdaView &ida)
{
    static const QList<ServiceVerdict> kOrder {ServiceVerdict::Failed,
                                               ServiceVerdict::Restarting,
                                               ServiceVerdict::Detached,
                                               ServiceVerdict::Unhealthy,
                                               ServiceVerdict::Held,
                                               ServiceVerdict::Starting,
                                               ServiceVerdict::Paused,
                                               ServiceVerdict::NotStarted,
                                               ServiceVerdict::Stopped};
    const ServiceView *found = nullptr;
    qsizetype rank = kOrder.size();
    for (const ServiceView &service : ida.services) {
        const qsizetype own = kOrder.indexOf(judge(factsOf(service)));
        if (service.takesPart && own >= 0 && own < rank) {
            rank = own;
            found = &service;
        }
    }
    return found;
}

} // namespace

QString leftToDo(const IdaView &ida)
{
    const bool runs = ida.state == IdaState::Running || ida.state == IdaState::Partial
        || ida.state == IdaState::Starting;
    if (ida.busy || !runs)
        return {};
    return ida.unfinished.isEmpty() ? ida.outdated : ida.unfinished;
}

void judge(IdaView &ida)
{
    for (ServiceView &service : ida.services) {
        const ServiceVerdict verdict = judge(factsOf(service));
        service.reason = reasonOf(service, verdict, ida.busy);
        service.next = ida.busy ? NextAction::None : nextOf(verdict);
        // Started again as it is, it would run out of memory again.
        if (service.next == NextAction::Start && service.oomKilled && service.memoryLimit > 0)
            service.next = NextAction::Up;
    }
    ida.state = stateOf(ida);
    ida.health = Health::None;
    ida.reason.clear();
    ida.next = NextAction::None;
    for (const ServiceView &service : std::as_const(ida.services)) {
        const Health health = healthNow(factsOf(service));
        if (service.takesPart && gravity(health) > gravity(ida.health))
            ida.health = health;
    }
    const int toStop = tally(ida).toStop;
    const QString leftText = toStop == 1 ? u"1 container is not stopped"_s
                                         : u"%1 containers are not stopped"_s.arg(toStop);
    if (ida.state == IdaState::Absent) {
        const bool canClone = !ida.repository.isEmpty();
        ida.reason = canClone ? u"not cloned yet"_s
                              : u"its folder is not there, and its repository is not known"_s;
        if (toStop > 0)
            ida.reason += u"; "_s + leftText;
        ida.next = canClone ? NextAction::Up : NextAction::None;
        return;
    }
    if (ida.state == IdaState::Off || ida.state == IdaState::External) {
        if (toStop > 0) {
            ida.reason = u"%1, but %2"_s.arg(toString(ida.state), leftText);
            ida.next = NextAction::Stop;
        }
        return;
    }
    if (!ida.busy && !ida.failedStep.isEmpty()) {
        ida.reason = ida.failedStep;
        ida.next = NextAction::Up;
        // What `up` does not do again names the command that does.
        if (!ida.failedAgain.isEmpty()) {
            ida.reason = u"%1 (“%2” does it again)"_s.arg(ida.failedStep, ida.failedAgain);
            ida.next = NextAction::None;
        }
        return;
    }
    const ServiceView *first = worst(ida);
    if (first) {
        ida.reason = first->reason;
        ida.next = first->next;
    }
    const QString left = leftToDo(ida);
    if (!left.isEmpty() && !(first && isBad(judge(factsOf(*first))))) {
        ida.reason = left;
        ida.next = NextAction::Up;
    }
    const bool hasContainers = std::ranges::any_of(
        ida.services, [](const ServiceView &service) { return !service.container.isEmpty(); });
    if (!hasContainers && !ida.busy) {
        // While its files are wrong `up` refuses.
        const bool isBroken = !ida.problems.isEmpty();
        ida.reason = isBroken    ? ida.problems.first().message
            : ida.wasProvisioned ? u"it has no containers"_s
                                 : u"not started yet"_s;
        ida.next = isBroken ? NextAction::None : NextAction::Up;
    }
}

} // namespace devstack
