// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/containerties.h"

#include "plan/fingerprints.h"
#include "plan/reasons.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Tie = PlanService::Tie;

bool livesIn(Tie::Kind kind)
{
    return kind == Tie::Kind::Network || kind == Tie::Kind::Ipc || kind == Tie::Kind::Processes;
}

/// "n uses the network of a"
QString tieText(const PlanService &service, const Tie &tie)
{
    const auto uses = [&](const QString &what) {
        return u"%1 uses the %2 of %3"_s.arg(service.name, what, tie.service);
    };
    switch (tie.kind) {
    case Tie::Kind::Network:
        return uses(u"network"_s);
    case Tie::Kind::Ipc:
        return uses(u"shared memory"_s);
    case Tie::Kind::Processes:
        return uses(u"processes"_s);
    case Tie::Kind::Volumes:
        return uses(u"volumes"_s);
    case Tie::Kind::Restart:
    case Tie::Kind::Order:
        break;
    }
    return u"%1 restarts with %2"_s.arg(service.name, tie.service);
}

bool runs(const PlanService &service)
{
    using State = PlanService::State;
    return service.state == State::Starting || service.state == State::Running
        || service.state == State::Healthy || service.state == State::Unhealthy;
}

} // namespace

ContainerTies::ContainerTies(const PlanDraft &draft, const PlanIda &ida)
    : m_draft(draft)
    , m_ida(ida)
{
    for (const PlanService &service : ida.services) {
        if (service.isDatabase)
            m_early += service.name;
        if (service.state == PlanService::State::None || isReplacedItself(service)
            || !service.outlived.isEmpty())
            m_anew += service.name;
    }
    // Until nothing is added any more: a chain of ties may stand in any order.
    for (qsizetype before = -1; before != m_early.size() + m_anew.size();) {
        before = m_early.size() + m_anew.size();
        for (const PlanService &service : ida.services) {
            for (const Tie &tie : service.ties) {
                if (isEarly(service.name) && findService(ida, tie.service))
                    m_early += tie.service;
            }
            if (!whyMadeAgain(service).isEmpty())
                m_anew += service.name;
        }
    }
    for (qsizetype before = -1; before != m_restarts.size();) {
        before = m_restarts.size();
        for (const PlanService &service : ida.services) {
            const Fate fate = restartOf(service);
            if (!fate.reason.isEmpty() && !m_restarts.contains(service.name))
                m_restarts.insert(service.name, fate);
        }
    }
}

bool ContainerTies::isReplacedItself(const PlanService &service) const
{
    return isReplaced(service, m_draft.isPending(m_draft.imageSteps.value(service.image)));
}

QString ContainerTies::whyMadeAgain(const PlanService &service) const
{
    if (service.state == PlanService::State::None)
        return {};
    for (const Tie &tie : service.ties) {
        const PlanService *other = findService(m_ida, tie.service);
        const bool shares = livesIn(tie.kind) || tie.kind == Tie::Kind::Volumes;
        if (!shares || !other)
            continue;
        if (isMadeAgain(*other))
            return u"%1, which is made anew"_s.arg(tieText(service, tie));
        if (service.outlived == tie.service)
            return u"%1, which was made anew"_s.arg(tieText(service, tie));
    }
    return {};
}

ContainerTies::Fate ContainerTies::fateOf(const PlanService &service) const
{
    if (const QString reason = whyMadeAgain(service); !reason.isEmpty())
        return {reason, false, false};
    return m_restarts.value(service.name);
}

ContainerTies::Fate ContainerTies::restartOf(const PlanService &service) const
{
    if (!runs(service) || isMadeAgain(service))
        return {};
    for (const Tie &tie : service.ties) {
        const PlanService *other = findService(m_ida, tie.service);
        if (!other)
            continue;
        if (tie.kind == Tie::Kind::Restart && isMadeAgain(*other)
            && other->state != PlanService::State::None)
            return {u"%1, which is made anew"_s.arg(tieText(service, tie)),
                    true,
                    isEarly(service.name) == isEarly(other->name) && !other->hasOtherData};
        // Its network ended with the other one's processes; a container that runs on has none.
        const bool starts = other->state == PlanService::State::Stopped
            && !reasonToStart(*other, false).isEmpty();
        if (livesIn(tie.kind) && starts)
            return {u"%1, which starts again"_s.arg(tieText(service, tie)), true, false};
        // `docker compose restart` restarts those too that are bound to what it is told; `up` does
        // not go on from what it restarted, and leaves a lodger without a network.
        const auto fate = m_restarts.constFind(other->name);
        if (fate != m_restarts.constEnd()
            && (livesIn(tie.kind) || (tie.kind == Tie::Kind::Restart && !fate->byCompose)))
            return {u"%1, which restarts"_s.arg(tieText(service, tie)), true, false};
    }
    return {};
}

} // namespace devstack
