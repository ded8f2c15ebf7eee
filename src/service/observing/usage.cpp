// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/usage.h"

#include "assembly/names.h"
#include "core/localloop.h"
#include "core/log.h"
#include "engine/containers.h"
#include "engine/stats.h"
#include "service/configuration/budget.h"
#include "service/configuration/memoryneeds.h"
#include "service/observing/snapshot.h"
#include "service/sidebyside.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Two samples this far apart tell the CPU as closely as `docker stats` does, which waits a second.
constexpr std::chrono::milliseconds kBetweenSamples = 500ms;

struct Probe
{
    QString container;
    ServiceUsage usage;
    std::optional<StatsSample> before;
    std::optional<StatsSample> after;
    bool isSilent = false; ///< the Engine did not answer
};

/// One sample of every container; a container that ended meanwhile stays without one.
Result<> sample(const EngineClient &engine,
                std::vector<Probe> &probes,
                std::optional<StatsSample> Probe::*into,
                std::stop_token stop)
{
    QList<Probe *> items;
    for (Probe &probe : probes) {
        if (into == &Probe::before || probe.before)
            items += &probe;
    }
    SilentReporter silent;
    return sideBySide(
        items,
        stop,
        silent,
        [&](Probe *probe, Reporter &) -> Result<> {
            auto read = readStats(engine, probe->container, stop);
            if (read)
                probe->*into = *read;
            else if (read.error().kind == Error::Kind::Unavailable)
                return read.error();
            else
                probe->isSilent |= read.error().kind == Error::Kind::Timeout;
            return ok();
        },
        16);
}

// The window samples every few seconds; the disk need not see each.
constexpr qint64 kKeptForMs = 60'000;

/// Keeps what was measured, for later forecasts and for who shows the workspace before measuring.
Result<> keepMemory(Workspace::Internals &internals, const Usage &used)
{
    return internals.withState([&](WorkspaceState &state) -> Result<> {
        const Choices choices = state.choices();
        const QDateTime now = QDateTime::currentDateTimeUtc();
        MemoryRecords records = state.memoryRecords();
        bool isNews = false;
        for (const ServiceUsage &service : used.services) {
            if (service.memory <= 0)
                continue;
            MemoryRecord &record
                = records[memoryKey(service.ida, service.service, choices.leanFor(service.ida))];
            isNews = isNews || !record.measured.isValid()
                || qAbs(record.measured.msecsTo(now)) > kKeptForMs;
            record = {service.memory, now};
        }
        return isNews ? state.saveMemoryRecords(records) : ok();
    });
}

} // namespace

Result<Usage>
usage(Workspace &workspace, const QStringList &names, std::stop_token stop, bool withCpu)
{
    Workspace::Internals &internals = workspace.internals();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!containers)
        return containers.error();

    std::vector<Probe> probes;
    for (const ContainerInfo &container : *containers) {
        const QString ida = container.labels.value(label::kIda);
        const QString service = container.labels.value(label::kService);
        // What is paused holds its memory.
        const bool uses = container.state == ContainerState::Running
            || container.state == ContainerState::Paused;
        if (!uses || service.isEmpty() || (!names.isEmpty() && !names.contains(ida)))
            continue;
        probes.push_back({container.id, {ida, service, 0, 0}, {}, {}});
    }
    std::ranges::sort(probes, {}, [](const Probe &probe) {
        return std::pair(probe.usage.ida, probe.usage.service);
    });
    if (const auto first = sample(**engine, probes, &Probe::before, stop); !first)
        return first.error();
    if (withCpu && !probes.empty()) {
        LocalLoop pause;
        pause.run(stop, kBetweenSamples);
        if (const auto second = sample(**engine, probes, &Probe::after, stop); !second)
            return second.error();
    }

    Usage result;
    for (const Probe &probe : probes) {
        if (!probe.before || (withCpu && !probe.after))
            continue;
        ServiceUsage usage = probe.usage;
        usage.memory = probe.after.value_or(*probe.before).memoryBytes;
        usage.cpu = withCpu ? cpuPercent(*probe.before, *probe.after) : 0;
        result.services += usage;
    }
    if (result.services.isEmpty() && std::ranges::any_of(probes, &Probe::isSilent))
        return timedOut(u"The container engine tells no statistics."_s,
                        u"What runs is not touched by that; “devstack status” shows it."_s);
    result.budget = currentBudget(internals, stop);
    if (const auto kept = keepMemory(internals, result); !kept)
        log::get("usage")->info("memory not remembered: {}", kept.error().message);
    return result;
}

void addUsage(WorkspaceSnapshot &snapshot, const Usage &usage)
{
    for (const ServiceUsage &sample : usage.services) {
        for (IdaView &ida : snapshot.idas) {
            if (ida.name != sample.ida)
                continue;
            for (ServiceView &service : ida.services) {
                // A sample is some seconds old: what ended since uses nothing.
                const bool uses = service.state == ServiceState::Running
                    || service.state == ServiceState::Paused;
                if (service.name != sample.service || !uses)
                    continue;
                service.memory = sample.memory;
                service.cpu = sample.cpu;
                ida.memory += sample.memory;
                snapshot.memory += sample.memory;
                snapshot.cpu += sample.cpu;
            }
        }
    }
}

QDateTime addKnownMemory(Workspace &workspace, WorkspaceSnapshot &snapshot)
{
    const auto [choices, records] = workspace.internals().withState(
        [](WorkspaceState &state) { return std::pair(state.choices(), state.memoryRecords()); });
    Usage known;
    QDateTime oldest;
    for (const IdaView &ida : std::as_const(snapshot.idas)) {
        for (const ServiceView &service : ida.services) {
            const MemoryRecord record
                = records.value(memoryKey(ida.name, service.name, choices.leanFor(ida.name)));
            // Of an earlier container the figure says nothing.
            const bool isOlder = service.created.isValid() && record.measured < service.created;
            const bool uses
                = service.state == ServiceState::Running || service.state == ServiceState::Paused;
            if (!uses || !record.measured.isValid() || isOlder)
                continue;
            known.services += {ida.name, service.name, record.bytes, 0};
            if (!oldest.isValid() || record.measured < oldest)
                oldest = record.measured;
        }
    }
    addUsage(snapshot, known);
    return oldest;
}

void measureMemory(Workspace &workspace, std::stop_token stop)
{
    if (const auto used = usage(workspace, {}, std::move(stop), false); !used)
        log::get("usage")->info("memory not measured: {}", used.error().message);
}

} // namespace devstack
