// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/snapshot.h"

#include "assembly/names.h"
#include "core/enumnames.h"
#include "core/text.h"
#include "core/timelimit.h"
#include "model/compose/serviceroles.h"
#include "service/configuration/budget.h"
#include "service/definition/dataloaders.h"
#include "service/definition/trustquestions.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/endings.h"
#include "service/observing/idaview.h"
#include "service/observing/presentdata.h"
#include "service/observing/runningsteps.h"
#include "service/observing/seedviews.h"
#include "service/observing/takesnapshot.h"
#include "service/observing/verdict.h"
#include "service/projects/assemblysummary.h"
#include "service/schemas/schemasource.h"
#include "service/workspaceinternals.h"

#include <QMap>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumName<ServiceState> kServiceStates[] {
    {ServiceState::Missing, u"missing"},
    {ServiceState::Created, u"created"},
    {ServiceState::Running, u"running"},
    {ServiceState::Paused, u"paused"},
    {ServiceState::Restarting, u"restarting"},
    {ServiceState::Exited, u"exited"},
    {ServiceState::Dead, u"dead"},
};

constexpr EnumName<IdaState> kIdaStates[] {
    {IdaState::Absent, u"absent"},
    {IdaState::Stopped, u"stopped"},
    {IdaState::Starting, u"starting"},
    {IdaState::Partial, u"partial"},
    {IdaState::Running, u"running"},
    {IdaState::External, u"external"},
    {IdaState::Off, u"off"},
};

constexpr EnumName<NextAction> kNextActions[] {
    {NextAction::None, u""},
    {NextAction::Start, u"start"},
    {NextAction::Restart, u"restart"},
    {NextAction::Stop, u"stop"},
    {NextAction::Up, u"up"},
    {NextAction::Logs, u"logs"},
};

} // namespace

QString toString(NextAction action)
{
    return nameOf<kNextActions>(action);
}

QString toString(ServiceState state)
{
    return nameOf<kServiceStates>(state);
}

QString toString(IdaState state)
{
    return nameOf<kIdaStates>(state);
}

QString StrayContainers::text() const
{
    const QString run = containers.size() == 1
        ? u"a container of it runs on"_s
        : u"%1 containers of it run on"_s.arg(containers.size());
    return u"%1 is not in devstack.yml any more, and %2. “docker rm -f %3” ends %4."_s.arg(
        printable(ida), run, containers.join(u' '), containers.size() == 1 ? u"it"_s : u"them"_s);
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

/// Of the IDAs that were assembled before.
QHash<QString, AssemblySummary> summariesOf(Workspace::Internals &internals,
                                            const WorkspaceDefinition &definition)
{
    QHash<QString, AssemblySummary> summaries;
    for (const IdaDefinition &ida : definition.idas) {
        const auto folder = internals.idaFolder(ida.name);
        auto summary = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        if (summary)
            summaries.insert(ida.name, std::move(*summary));
    }
    return summaries;
}

/// The ports that the whole workspace was given.
QList<PortChoice> portsOf(const QHash<QString, AssemblySummary> &summaries)
{
    QList<PortChoice> ports;
    for (auto it = summaries.cbegin(); it != summaries.cend(); ++it) {
        for (const AssembledService &service : it->services) {
            for (PortChoice choice : service.ports) {
                choice.want.ida = it.key();
                choice.want.service = service.name;
                ports += choice;
            }
        }
    }
    return ports;
}

/// Whether the IDA has a database that runs here.
bool hasOwnDatabase(const IdaDefinition &ida)
{
    return ida.runsHere()
        && std::ranges::any_of(ida.compose.services, [&ida](const ServiceEntry &entry) {
               return databaseKindOf(entry) != DatabaseKind::None && ida.runs(entry);
           });
}

/// No Engine told of containers: that there is none is not known, nor what to do about it.
void forgetWhatNobodySaw(IdaView &ida)
{
    for (ServiceView &service : ida.services) {
        service.reason.clear();
        service.next = NextAction::None;
    }
    if (ida.state == IdaState::Absent)
        return;
    ida.reason.clear();
    ida.next = NextAction::None;
}

QList<StrayContainers> straysIn(const std::vector<ContainerInfo> &containers,
                                const WorkspaceDefinition &definition)
{
    QMap<QString, QStringList> names;
    for (const ContainerInfo &container : containers) {
        const QString ida = container.labels.value(label::kIda);
        const bool isServices = !container.labels.value(label::kService).isEmpty();
        if (isServices && !ida.isEmpty() && !definition.find(ida) && hasProcess(container.state))
            names[ida] += container.name();
    }
    QList<StrayContainers> strays;
    for (auto it = names.begin(); it != names.end(); ++it) {
        it->sort();
        strays += {it.key(), *it};
    }
    return strays;
}

/// A single answer tells of every container that ended, within reason.
constexpr int kAllEndings = 64;

} // namespace

