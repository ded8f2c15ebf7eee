// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/checkpoints.h"

#include "assembly/assembledservice.h"
#include "assembly/names.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "engine/containers.h"
#include "engine/diskusage.h"
#include "engine/volumes.h"
#include "service/databases/checkpointname.h"
#include "service/databases/hiddendata.h"
#include "service/databases/nextgeneration.h"
#include "service/databases/otherdata.h"
#include "service/databases/registrations.h"
#include "service/databases/retention.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/volumenames.h"
#include "service/provisioning/provisionrun.h"
#include "service/removal.h"
#include "service/volumes/datavolumes.h"
#include "service/volumes/neededvolumes.h"
#include "service/volumes/stopwriters.h"
#include "service/workspaceinternals.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The one IDA the request is about, by its name in the workspace; it has the checkpoint.
Result<QString> idaWith(const QString &checkpoint,
                        Workspace::Internals &internals,
                        const WorkspaceDefinition &definition,
                        const OperationRequest &request)
{
    const auto idas = definition.selection(request.idas, false);
    if (!idas)
        return idas.error();
    const QString &ida = idas->first();
    const IdaGenerations generations
        = internals.withState([](WorkspaceState &state) { return state.generations(); }).value(ida);
    return generations.checkpoint(checkpoint)
        ? Result<QString>(ida)
        : Result<QString>(noSuchCheckpoint(ida, checkpoint, generations));
}

/// Swaps the present data of an IDA with a checkpoint's, or goes on over it.
void bringBack(IdaGenerations &generations,
               const QString &workspace,
               const QString &ida,
               const QString &name,
               const OwnVolumes &existing)
{
    const Checkpoint restored = *generations.checkpoint(name);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Checkpoint present;
    present.name = newCheckpointName(generations, u"before-restore"_s, now);
    present.created = now;
    present.reason = u"before restore"_s;
    bool stays = true;
    for (auto it = restored.volumes.begin(); it != restored.volumes.end(); ++it) {
        present.volumes.insert(it.key(), dataVolumeName(workspace, ida, it.key(), generations));
        const DataOrigin origin = originOver(generations, it.key(), it.value(), existing);
        stays = stays && origin.canLayer;
        if (origin.canLayer)
            generations.origins[it.key()].insert(
                advanceToNew(generations, workspace, ida, it.key(), existing), origin);
        else
            generations.current.insert(it.key(), generationOf(it.value()));
    }
    if (!stays)
        generations.checkpoints.removeIf([&](const Checkpoint &each) { return each.name == name; });
    generations.checkpoints += present;
}

/// Whether the Engine mounts layers over the data of an IDA; tried where nobody knows it yet.
bool canLayer(Workspace::Internals &internals, const QString &ida, std::stop_token stop)
{
    const auto folder = internals.idaFolder(ida);
    const auto summary = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
    if (!summary)
        return false;
    const auto [generations, names] = internals.withState([&](WorkspaceState &state) {
        return std::pair(state.generations().value(ida), presentNames(state, internals.id, ida));
    });
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        const auto owns = [&](const AssembledService &service) {
            return service.dataVolumes.contains(it.key());
        };
        const auto owner = std::ranges::find_if(summary->services, owns);
        if (knowsLayers(generations, it.key()) || owner == summary->services.end())
            continue;
        if (generations.bases.contains(it.key())) // tried when it was made
            return false;
        const DataVolume volume {ida, it.key(), it.value(), {}, owner->image};
        if (!canLayerOver(internals, volume, stop))
            return false;
    }
    return true;
}

/// Sets the present data of the IDAs aside under a name and goes on over it.
Result<> setAside(WorkspaceState &state,
                  const QString &workspaceId,
                  const QStringList &idas,
                  const NewCheckpoint &wanted,
                  const OwnVolumes &existing,
                  const QSet<QString> &layered)
{
    Generations all = state.generations();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const QString &ida : idas) {
        IdaGenerations &generations = all[ida];
        if (generations.checkpoint(wanted.name))
            return checkpointExists(ida, wanted.name);
        Checkpoint checkpoint {
            wanted.name, now, Checkpoint::kSaved.toString(), {}, wanted.isProtected};
        const QMap<QString, QString> names = presentNames(state, workspaceId, ida);
        for (auto it = names.cbegin(); it != names.cend(); ++it) {
            if (!existing.contains(it.value()))
                continue;
            checkpoint.volumes.insert(it.key(), it.value());
            DataOrigin origin = originOver(generations, it.key(), it.value(), existing);
            origin.canLayer = layered.contains(ida);
            generations.origins[it.key()].insert(
                advanceToNew(generations, workspaceId, ida, it.key(), existing), origin);
        }
        if (checkpoint.volumes.isEmpty())
            return noData({ida}, u"save"_s);
        generations.checkpoints += checkpoint;
    }
    return state.save(all);
}

