// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/endings.h"

#include "core/secrets.h"
#include "core/text.h"
#include "core/timelimit.h"
#include "engine/containeroverlay.h"
#include "engine/events.h"
#include "engine/logs.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 3;
/// One short question each: what is left waits for the next look.
constexpr int kMostUnsettled = 64;
constexpr qsizetype kLongestLine = 300;
/// A stop may have been asked for this long before the end.
constexpr qint64 kGraceSeconds = 60;

/// An Engine whose clock is ahead, or that is busy, must not hold anybody up for long.
constexpr std::chrono::seconds kHistoryPatience {2};

bool hasEnded(const ContainerInfo &container)
{
    return container.state == ContainerState::Exited || container.state == ContainerState::Dead
        || container.state == ContainerState::Restarting
        || container.state == ContainerState::Created;
}

QStringList lastLines(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    LogQuery query;
    query.tail = kLines * 4; // some may be empty
    query.timestamps = false;
    QStringList lines;
    const auto read = readLogs(
        engine,
        container,
        query,
        [&](std::vector<LogLine> &&batch) {
            for (const LogLine &line : batch) {
                const QString text = masked(printable(line.text)).trimmed();
                if (!text.isEmpty())
                    lines += text.left(kLongestLine);
            }
        },
        std::move(stop));
    return read ? lines.last(std::min<qsizetype>(kLines, lines.size())) : QStringList();
}

/// Whether the Engine remembers that somebody asked; none when it does not remember the end.
std::optional<bool> wasAsked(const EngineClient &engine,
                             const QString &container,
                             const QDateTime &endedAt,
                             const std::stop_token &stop)
{
    if (!endedAt.isValid())
        return std::nullopt;
    EventQuery query;
    query.filters = {{u"type"_s, {u"container"_s}}, {u"container"_s, {container}}};
    query.sinceNano = endedAt.addSecs(-kGraceSeconds).toMSecsSinceEpoch() * 1'000'000;
    query.untilNano = endedAt.addSecs(kGraceSeconds).toMSecsSinceEpoch() * 1'000'000;
    // The Engine waits for a moment that is to come.
    query.untilNano = std::min(query.untilNano, QDateTime::currentMSecsSinceEpoch() * 1'000'000);
    const TimeLimit limit(stop, kHistoryPatience);
    bool asked = false;
    bool remembered = false;
    const auto told = watchEvents(engine,
                                  query,
                                  {[&](const EngineEvent &event) {
                                       if (event.action == u"start")
                                           asked = remembered = false;
                                       asked = asked || asksToEnd(event);
                                       remembered = remembered || event.action == u"die";
                                   },
                                   {}},
                                  limit.token());
    return told && remembered ? std::optional(asked) : std::nullopt;
}

} // namespace

QString seenEndingPart(const QString &containerId)
{
    return u"ended:"_s + containerId;
}

void addSeenEndings(std::vector<ContainerInfo> &containers,
                    const QHash<QString, StepRecord> &records)
{
    for (ContainerInfo &container : containers) {
        if (container.state != ContainerState::Exited || container.exitCode.value_or(0) != 0
            || container.stopAsked)
            continue;
        const QString part = seenEndingPart(container.id);
        const bool isSeen = std::ranges::any_of(
            records, [&](const StepRecord &record) { return record.parts.contains(part); });
        if (isSeen)
            container.stopAsked = false;
    }
}

bool Endings::Ending::isOf(const ContainerInfo &container) const
{
    if (container.state != state || container.exitCode != exitCode)
        return false;
    // The event and the Engine's record are milliseconds apart.
    return !container.endedAt.isValid() || !endedAt.isValid()
        || std::abs(container.endedAt.msecsTo(endedAt)) < 2000;
}

Endings::Ending Endings::look(const EngineClient &engine,
                              const ContainerInfo &container,
                              const std::stop_token &stop)
{
    Ending ending {container.state, container.exitCode, container.endedAt, {}, {}, {}, {}, 0};
    const auto detail = inspectContainer(engine, container.id, stop);
    if (!detail)
        return ending;
    ending.startError = masked(printable(detail->error));
    if (container.state == ContainerState::Created)
        return ending;
    ending.oomKilled = detail->oomKilled;
    ending.memoryLimit = detail->memoryLimit;
    if (!ending.endedAt.isValid())
        ending.endedAt = detail->finishedAt;
    if (container.stopAsked != true)
        ending.stopAsked = wasAsked(engine, container.id, ending.endedAt, stop);
    if (container.exitCode.value_or(0) == 0)
        return ending;
    if (!container.stopAsked.value_or(ending.stopAsked.value_or(false)))
        ending.lastLines = lastLines(engine, container.id, stop);
    return ending;
}

bool Endings::isKnown(const ContainerInfo &container) const
{
    const std::scoped_lock lock(m_mutex);
    const auto known = m_known.constFind(container.id);
    return known != m_known.constEnd() && known->isOf(container);
}

bool Endings::ask(const EngineClient &engine,
                  const std::vector<ContainerInfo> &containers,
                  int most,
                  std::stop_token stop)
{
    int asked = 0;
    for (const ContainerInfo &container : containers) {
        if (asked == most || stop.stop_requested())
            break;
        if (!hasEnded(container) || isKnown(container))
            continue;
        const Ending ending = look(engine, container, stop);
        ++asked;
        const std::scoped_lock lock(m_mutex);
        m_known.insert(container.id, ending);
    }
    const bool isNews = m_unsettled.ask(engine, containers, kMostUnsettled, std::move(stop));
    return asked > 0 || isNews;
}

void Endings::addTo(std::vector<ContainerInfo> &containers)
{
    m_unsettled.addTo(containers);
    const std::scoped_lock lock(m_mutex);
    QHash<QString, Ending> kept;
    for (ContainerInfo &container : containers) {
        const auto known = m_known.constFind(container.id);
        if (known == m_known.constEnd() || !known->isOf(container))
            continue;
        kept.insert(container.id, *known);
        container.oomKilled = container.oomKilled || known->oomKilled;
        if (!container.stopAsked || known->stopAsked == true)
            container.stopAsked = known->stopAsked;
        container.endedAt = known->endedAt;
        container.startError = known->startError;
        container.memoryLimit = known->memoryLimit;
        if (container.stopAsked != true)
            container.lastLines = known->lastLines;
    }
    m_known = std::move(kept);
}

} // namespace devstack
