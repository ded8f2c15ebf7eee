// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/seedandreset.h"

#include "assembly/names.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "plan/reasons.h"
#include "service/databases/hiddendata.h"
#include "service/databases/nextgeneration.h"
#include "service/databases/otherdata.h"
#include "service/databases/registrations.h"
#include "service/databases/resetconsequences.h"
#include "service/databases/retention.h"
#include "service/definition/trustquestions.h"
#include "service/observing/presentdata.h"
#include "service/provisioning/provisionrun.h"
#include "service/removal.h"
#include "service/schemas/admitdump.h"
#include "service/schemas/fetchdump.h"
#include "service/schemas/schemasource.h"
#include "service/snapshots/databaseserver.h"
#include "service/snapshots/unpacksnapshot.h"
#include "service/volumes/layers.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

#include <QElapsedTimer>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The step belongs to one of these seeds of the IDA, or has to be there for them (everything but
/// other data).
bool leadsTo(const Step &step, const QString &ida, const QStringList &seeds)
{
    if (step.kind != StepKind::Seed)
        return true;
    if (const auto *action = std::get_if<CommandAction>(&step.action))
        return step.ida == ida && seeds.contains(action->seed);
    return std::ranges::any_of(seeds,
                               [&](const QString &seed) { return step.id == fileStep(ida, seed); });
}

QStringList keptNames(const IdaDefinition &ida)
{
    QStringList names;
    for (const KeptFile &file : ida.files)
        names += file.name;
    return names;
}

/// Measures until the last database answered.
class ReadyClock final : public PlanObserver
{
public:
    ReadyClock() { m_clock.start(); }
    void stepFinished(const Step &step) override
    {
        if (step.kind == StepKind::Ready && step.state == StepState::Done)
            m_ready = elapsed();
    }
    std::chrono::milliseconds ready() const { return m_ready; }
    std::chrono::milliseconds elapsed() const
    {
        return std::chrono::milliseconds(m_clock.elapsed());
    }

private:
    QElapsedTimer m_clock;
    std::chrono::milliseconds m_ready {0};
};

/// How the present data of the IDAs came; where they differ, the slower way.
VolumeMechanism mechanismOf(Workspace::Internals &internals, const QStringList &idas)
{
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    VolumeMechanism slowest = VolumeMechanism::Overlay;
    bool any = false;
    for (const QString &ida : idas) {
        const IdaGenerations &generations = all.value(ida);
        for (auto it = generations.current.cbegin(); it != generations.current.cend(); ++it) {
            const DataOrigin origin = generations.origin(it.key());
            any = true;
            const VolumeMechanism mechanism = mechanismOf(origin);
            if (mechanism == VolumeMechanism::Empty)
                return mechanism;
            if (mechanism == VolumeMechanism::Copy)
                slowest = mechanism;
        }
    }
    return any ? slowest : VolumeMechanism::Empty;
}

/// Removes what the IDAs had until now, except what something else still lies over.
Result<> discardVolumes(Workspace::Internals &internals,
                        const QStringList &idas,
                        const QStringList &volumes,
                        std::stop_token stop)
{
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    QSet<QString> needed;
    for (const QString &ida : idas)
        needed += neededVolumes(internals.id, ida, all.value(ida));
    for (const QString &volume : volumes) {
        for (const QString &part : {volume, layerOf(volume)}) {
            if (needed.contains(part))
                continue;
            if (const auto removed = removeOwnVolume(internals, part, stop); !removed)
                return removed;
        }
    }
    return ok();
}

/// An error when a snapshot does not suit its server; it is pulled for that.
Result<> admitSnapshot(Workspace::Internals &internals,
                       const QString &ida,
                       const Assembly &assembly,
                       const SchemaSource &source,
                       Reporter &reporter,
                       const std::stop_token &stop)
{
    const auto server = databaseServer(ida, assembly, source.service, source.volume);
    if (!server)
        return server.error();
    const auto labels = presentSnapshot(internals, source.snapshot, reporter, stop);
    return labels ? requireSuits(internals, *labels, *server, source.snapshot, stop)
                  : labels.error();
}

/// Fetches what the data would begin with and fails when it may not be loaded. Runs while nothing
/// of what it refers to changes.
Task admission(Workspace::Internals &internals,
               const IdaDefinition &ida,
               const Assembly &assembly,
               const SchemaSource &source)
{
    const bool isSnapshot = !source.snapshot.isEmpty();
    const auto admit = [&internals, &ida, &assembly, source, isSnapshot](
                           Reporter &reporter, std::stop_token stop) -> Result<> {
        const DatabaseKind kind = databaseKindOf(ida.compose.services.value(source.service));
        const auto fits = isSnapshot
            ? admitSnapshot(internals, ida.name, assembly, source, reporter, stop)
            : admitDump(source, ida, kind, internals.downloadsFolder(), reporter, stop);
        return fits || source.mark.file.isEmpty() ? fits : fits.error().at(source.mark);
    };
    return {u"admit:%1/%2"_s.arg(ida.name, source.volume),
            ida.name,
            isSnapshot ? StepKind::Image : StepKind::Schema,
            isSnapshot ? u"Get the schema snapshot %1"_s.arg(printable(source.snapshot))
                       : u"Check the dump %1"_s.arg(printable(nameOfDump(source.dump))),
            admit};
}

