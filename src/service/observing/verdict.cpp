// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/verdict.h"

#include <QList>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// 128 and SIGINT, SIGKILL, SIGTERM: how a container ends that somebody stops.
bool isStopCode(int code)
{
    return code == 130 || code == 137 || code == 143;
}

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

QString signalText(int signal)
{
    switch (signal) {
    case 2:
        return u"interrupted (SIGINT)"_s;
    case 3:
        return u"quit (SIGQUIT)"_s;
    case 4:
        return u"illegal instruction (SIGILL)"_s;
    case 6:
        return u"aborted (SIGABRT)"_s;
    case 7:
        return u"bus error (SIGBUS)"_s;
    case 8:
        return u"arithmetic error (SIGFPE)"_s;
    case 9:
        return u"killed (SIGKILL)"_s;
    case 11:
        return u"crashed (SIGSEGV)"_s;
    case 13:
        return u"broken pipe (SIGPIPE)"_s;
    case 15:
        return u"terminated (SIGTERM)"_s;
    default:
        return u"ended by signal %1"_s.arg(signal);
    }
}

QString reasonOf(const ServiceView &service, ServiceVerdict verdict, bool runInProgress)
{
    const QString &name = service.name;
    const QString end = endText(service.exitCode.value_or(0), service.oomKilled);
    switch (verdict) {
    case ServiceVerdict::Works:
    case ServiceVerdict::Finished:
        return {};
    case ServiceVerdict::Starting:
        return service.waiting.isEmpty() ? u"%1: its health check has not passed yet"_s.arg(name)
                                         : u"%1: %2"_s.arg(name, service.waiting);
    case ServiceVerdict::Unhealthy:
        return u"%1 runs, but its health check fails"_s.arg(name);
    case ServiceVerdict::Restarting:
        return service.exitCode ? u"%1 ended with %2 and is started again"_s.arg(name, end)
                                : u"%1 ended and is started again"_s.arg(name);
    case ServiceVerdict::Failed:
        return service.exitCode ? u"%1 ended with %2"_s.arg(name, end)
                                : u"%1 ended, and the engine cannot remove it"_s.arg(name);
    case ServiceVerdict::Paused:
        return u"%1 is paused"_s.arg(name);
    case ServiceVerdict::Stopped:
        if (service.exitCode == 0)
            return u"%1 ended with code 0"_s.arg(name);
        // The Engine remembers its last 256 events, health probes among them.
        return service.stopAsked
            ? u"%1 was stopped"_s.arg(name)
            : u"%1 ended with %2, perhaps because it was stopped"_s.arg(name, end);
    case ServiceVerdict::NotStarted:
        if (!service.startError.isEmpty())
            return u"%1 could not be started: %2"_s.arg(name, service.startError);
        if (runInProgress)
            return service.waiting.isEmpty() ? QString() : u"%1: %2"_s.arg(name, service.waiting);
        return service.state == ServiceState::Created ? u"%1 was made but not started"_s.arg(name)
                                                      : u"%1 has no container"_s.arg(name);
    }
    return {};
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
        sum.asWanted += service.state == ServiceState::Running || isAsWanted(verdict);
        sum.isStarting = sum.isStarting || verdict == ServiceVerdict::Starting
            || verdict == ServiceVerdict::Restarting;
    }
    sum.running = int(std::ranges::count(ida.services, ServiceState::Running, &ServiceView::state));
    sum.toStop = sum.running
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
                                               ServiceVerdict::Unhealthy,
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

bool answers(const EngineView &engine)
{
    return engine.availability == EngineView::Availability::Available;
}

/// What is still to be done with what runs; empty: nothing.
QString leftToDo(const IdaView &ida)
{
    const bool runs = ida.state == IdaState::Running || ida.state == IdaState::Partial
        || ida.state == IdaState::Starting;
    if (ida.busy || !runs)
        return {};
    return ida.unfinished.isEmpty() ? ida.outdated : ida.unfinished;
}

/// A service fails now, or ended and no run deals with it.
bool hasBadService(const IdaView &ida)
{
    return std::ranges::any_of(ida.services, [&ida](const ServiceView &service) {
        const ServiceVerdict verdict = judge(factsOf(service));
        return service.takesPart && isBad(verdict)
            && (!ida.busy || verdict != ServiceVerdict::Failed);
    });
}

} // namespace

NextAction nextOf(ServiceVerdict verdict)
{
    switch (verdict) {
    case ServiceVerdict::Works:
    case ServiceVerdict::Finished:
    case ServiceVerdict::Starting:
        return NextAction::None;
    case ServiceVerdict::Unhealthy:
    case ServiceVerdict::Restarting:
        return NextAction::Logs;
    case ServiceVerdict::Paused:
    case ServiceVerdict::Failed:
    case ServiceVerdict::Stopped:
        return NextAction::Start;
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
            service.mayEnd};
}

ServiceFacts factsOf(const ContainerInfo *container, const AssembledService &service)
{
    if (!container)
        return {
            ServiceState::Missing, Health::None, {}, false, {}, service.isOneShot, service.mayEnd};
    return {stateOf(container->state),
            container->health,
            container->exitCode,
            container->oomKilled,
            container->stopAsked,
            service.isOneShot,
            service.mayEnd};
}