/// Why an IDA has no data to save although a database of it runs: a reset was cut off before it
/// made new data, and the old is a checkpoint by then. None: that is not so.
std::optional<Error>
runsOnCheckpoint(Workspace::Internals &internals, const QString &ida, const std::stop_token &stop)
{
    const auto engine = internals.engine();
    const auto containers = engine
        ? listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop)
        : Result<std::vector<ContainerInfo>>(engine.error());
    if (!containers)
        return std::nullopt;
    const IdaGenerations generations
        = internals.withState([](WorkspaceState &state) { return state.generations(); }).value(ida);
    for (const ContainerInfo &container : *containers) {
        if (container.labels.value(label::kIda) != ida || !hasProcess(container.state))
            continue;
        for (const ContainerMount &mount : container.mounts) {
            for (const Checkpoint &checkpoint : generations.checkpoints) {
                if (checkpoint.volumes.values().contains(mount.name))
                    return conflict(
                        u"A reset of %1 was cut off: its database still has the old data, which is kept as “%2”."_s
                            .arg(ida, checkpoint.name),
                        u"“devstack checkpoint restore %1 %2” goes on with it, “devstack up %1” with the reset."_s
                            .arg(ida, checkpoint.name));
            }
        }
    }
    return std::nullopt;
}

/// What a checkpoint holds itself, in bytes: what would be free without it, as “clean” counts it,
/// or its layer where other data lies over that. -1: it is not known of every part.
qint64 bytesOf(const QString &workspaceId,
               const QString &ida,
               const Checkpoint &checkpoint,
               const IdaGenerations &generations,
               const QMap<QString, qint64> &sizes)
{
    if (checkpoint.volumes.isEmpty() || sizes.isEmpty())
        return -1;
    // What is written over other volumes lies in a layer: the Engine measures no mount.
    QStringList mounts;
    QStringList held;
    for (auto it = checkpoint.volumes.cbegin(); it != checkpoint.volumes.cend(); ++it) {
        const DataOrigin origin
            = generations.origins.value(it.key()).value(generationOf(it.value()));
        held += contentOf(it.value(), origin).first();
        if (held.last() != it.value())
            mounts += it.value();
    }
    QStringList own = volumesOnlyOf(workspaceId, ida, generations, checkpoint.name);
    own.removeIf([&](const QString &volume) { return mounts.contains(volume); });
    qint64 bytes = 0;
    for (const QString &volume : own.isEmpty() ? held : own) {
        const qint64 size = sizes.value(volume, -1);
        if (size < 0)
            return -1;
        bytes += size;
    }
    return bytes;
}

} // namespace

Result<CheckpointList>
checkpoints(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    const auto engine = internals.engine();
    const auto usage = engine ? diskUsage(**engine, stop) : Result<DiskUsage>(engine.error());
    CheckpointList list;
    QMap<QString, qint64> sizes;
    if (usage) {
        for (const VolumeInfo &volume : usage->volumes)
            sizes.insert(volume.name, volume.size);
    } else {
        list.unsized = usage.error(); // without an engine the list is still worth having
    }
    for (const QString &ida : *idas) {
        for (const Checkpoint &checkpoint : all.value(ida).checkpoints) {
            list.checkpoints += {ida,
                                 checkpoint.name,
                                 checkpoint.created,
                                 checkpoint.reason,
                                 bytesOf(internals.id, ida, checkpoint, all.value(ida), sizes),
                                 checkpoint.isProtected};
        }
    }
    return list;
}

