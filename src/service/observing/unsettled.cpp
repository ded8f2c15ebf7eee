// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/unsettled.h"

#include "core/timelimit.h"
#include "engine/events.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A busy Engine must not hold anybody up for long.
constexpr std::chrono::seconds kEventPatience {2};

/// Nothing tells when a check that runs again fails.
constexpr std::chrono::seconds kHealthAgain {1};

struct LatestEnd
{
    std::optional<int> exitCode;
    bool oomKilled = false;
};

/// How a container ended last, as far as the Engine remembers its events.
LatestEnd latestEnd(const EngineClient &engine,
                    const QString &container,
                    const QDateTime &endedAt,
                    const std::stop_token &stop)
{
    EventQuery query;
    query.filters = {{u"type"_s, {u"container"_s}}, {u"container"_s, {container}}};
    query.sinceNano = endedAt.addSecs(-10).toMSecsSinceEpoch() * 1'000'000;
    query.untilNano
        = std::min(endedAt.addSecs(10).toMSecsSinceEpoch(), QDateTime::currentMSecsSinceEpoch())
        * 1'000'000;
    const TimeLimit limit(stop, kEventPatience);
    LatestEnd end;
    bool outOfMemory = false;
    std::ignore = watchEvents(engine,
                              query,
                              {[&](const EngineEvent &event) {
                                   if (event.action == u"start")
                                       outOfMemory = false;
                                   outOfMemory = outOfMemory || event.action == u"oom";
                                   bool isNumber = false;
                                   const int code
                                       = event.attributes.value(u"exitCode"_s).toInt(&isNumber);
                                   if (event.action == u"die" && isNumber)
                                       end = {code, outOfMemory};
                               },
                               {}},
                              limit.token());
    return end;
}

} // namespace

std::optional<int> secondsUp(const QString &status)
{
    if (status.startsWith(u"Up Less than a second"))
        return 0;
    const QString unit = status.section(u' ', 2, 2);
    bool isNumber = false;
    const int seconds = status.section(u' ', 1, 1).toInt(&isNumber);
    const bool isShort = status.startsWith(u"Up ") && isNumber && unit.startsWith(u"second");
    return isShort ? std::optional(seconds) : std::nullopt;
}

int settleSeconds(int restarts)
{
    return 20 * std::min(restarts, 3);
}

bool Unsettled::isDue(const ContainerInfo &container) const
{
    if (container.state != ContainerState::Running)
        return false;
    const std::scoped_lock lock(m_mutex);
    const auto known = m_known.constFind(container.id);
    if (container.health == Health::Unhealthy) {
        const bool isKnown = known != m_known.cend()
            && (known->isHealthKnown || Clock::now() - known->asked < kHealthAgain);
        if (!isKnown)
            return true;
    }
    const auto up = secondsUp(container.status);
    if (!up)
        return false;
    if (known == m_known.cend())
        return true;
    // Up for less time than it would be without a new start; the words are whole seconds.
    const auto since
        = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - known->asked);
    return *up + 2 < known->up + since.count();
}

Unsettled::Known Unsettled::look(const EngineClient &engine,
                                 const ContainerInfo &container,
                                 const std::stop_token &stop)
{
    Known known;
    known.up = secondsUp(container.status).value_or(60);
    known.asked = Clock::now();
    const auto detail = inspectContainer(engine, container.id, stop);
    if (!detail)
        return known;
    const bool isBad = detail->health == Health::Unhealthy;
    known.isHealthKnown = failsItsChecks(*detail);
    known.isHealthOld = isBad && !known.isHealthKnown;
    known.restarts = detail->restartCount;
    if (known.restarts == 0)
        return known;
    known.memoryLimit = detail->memoryLimit;
    if (!detail->finishedAt.isValid())
        return known;
    const LatestEnd end = latestEnd(engine, container.id, detail->finishedAt, stop);
    known.exitCode = end.exitCode;
    known.oomKilled = end.oomKilled;
    if (end.exitCode)
        known.endedAt = detail->finishedAt; // "it ended with code 5, 2 s ago"
    return known;
}

bool Unsettled::ask(const EngineClient &engine,
                    const std::vector<ContainerInfo> &containers,
                    int most,
                    std::stop_token stop)
{
    int asked = 0;
    bool isNews = false;
    for (const ContainerInfo &container : containers) {
        if (asked == most || stop.stop_requested())
            break;
        if (!isDue(container))
            continue;
        const Known known = look(engine, container, stop);
        ++asked;
        const std::scoped_lock lock(m_mutex);
        Known &own = m_known[container.id];
        isNews = isNews || own.restarts != known.restarts || own.isHealthOld != known.isHealthOld;
        own = known;
    }
    return isNews;
}

void Unsettled::addTo(std::vector<ContainerInfo> &containers)
{
    const std::scoped_lock lock(m_mutex);
    QHash<QString, Known> kept;
    QSet<QString> paused;
    for (ContainerInfo &container : containers) {
        const bool wasPaused = m_paused.contains(container.id);
        if (container.state == ContainerState::Paused)
            paused.insert(container.id);
        const bool isUnhealthy
            = container.state == ContainerState::Running && container.health == Health::Unhealthy;
        const auto known = m_known.constFind(container.id);
        if (known == m_known.cend()) {
            container.isHealthOld = isUnhealthy && wasPaused;
            if (container.isHealthOld)
                paused.insert(container.id);
            continue;
        }
        Known &own = *kept.insert(container.id, *known);
        if (container.state == ContainerState::Paused || !isUnhealthy)
            own.isHealthKnown = own.isHealthOld = false;
        if (container.state != ContainerState::Running)
            continue;
        container.isHealthOld
            = isUnhealthy && (own.isHealthOld || (wasPaused && !own.isHealthKnown));
        // An event may be ahead of the list, which has no words then.
        const int up = container.status.isEmpty() ? 0 : secondsUp(container.status).value_or(60);
        if (up >= settleSeconds(own.restarts))
            continue;
        container.restarts = own.restarts;
        container.exitCode = own.exitCode;
        container.oomKilled = own.oomKilled;
        container.endedAt = own.endedAt;
        container.memoryLimit = own.memoryLimit;
    }
    m_known = std::move(kept);
    m_paused = std::move(paused);
}

} // namespace devstack