ServiceVerdict judge(const ServiceFacts &facts)
{
    switch (facts.state) {
    case ServiceState::Missing:
    case ServiceState::Created:
        return ServiceVerdict::NotStarted;
    case ServiceState::Running:
        if (facts.health == Health::Unhealthy)
            return ServiceVerdict::Unhealthy;
        return facts.health == Health::Starting ? ServiceVerdict::Starting : ServiceVerdict::Works;
    case ServiceState::Paused:
        return ServiceVerdict::Paused;
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
        || verdict == ServiceVerdict::Failed;
}

WaitAnswer waitAnswer(ServiceVerdict verdict)
{
    switch (verdict) {
    case ServiceVerdict::Works:
    case ServiceVerdict::Finished:
        return WaitAnswer::Done;
    case ServiceVerdict::Starting:
    case ServiceVerdict::Unhealthy:
    case ServiceVerdict::Restarting:
        return WaitAnswer::Wait;
    case ServiceVerdict::Failed:
        return WaitAnswer::Failed;
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

void judge(IdaView &ida)
{
    for (ServiceView &service : ida.services) {
        const ServiceVerdict verdict = judge(factsOf(service));
        service.reason = reasonOf(service, verdict, ida.busy);
        service.next = ida.busy ? NextAction::None : nextOf(verdict);
    }
    ida.state = stateOf(ida);
    ida.health = Health::None;
    ida.reason.clear();
    ida.next = NextAction::None;
    for (const ServiceView &service : std::as_const(ida.services)) {
        if (service.takesPart && gravity(service.health) > gravity(ida.health))
            ida.health = service.health;
    }
    const int toStop = tally(ida).toStop;
    const QString leftText = toStop == 1 ? u"1 container is not stopped"_s
                                         : u"%1 containers are not stopped"_s.arg(toStop);
    if (ida.state == IdaState::Absent) {
        const bool canClone = !ida.repository.isEmpty();
        ida.reason = canClone ? u"not cloned yet"_s
                              : u"its folder is gone, and its repository is not known"_s;
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

Condition conditionOf(const ServiceView &service, const EngineView &engine)
{
    if (!answers(engine))
        return Condition::Unknown;
    const ServiceVerdict verdict = judge(factsOf(service));
    if (isBad(verdict))
        return Condition::Unhealthy;
    switch (verdict) {
    case ServiceVerdict::Works:
        return Condition::Running;
    case ServiceVerdict::Starting:
        return Condition::Starting;
    default:
        return Condition::Stopped;
    }
}

Condition conditionOf(const IdaView &ida, const EngineView &engine)
{
    switch (ida.state) {
    case IdaState::Absent:
        return Condition::Absent;
    case IdaState::External:
        return Condition::External;
    case IdaState::Off:
        return Condition::Off;
    default:
        break;
    }
    if (!answers(engine))
        return Condition::Unknown;
    const bool isFailed = !ida.busy && !ida.failedStep.isEmpty() && ida.state != IdaState::Stopped;
    if (ida.health == Health::Unhealthy || hasBadService(ida)
        || (isFailed && !ida.failedBeforeStart))
        return Condition::Unhealthy;
    if (ida.state == IdaState::Running && (isFailed || !leftToDo(ida).isEmpty()))
        return Condition::Partial;
    switch (ida.state) {
    case IdaState::Starting:
        return Condition::Starting;
    case IdaState::Partial:
        return Condition::Partial;
    case IdaState::Running:
        return Condition::Running;
    default:
        return Condition::Stopped;
    }
}

Condition conditionOf(const WorkspaceSnapshot &snapshot)
{
    QList<Condition> all;
    for (const IdaView &ida : snapshot.idas)
        all.append(conditionOf(ida, snapshot.engine));
    for (Condition worst :
         {Condition::Unhealthy, Condition::Starting, Condition::Partial, Condition::Unknown}) {
        if (all.contains(worst))
            return worst;
    }
    return all.contains(Condition::Running) ? Condition::Running : Condition::Stopped;
}

QString stateWord(const IdaView &ida, const EngineView &engine)
{
    switch (conditionOf(ida, engine)) {
    case Condition::Running:
        return u"running"_s;
    case Condition::Starting:
        return u"starting"_s;
    case Condition::Partial:
        return ida.state == IdaState::Running ? u"incomplete"_s : u"partly running"_s;
    case Condition::Unhealthy:
        return ida.state == IdaState::Stopped ? u"stopped"_s : u"unhealthy"_s;
    case Condition::Stopped:
        return u"stopped"_s;
    case Condition::External:
        return u"external"_s;
    case Condition::Absent:
        return u"not cloned"_s;
    case Condition::Off:
        return u"off"_s;
    case Condition::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString stateWord(const ServiceView &service, const EngineView &engine)
{
    switch (conditionOf(service, engine)) {
    case Condition::Unknown:
        return u"unknown"_s;
    case Condition::Starting:
        return u"starting"_s;
    case Condition::Running:
        return service.health == Health::Healthy ? toString(service.health)
                                                 : toString(service.state);
    case Condition::Unhealthy:
        if (service.state == ServiceState::Running)
            return toString(service.health);
        break;
    default:
        break;
    }
    return toString(service.state);
}

QString endText(int exitCode, bool oomKilled)
{
    QString text = u"code %1"_s.arg(exitCode);
    if (oomKilled)
        return text + u": killed, out of memory"_s;
    if (exitCode > 128 && exitCode < 128 + 65)
        return text + u": "_s + signalText(exitCode - 128);
    if (exitCode == 126)
        return text + u": its command may not be run"_s;
    if (exitCode == 127)
        return text + u": its command was not found"_s;
    return text;
}

} // namespace devstack