Result<SavedCheckpoint> saveCheckpoint(Workspace &workspace,
                                       const OperationRequest &request,
                                       const NewCheckpoint &checkpoint,
                                       PlanObserver &observer,
                                       std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const auto idas = run.definition().selection(request.idas, false);
    if (!idas)
        return run.failed(idas.error());
    NewCheckpoint wanted = checkpoint;
    if (wanted.name.isEmpty())
        wanted.name = newCheckpointName({}, u"saved"_s, QDateTime::currentDateTimeUtc());
    if (const auto fits = requireCheckpointName(wanted.name); !fits)
        return run.failed(fits.error());
    if (const auto fitting = run.rehearse(*idas, stop); !fitting)
        return run.failed(fitting.error());
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return run.failed(existing.error());
    if (const auto whole = requireNothingHidden(internals, *idas, stop); !whole)
        return run.failed(whole.error());
    // Found out before a database is stopped for it.
    for (const QString &ida : *idas) {
        const QStringList present = presentVolumes(internals, ida);
        const bool isThere = std::ranges::any_of(
            present, [&](const QString &name) { return existing->contains(name); });
        if (const auto why = isThere ? std::nullopt : runsOnCheckpoint(internals, ida, stop))
            return run.failed(*why);
    }
    const auto fits = internals.withState([&](WorkspaceState &state) -> Result<> {
        for (const QString &ida : *idas) {
            const QStringList present = presentNames(state, internals.id, ida).values();
            if (std::ranges::none_of(present,
                                     [&](const QString &name) { return existing->contains(name); }))
                return noData({ida}, u"save"_s);
            if (state.generations().value(ida).checkpoint(wanted.name))
                return checkpointExists(ida, wanted.name);
        }
        return ok();
    });
    if (!fits)
        return run.failed(fits.error());
    QSet<QString> layered;
    for (const QString &ida : *idas) {
        if (canLayer(internals, ida, stop))
            layered += ida;
    }
    const QStringList halfMade = halfMadeOf(workspace, *idas);
    QStringList written;
    for (const QString &ida : *idas)
        written += presentVolumes(internals, ida);
    if (const auto stopped = stopWriters(internals, written, false, stop); !stopped)
        return run.failed(stopped.error());
    const auto kept = internals.withState([&](WorkspaceState &state) {
        return setAside(state, internals.id, *idas, wanted, *existing, layered);
    });
    if (!kept)
        return run.failed(kept.error());
    auto plan = run.run(
        [&](Plan all) {
            Plan rest = all.filtered([&](const Step &step) { return makesDataRun(step, *idas); });
            for (Step &step : rest.steps) {
                if (step.kind == StepKind::Start && step.state == StepState::Pending)
                    step.reason = u"the data goes on in a new volume"_s;
            }
            for (const QString &ida : halfMade)
                rest.warnings
                    += u"The data of %1 is half-made: what was to fill it did not reach its end. “%2” keeps it as it is."_s
                           .arg(ida, wanted.name);
            return rest;
        },
        stop);
    if (!plan)
        return plan.error();
    return SavedCheckpoint {std::move(*plan), wanted.name};
}

Result<Plan> restoreCheckpoint(Workspace &workspace,
                               const OperationRequest &request,
                               const QString &name,
                               PlanObserver &observer,
                               std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const auto ida = idaWith(name, internals, run.definition(), request);
    if (!ida)
        return run.failed(ida.error());
    if (!request.confirmed) {
        return run.failed(
            unconfirmed(u"Nothing was restored."_s)
                .because(
                    u"The present data of %1 is set aside and kept as a checkpoint."_s.arg(*ida)));
    }
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return run.failed(existing.error());
    if (const auto whole = requireNothingHidden(internals, {*ida}, stop); !whole)
        return run.failed(whole.error());
    // What others registered in the IDA may not be in the older data.
    const QStringList dependents = registeredIn(internals, run.definition(), {*ida});
    run.request().idas += dependents;
    if (const auto fits = run.rehearse({*ida}, stop); !fits)
        return run.failed(fits.error());
    const QStringList left = presentVolumes(internals, *ida);
    const auto broughtBack = internals.withState([&](WorkspaceState &state) -> Result<> {
        Generations all = state.generations();
        const Checkpoint *checkpoint = all[*ida].checkpoint(name);
        if (!checkpoint)
            return noSuchCheckpoint(*ida, name, all[*ida]);
        if (const auto whole = requireWhole(*ida, all[*ida], *checkpoint, *existing); !whole)
            return whole;
        bringBack(all[*ida], internals.id, *ida, name, *existing);
        return state.save(all);
    });
    if (!broughtBack)
        return run.failed(broughtBack.error());
    const auto belongs = [&](const Step &step) {
        return !dependents.contains(step.ida) || changesOneOf(step, {*ida});
    };
    auto plan = runOnOtherData(
        internals, run, {{*ida}, left}, [&](Plan all) { return all.filtered(belongs); }, stop);
    if (plan && plan->result == RunResult::Done)
        removeBeyondLimits(workspace, {*ida}, stop);
    return plan;
}

Result<> deleteCheckpoint(Workspace &workspace,
                          const OperationRequest &request,
                          const QString &name,
                          std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto ida = idaWith(name, internals, *definition, request);
    if (!ida)
        return ida.error();
    const bool isProtected = internals.withState([&](WorkspaceState &state) {
        const IdaGenerations generations = state.generations().value(*ida);
        const Checkpoint *known = generations.checkpoint(name);
        return known && known->isProtected;
    });
    if (!request.confirmed) {
        return unconfirmed(u"Nothing was deleted."_s)
            .because(
                (isProtected
                     ? u"The checkpoint “%1” of %2 is protected. It would be destroyed for good."_s
                     : u"The checkpoint “%1” of %2 would be destroyed for good."_s)
                    .arg(printable(name), *ida));
    }
    const auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    return removeCheckpoint(internals, *ida, name, stop);
}

} // namespace devstack