Result<EngineLook> lookAtEngine(const Workspace::Internals &internals, std::stop_token stop)
{
    static const QString kLabel = label::kWorkspace;
    EngineLook look;
    const auto client = internals.engine();
    const std::optional<TimeLimit> limit = client
        ? std::make_optional<TimeLimit>(
            stop, patienceWith((*client)->endpoint()) + std::chrono::seconds(1))
        : std::nullopt;
    const auto version
        = client ? (*client)->version(limit->token()) : Result<EngineVersion>(client.error());
    auto containers = version
        ? listContainers(**client, {kLabel + u'=' + internals.id}, limit->token())
        : Result<std::vector<ContainerInfo>>(version.error());
    if (!containers) {
        if (stop.stop_requested())
            return cancelled();
        look.view.availability = EngineView::Availability::Unavailable;
        // It listens, and told its version perhaps: the list never came.
        look.view.error = containers.error().kind == Error::Kind::Cancelled ? engineHangs()
                                                                            : containers.error();
        return look;
    }
    look.view.availability = EngineView::Availability::Available;
    look.view.version = version->version;
    look.view.context = internals.endpoint->context;
    look.containers = std::move(*containers);
    return look;
}

WorkspaceSnapshot snapshotOf(Workspace &workspace,
                             const WorkspaceDefinition &definition,
                             const RunLook &run,
                             const EngineLook &look,
                             std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    WorkspaceSnapshot snapshot;
    snapshot.name = internals.name;
    snapshot.path = internals.folder;
    snapshot.edges = definition.graph.edges();
    snapshot.cycles = definition.graph.cycles();
    snapshot.unresolved = definition.unresolved;
    snapshot.conflicts = definition.conflicts;
    snapshot.engine = look.view;
    EngineState engine;
    engine.containers = look.containers;
    const bool answers = snapshot.engine.availability == EngineView::Availability::Available;
    snapshot.memoryBudget
        = answers ? currentBudget(internals, stop) : budgetWithoutEngine(internals);
    const QList<SeedView> allSeeds = seedViews(definition, appliedData(internals, answers, stop));
    const QHash<QString, StepRecord> records
        = internals.withState([](WorkspaceState &state) { return state.stepRecords().all(); });
    addSeenEndings(engine.containers, records);
    const Generations kept
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    QStringList untrusted;
    QStringList changed;
    const QHash<QString, AssemblySummary> summaries = summariesOf(internals, definition);
    const QList<PortChoice> ports = portsOf(summaries);
    for (const IdaDefinition &ida : definition.idas) {
        const auto found = summaries.constFind(ida.name);
        const AssemblySummary *summary = found == summaries.constEnd() ? nullptr : &*found;
        snapshot.idas += idaView(
            ida, {internals, definition, engine, summary, ports, run, records, allSeeds});
        snapshot.idas.last().inferred = inferredValues(definition, ida);
        snapshot.idas.last().checkpoints = kept.value(ida.name).checkpoints;
        snapshot.idas.last().loaders = loadedSuffixes(ida);
        snapshot.idas.last().hasDatabase = hasOwnDatabase(ida);
        snapshot.idas.last().hasSchema = snapshot.idas.last().hasDatabase
            && (!ida.schemas.isEmpty() || !ida.manifest.schema.isEmpty());
        if (summary) {
            const DataStart start = dataStart(ida, summary->services, kept.value(ida.name));
            snapshot.idas.last().keptSince = start.keptSince;
            snapshot.idas.last().schemas = start.schemas;
        }
        snapshot.idas.last().isOwnReading = !ida.isComposed() && ida.usable() && ida.runsHere();
        if (snapshot.idas.last().isOwnReading)
            (snapshot.idas.last().trusted ? changed : untrusted) += ida.name;
    }
    snapshot.readings = readingNotes(untrusted, changed);
    snapshot.strays = straysIn(engine.containers, definition);
    if (auto unfinished = unfinishedOf(run.latest, records))
        snapshot.unfinished = withoutSeen(std::move(*unfinished), snapshot.idas);
    for (IdaView &ida : snapshot.idas) {
        ida.unfinished = snapshot.unfinished && !ida.busy
            ? unfinishedReason(*snapshot.unfinished, ida.name)
            : QString();
        if (!ida.unfinished.isEmpty())
            judge(ida);
        if (!answers)
            forgetWhatNobodySaw(ida);
    }
    return snapshot;
}

Result<WorkspaceSnapshot> snapshotOf(Workspace &workspace,
                                     const WorkspaceDefinition &definition,
                                     const RunLook &run,
                                     std::stop_token stop)
{
    auto look = lookAtEngine(workspace.internals(), stop);
    if (!look)
        return look.error();
    if (const auto engine = workspace.internals().engine()) {
        Endings endings;
        endings.ask(**engine, look->containers, kAllEndings, stop);
        endings.addTo(look->containers);
    }
    return snapshotOf(workspace, definition, run, *look, std::move(stop));
}

Result<WorkspaceSnapshot> Workspace::snapshot(std::stop_token stop)
{
    const auto definition = readWorkspace(*m_parts, stop);
    if (!definition)
        return definition.error();
    return snapshotOf(*this, *definition, RunningSteps(runsFolder()).look(), std::move(stop));
}

} // namespace devstack
