// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/snapshot.h"

#include "assembly/names.h"
#include "core/log.h"
#include "service/choices/budget.h"
#include "service/data/data.h"
#include "service/observing/idaview.h"
#include "service/observing/snapshotof.h"
#include "service/parts.h"
#include "service/provisioning/runningsteps.h"
#include "service/reading/reading.h"

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

/// Asks the Engine for the workspace's containers; an engine that is not there is a state to show.
Result<> observeContainers(const Workspace::Parts &parts,
                           EngineView &view,
                           EngineState &engine,
                           std::stop_token stop)
{
    static const QString kLabel = QString::fromUtf16(label::kWorkspace);
    const auto client = parts.engine();
    const auto version = client ? (*client)->version(stop) : Result<EngineVersion>(client.error());
    auto containers = version ? listContainers(**client, {kLabel + u'=' + parts.id}, stop)
                              : Result<std::vector<ContainerInfo>>(version.error());
    if (!containers) {
        if (containers.error().kind == Error::Kind::Cancelled)
            return containers.error();
        view.availability = EngineView::Availability::Unavailable;
        view.error = containers.error();
        return ok();
    }
    view.availability = EngineView::Availability::Available;
    view.version = version->version;
    view.context = parts.endpoint->context;
    engine.containers = std::move(*containers);
    return ok();
}

} // namespace

Result<WorkspaceSnapshot> snapshotOf(Workspace &workspace,
                                     const WorkspaceReading &reading,
                                     const QList<RunStep> &running,
                                     std::stop_token stop)
{
    Workspace::Parts &parts = workspace.parts();
    WorkspaceSnapshot snapshot;
    snapshot.name = parts.name;
    snapshot.path = parts.folder;
    snapshot.edges = reading.graph.edges();
    snapshot.cycles = reading.graph.cycles();
    snapshot.unresolved = reading.unresolved;
    snapshot.conflicts = reading.conflicts;
    EngineState engine;
    if (const auto asked = observeContainers(parts, snapshot.engine, engine, stop); !asked)
        return asked.error();
    snapshot.memoryBudget = currentBudget(parts, stop);
    const QList<SeedView> allSeeds = seeds(workspace, reading);
    for (const IdaReading &ida : reading.idas) {
        const auto folder = parts.idaFolder(ida.name);
        const auto summary
            = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        snapshot.idas
            += idaView(ida, {parts, engine, summary ? &*summary : nullptr, running, allSeeds});
    }
    return snapshot;
}

Result<WorkspaceSnapshot> Workspace::snapshot(std::stop_token stop)
{
    const auto reading = readWorkspace(*m_parts, stop);
    if (!reading)
        return reading.error();
    return snapshotOf(*this, *reading, RunningSteps(runsFolder()).now(), std::move(stop));
}

} // namespace devstack