/// For everything that the data of the IDAs would begin with and that no base holds.
QList<Task> admissions(Workspace::Internals &internals,
                       const WorkspaceDefinition &definition,
                       const AssembledWorkspace &assembled,
                       const QStringList &idas)
{
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    QList<Task> tasks;
    for (const QString &name : idas) {
        const auto assembly = assembled.idas.constFind(name);
        if (assembly == assembled.idas.cend())
            continue;
        const IdaDefinition &ida = *definition.find(name);
        for (const SchemaSource &source : schemaSources(ida, assembly->services)) {
            const DataOrigin base = all.value(name).bases.value(source.volume);
            if (base.isEmpty() || !fitsSchema(base, schemaDigest(source)))
                tasks += admission(internals, ida, *assembly, source);
        }
    }
    return tasks;
}

/// An error when none of the IDAs keeps data: there is nothing to ask about.
Result<> requireData(Workspace::Internals &internals,
                     const WorkspaceDefinition &definition,
                     const QStringList &idas)
{
    if (idas.isEmpty())
        return failed(u"There are no repositories yet, so there is no data to reset."_s,
                      u"“devstack add URL” adds one."_s);
    const auto hasDatabase = [&](const QString &name) {
        const IdaDefinition *ida = definition.find(name);
        return ida && std::ranges::any_of(ida->compose.services, [](const ServiceEntry &service) {
                   return databaseKindOf(service) != DatabaseKind::None;
               });
    };
    for (const QString &name : idas) {
        if (!presentVolumes(internals, name).isEmpty())
            return ok();
    }
    if (std::ranges::none_of(idas, hasDatabase))
        return failed(u"There is no data to reset: %1 %2 no database."_s.arg(
            idas.join(u", "_s), idas.size() == 1 ? u"has"_s : u"have"_s));
    return noData(idas, u"reset"_s);
}

Error needsConfirmation(const QStringList &consequences)
{
    return unconfirmed(u"Nothing was reset."_s).because(consequences.join(u'\n'));
}

} // namespace

Result<Plan> applySeeds(Workspace &workspace,
                        const OperationRequest &request,
                        const QStringList &names,
                        PlanObserver &observer,
                        std::stop_token stop)
{
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const auto found = run.definition().require(request.idas.value(0));
    if (!found)
        return run.failed(found.error());
    const IdaDefinition *ida = *found;
    const QStringList wanted = names.isEmpty() ? ida->seedNames() : names;
    for (const QString &name : wanted) {
        if (!ida->manifest.seeds.contains(name) && !ida->keptFile(name))
            return run.failed(unknownName(
                ida->name, u"seed"_s, name, ida->manifest.seeds.keys() + keptNames(*ida)));
    }
    run.request().seeds.insert(ida->name, wanted);
    return run.run(
        [&](Plan plan) {
            for (Step &step : plan.steps) {
                if (step.kind == StepKind::Seed && step.state == StepState::Satisfied
                    && leadsTo(step, ida->name, wanted)) {
                    step.state = StepState::Pending;
                    step.reason = u"requested"_s;
                }
            }
            return plan.filtered(
                [&](const Step &step) { return leadsTo(step, ida->name, wanted); });
        },
        stop);
}

Result<ResetResult> reset(Workspace &workspace,
                          const OperationRequest &request,
                          bool discard,
                          PlanObserver &observer,
                          std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    ReadyClock clock;
    ObserverList observers({&observer, &clock});
    ProvisionRun run(workspace, request, observers);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const auto idas = run.definition().selection(request.idas, false);
    if (!idas)
        return run.failed(idas.error());
    // Of an IDA that is not trusted nothing is concluded; rehearse() asks.
    const bool isTrusted
        = request.trust || questionsFor(internals, run.definition(), *idas, stop).isEmpty();
    if (const auto data = requireData(internals, run.definition(), *idas); isTrusted && !data)
        return run.failed(data.error());
    if (!request.confirmed)
        return run.failed(
            needsConfirmation(consequencesOf(internals, run.definition(), *idas, discard, stop)));
    // Checked before anything is changed: without the engine the new data could not be made.
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return run.failed(existing.error());
    if (const auto whole = requireNothingHidden(internals, *idas, stop); !whole)
        return run.failed(whole.error());
    const QStringList dependents = registeredIn(internals, run.definition(), *idas);
    run.request().idas = *idas + dependents;
    const auto rehearsed = run.rehearse(*idas, stop);
    if (!rehearsed)
        return run.failed(rehearsed.error());
    const auto admitted
        = run.before(admissions(internals, run.definition(), *rehearsed, *idas), stop);
    if (!admitted)
        return run.failed(admitted.error());
    const auto left = advanceGenerations(internals,
                                         *existing,
                                         *idas,
                                         wantedSchemas(internals, run.definition(), *idas),
                                         halfMadeOf(workspace, *idas),
                                         discard);
    if (!left)
        return run.failed(left.error());
    const auto belongs = [&](const Step &step) {
        return !dependents.contains(step.ida) || changesOneOf(step, *idas);
    };
    FlushedCaches flushed;
    auto plan = runOnOtherData(
        internals,
        run,
        {*idas, *left, discard, &flushed},
        [&](Plan all) { return all.filtered(belongs); },
        stop);
    if (!plan)
        return plan.error();
    if (discard && plan->result == RunResult::Done) {
        if (const auto removed = discardVolumes(internals, *idas, *left, stop); !removed)
            return run.failed(removed.error());
    }
    ResetResult result {std::move(*plan),
                        clock.ready(),
                        clock.elapsed(),
                        mechanismOf(internals, *idas),
                        {},
                        flushed.flushed,
                        flushed.failures};
    if (result.plan.result == RunResult::Done) {
        result.removed = removeBeyondLimits(workspace, *idas, stop);
        for (const QString &name : *idas)
            makeSpareLayers(internals, name, rehearsed->idas.value(name), stop);
    }
    return result;
}

} // namespace devstack
