// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/condition.h"

#include "service/observing/serviceverdict.h"
#include "service/observing/verdict.h"

#include <QList>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool answers(const EngineView &engine)
{
    return engine.availability == EngineView::Availability::Available;
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
    case ServiceVerdict::Held:
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
        return ida.kind == u"library" || ida.kind == u"monorepo" ? ida.kind : u"off"_s;
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
        return judge(factsOf(service)) == ServiceVerdict::Held ? u"held"_s : u"starting"_s;
    case Condition::Running:
        return service.health == Health::Healthy ? toString(service.health)
                                                 : toString(service.state);
    case Condition::Unhealthy:
        if (judge(factsOf(service)) == ServiceVerdict::Restarting)
            return u"restarting"_s;
        if (judge(factsOf(service)) == ServiceVerdict::Detached)
            return u"not in its network"_s;
        if (service.state == ServiceState::Running)
            return toString(service.health);
        break;
    default:
        break;
    }
    return toString(service.state);
}

} // namespace devstack
