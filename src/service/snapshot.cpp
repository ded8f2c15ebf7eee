// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshot.h"

#include "assembly/names.h"
#include "core/log.h"
#include "model/reach.h"
#include "service/assembling.h"
#include "service/assemblysummary.h"
#include "service/data.h"
#include "service/parts.h"
#include "service/reading.h"
#include "service/rolename.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

#include <QRegularExpression>

#include <unistd.h>

namespace devstack {

using namespace Qt::StringLiterals;

QString toString(ServiceState state)
{
    switch (state) {
    case ServiceState::Missing:
        return u"missing"_s;
    case ServiceState::Created:
        return u"created"_s;
    case ServiceState::Running:
        return u"running"_s;
    case ServiceState::Paused:
        return u"paused"_s;
    case ServiceState::Restarting:
        return u"restarting"_s;
    case ServiceState::Exited:
        return u"exited"_s;
    case ServiceState::Dead:
        break;
    }
    return u"dead"_s;
}

QString toString(Health health)
{
    switch (health) {
    case Health::None:
        return u"none"_s;
    case Health::Starting:
        return u"starting"_s;
    case Health::Healthy:
        return u"healthy"_s;
    case Health::Unhealthy:
        break;
    }
    return u"unhealthy"_s;
}

QString toString(IdaState state)
{
    switch (state) {
    case IdaState::Absent:
        return u"absent"_s;
    case IdaState::Stopped:
        return u"stopped"_s;
    case IdaState::Starting:
        return u"starting"_s;
    case IdaState::Partial:
        return u"partial"_s;
    case IdaState::Running:
        return u"running"_s;
    case IdaState::External:
        return u"external"_s;
    case IdaState::Off:
        break;
    }
    return u"off"_s;
}

const IdaView *WorkspaceSnapshot::ida(const QString &wanted) const
{
    for (const IdaView &view : idas) {
        if (view.name == wanted)
            return &view;
    }
    return nullptr;
}

namespace {

ServiceState stateOf(const QString &state)
{
    static const QMap<QString, ServiceState> kStates {
        {u"created"_s, ServiceState::Created},     {u"running"_s, ServiceState::Running},
        {u"paused"_s, ServiceState::Paused},       {u"restarting"_s, ServiceState::Restarting},
        {u"removing"_s, ServiceState::Exited},     {u"exited"_s, ServiceState::Exited},
    };
    return kStates.value(state, ServiceState::Dead);
}

/// The steps that run right now, in whatever process.
QList<RunStep> runningSteps(const QString &runsFolder)
{
    QList<RunStep> steps;
    const QStringList journals = runJournals(runsFolder);
    if (journals.isEmpty() || !isJournalLive(journals.first()))
        return steps;
    const auto run = readRun(journals.first());
    if (!run || !run->isRunning())
        return steps;
    for (const RunStep &step : run->steps) {
        if (step.state == u"running")
            steps += step;
    }
    return steps;
}

ServiceView serviceView(const ServiceEntry &entry, const AssemblySummary::Service *assembled, const ContainerInfo *container)
{
    ServiceView view;
    view.name = entry.name;
    view.role = roleName(entry);
    view.image = entry.image;
    view.built = entry.build.has_value();
    if (assembled) {
        view.image = assembled->image;
        for (const PortChoice &choice : assembled->ports) {
            view.ports += {choice.want.container, container ? choice.host : 0, choice.address, choice.original ? choice.original : choice.host};
        }
    } else {
        for (const PortMapping &port : entry.ports)
            view.ports += {port.container.toInt(), 0, port.address, port.host.toInt()};
    }
    if (!container)
        return view;
    view.container = container->name();
    view.containerId = container->id;
    view.state = stateOf(container->state);
    view.health = container->health;
    static const QRegularExpression kExit(u"\\((\\d+)\\)"_s);
    if (view.state == ServiceState::Exited) {
        if (const auto match = kExit.match(container->status); match.hasMatch())
            view.exitCode = match.captured(1).toInt();
    }
    return view;
}

/// What the services of an IDA that were once assembled make of it.
void judge(IdaView &view, const IdaReading &ida, const AssemblySummary *summary, bool runInProgress)
{
    if (ida.mode == Mode::Off || ida.mode == Mode::External) {
        view.state = ida.mode == Mode::Off ? IdaState::Off : IdaState::External;
        return;
    }
    if (!ida.present) {
        view.state = IdaState::Absent;
        return;
    }
    int running = 0;
    int wanted = 0;
    bool starting = false;
    for (const ServiceView &service : std::as_const(view.services)) {
        const AssemblySummary::Service *assembled
            = summary ? summary->service(service.name) : nullptr;
        if (summary && !assembled)
            continue;
        const bool isOneShot = assembled && assembled->isOneShot;
        const bool finished
            = isOneShot && service.state == ServiceState::Exited && service.exitCode == 0;
        ++wanted;
        running += service.state == ServiceState::Running || finished;
        starting = starting || service.health == Health::Starting || service.state == ServiceState::Restarting;
        view.health = std::max(view.health, service.health);
    }
    const bool any = std::ranges::any_of(view.services, [](const ServiceView &service) { return service.state == ServiceState::Running; });
    if (runInProgress || (any && starting))
        view.state = IdaState::Starting;
    else if (any && running == wanted)
        view.state = IdaState::Running;
    else if (any)
        view.state = IdaState::Partial;
    else
        view.state = IdaState::Stopped;
}

QString waitingText(const RunStep &step)
{
    return step.progress.text.isEmpty() ? step.title : step.progress.text;
}

} // namespace

Result<WorkspaceSnapshot> Workspace::snapshot(std::stop_token stop)
{
    Parts &parts = *m_parts;
    auto reading = readWorkspace(parts, stop);
    if (!reading)
        return reading.error();

    WorkspaceSnapshot snapshot;
    snapshot.name = parts.name;
    snapshot.path = parts.folder;
    snapshot.edges = reading->graph.edges();
    snapshot.cycles = reading->graph.cycles();
    snapshot.unresolved = reading->unresolved;
    snapshot.memoryBudget = reading->choices.memoryBudget.value_or(qint64(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE));

    EngineState engine;
    const auto client = parts.engine();
    const auto version = client ? (*client)->version(stop) : Result<EngineVersion>(client.error());
    if (version) {
        snapshot.engine.availability = EngineView::Availability::Available;
        snapshot.engine.version = version->version;
        snapshot.engine.context = parts.endpoint->context;
        auto containers = listContainers(**client, {QString::fromUtf16(label::kWorkspace) + u'=' + parts.id}, stop);
        if (containers)
            engine.containers = std::move(*containers);
    } else {
        if (version.error().kind == Error::Kind::Cancelled)
            return version.error();
        snapshot.engine.availability = EngineView::Availability::Unavailable;
        snapshot.engine.error = version.error();
    }

    const QList<RunStep> active = runningSteps(runsFolder());
    const auto allSeeds = seeds(*this, *reading);
    for (const IdaReading &ida : std::as_const(reading->idas)) {
        IdaView view;
        view.name = ida.name;
        view.title = ida.manifest.title;
        view.description = ida.manifest.description;
        view.owner = ida.manifest.owner;
        view.path = ida.path;
        view.repository = ida.repository;
        view.mode = ida.mode;
        view.variant = ida.variant;
        view.configuration = ida.configuration;
        view.primary = ida.manifest.primary;
        view.declared = ida.manifest.declared;
        view.problems = ida.problems;
        view.trusted = ida.present && parts.trust.isTrusted({parts.folder, ida.trustSubject()}, reachOf(ida.compose, ida.path));
        if (ida.git) {
            view.branch = ida.git->branch;
            view.commit = ida.git->commit;
            view.dirty = ida.git->dirty();
            view.ahead = ida.git->ahead;
            view.behind = ida.git->behind;
        }
        const auto folder = parts.idaFolder(ida.name);
        const auto summary
            = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        for (const ServiceEntry &entry : ida.compose.services) {
            const AssemblySummary::Service *assembled
                = summary ? summary->service(entry.name) : nullptr;
            view.services += serviceView(entry, assembled, engine.container(parts.id, ida.name, entry.name));
        }
        for (const Url &url : ida.manifest.urls)
            view.urls += {url.name, summary ? summary->urls.value(url.name, url.url) : url.url};
        if (ida.external)
            view.urls += {u"external"_s, ida.external->url};
        for (auto it = ida.manifest.commands.begin(); it != ida.manifest.commands.end(); ++it)
            view.commands += {it.key(), it->run.toText(), it->tty};
        for (const SeedView &seed : allSeeds) {
            if (seed.ida == ida.name)
                view.seeds += seed;
        }
        bool runInProgress = false;
        for (const RunStep &step : active) {
            if (step.ida != ida.name)
                continue;
            runInProgress = true;
            for (ServiceView &service : view.services) {
                const bool itsOwn = step.id.endsWith(u'/' + service.name) || service.name == view.primary;
                if (itsOwn && service.waiting.isEmpty())
                    service.waiting = waitingText(step);
            }
        }
        judge(view, ida, summary ? &*summary : nullptr, runInProgress);
        snapshot.idas += view;
    }
    return snapshot;
}

} // namespace devstack
