// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containeroverlay.h"

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A stop gives the processes ten seconds by default; more than this belongs to an earlier signal.
constexpr qint64 kLongestGrace = 120'000'000'000;

std::optional<ContainerState> stateAfter(QStringView action)
{
    if (action == u"die")
        return ContainerState::Exited;
    if (action == u"start" || action == u"unpause")
        return ContainerState::Running;
    if (action == u"pause")
        return ContainerState::Paused;
    return std::nullopt;
}

/// The list may still say this after an event that made the container `now`.
bool isEndedBy(ContainerState listed, ContainerState now)
{
    switch (now) {
    case ContainerState::Exited:
        return listed == ContainerState::Running || listed == ContainerState::Paused;
    case ContainerState::Running:
        return listed != ContainerState::Running && listed != ContainerState::Removing;
    case ContainerState::Paused:
        return listed == ContainerState::Running;
    default:
        return false;
    }
}

bool hasEnded(ContainerState state)
{
    return state == ContainerState::Exited || state == ContainerState::Dead
        || state == ContainerState::Restarting;
}

QDateTime timeOf(qint64 nano)
{
    return QDateTime::fromMSecsSinceEpoch(nano / 1'000'000, Qt::UTC);
}

/// Keeps the later of two times; false when it is not later.
bool advance(qint64 &known, qint64 nano)
{
    return nano > known && (known = nano);
}

} // namespace

bool asksToEnd(const EngineEvent &event)
{
    if (event.action == u"stop")
        return true;
    if (event.action != u"kill")
        return false;
    // INT, QUIT, TERM, WINCH and RTMIN+3: what STOPSIGNAL of common images says.
    static const QStringList kSignals {u"2"_s, u"3"_s, u"15"_s, u"28"_s, u"37"_s};
    return kSignals.contains(event.attributes.value(u"signal"_s));
}

bool ContainerOverlay::takeState(Known &known, const EngineEvent &event, Instant now)
{
    const auto state = stateAfter(event.action);
    // Podman gives no nanoseconds: of the same time, the one that comes later counts.
    if (!state || event.timeNano < known.state.nano
        || (event.timeNano == known.state.nano && *state == known.state.value))
        return false;
    known.state = {*state, now, event.timeNano};
    if (event.action == u"die") {
        known.died = event.timeNano;
        bool isNumber = false;
        const int code = event.attributes.value(u"exitCode"_s).toInt(&isNumber);
        known.exitCode = isNumber ? std::optional(code) : std::nullopt;
    } else if (event.action == u"start") {
        known.started = event.timeNano;
        known.health
            = {known.hasHealthcheck ? Health::Starting : Health::None, now, event.timeNano};
    }
    return true;
}

bool ContainerOverlay::take(const EngineEvent &event, Instant now)
{
    if (event.type != u"container" || event.actorId.isEmpty())
        return false;
    Known &known = m_known[event.actorId];
    known.touched = now;
    if (stateAfter(event.action))
        return takeState(known, event, now);
    if (asksToEnd(event))
        return advance(event.action == u"stop" ? known.stopped : known.askedToEnd, event.timeNano);
    if (event.action == u"oom")
        return advance(known.outOfMemory, event.timeNano);
    if (event.action == u"destroy") {
        known.destroyed = {true, now, event.timeNano};
        return true;
    }
    if (event.action == u"rename" && event.timeNano > known.name.nano) {
        known.name = {event.attributes.value(u"name"_s), now, event.timeNano};
        return true;
    }
    static const QString kHealth = u"health_status: "_s;
    if (event.action.startsWith(kHealth) && event.timeNano > known.health.nano) {
        const auto health = healthOf(event.action.sliced(kHealth.size()));
        known.hasHealthcheck = known.hasHealthcheck || health != Health::None;
        known.health = {health, now, event.timeNano};
        return true;
    }
    return event.action == u"create";
}

void ContainerOverlay::correctState(const Known &known, ContainerInfo &container, Instant asked)
{
    if (known.state.counts(asked) && isEndedBy(container.state, known.state.value)) {
        container.state = known.state.value;
        container.exitCode
            = known.state.value == ContainerState::Exited ? known.exitCode : std::nullopt;
        container.status.clear();
        container.health = Health::None;
        if (known.state.value == ContainerState::Running && known.hasHealthcheck)
            container.health = known.health.value;
        return;
    }
    if (container.state == ContainerState::Running && known.health.counts(asked)
        && known.hasHealthcheck)
        container.health = known.health.value;
}

void ContainerOverlay::addEnd(const Known &known, ContainerInfo &container)
{
    if (!hasEnded(container.state) || known.died == 0)
        return;
    // Of a start that came later, the end was lost: this life's end is not known.
    if (known.started > known.died)
        return;
    container.endedAt = timeOf(known.died);
    container.oomKilled = known.outOfMemory > known.started;
    const bool wasAsked = known.askedToEnd > known.started && known.askedToEnd <= known.died
        && known.died - known.askedToEnd < kLongestGrace;
    container.stopAsked = wasAsked || known.stopped >= known.died;
    if (!container.exitCode)
        container.exitCode = known.exitCode;
}

void ContainerOverlay::correct(std::vector<ContainerInfo> &listed, Instant asked)
{
    QHash<QString, Known> kept;
    std::erase_if(listed, [&](ContainerInfo &container) {
        Known &known = m_known[container.id];
        if (known.destroyed.counts(asked))
            return true;
        known.hasHealthcheck = known.hasHealthcheck || container.health != Health::None;
        correctState(known, container, asked);
        addEnd(known, container);
        if (known.name.counts(asked) && !known.name.value.isEmpty())
            container.names = {known.name.value};
        kept.insert(container.id, known);
        return false;
    });
    for (auto it = m_known.cbegin(); it != m_known.cend(); ++it) {
        if (asked < it->touched + kAhead)
            kept.insert(it.key(), *it);
    }
    m_known = std::move(kept);
}

} // namespace devstack
