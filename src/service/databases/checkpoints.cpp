// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/checkpoints.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "engine/diskusage.h"
#include "engine/volumes.h"
#include "service/databases/nextgeneration.h"
#include "service/databases/registrations.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/volumenames.h"
#include "service/provisioning/provisionrun.h"
#include "service/removal.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Error noSuchCheckpoint(const QString &ida, const QString &name, const IdaGenerations &generations)
{
    QStringList known;
    for (const Checkpoint &checkpoint : generations.checkpoints)
        known += checkpoint.name;
    return unknownName(
        ida, u"checkpoint"_s, name, known, u"“devstack checkpoint list” shows them."_s);
}

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

/// The generation that a volume's name tells.
int generationOf(const QString &volume)
{
    return volume.mid(volume.lastIndexOf(u"-g"_s) + 2).toInt();
}

/// Swaps the present data of an IDA with a checkpoint's.
void swapIn(IdaGenerations &generations,
            const QString &workspace,
            const QString &ida,
            const QString &name)
{
    const Checkpoint restored = *generations.checkpoint(name);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Checkpoint present;
    present.name = newCheckpointName(generations, u"before-restore"_s, now);
    present.created = now;
    present.reason = u"before restore"_s;
    for (auto it = restored.volumes.begin(); it != restored.volumes.end(); ++it) {
        present.volumes.insert(it.key(), dataVolumeName(workspace, ida, it.key(), generations));
        generations.current.insert(it.key(), generationOf(it.value()));
    }
    generations.checkpoints.removeIf([&](const Checkpoint &each) { return each.name == name; });
    generations.checkpoints += present;
}

} // namespace

Result<QList<CheckpointView>>
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
    QMap<QString, qint64> sizes;
    if (const auto engine = internals.engine()) {
        // Without an engine the list is still worth having.
        if (const auto usage = diskUsage(**engine, stop)) {
            for (const VolumeInfo &volume : usage->volumes)
                sizes.insert(volume.name, volume.size);
        }
    }
    QList<CheckpointView> views;
    for (const QString &ida : *idas) {
        for (const Checkpoint &checkpoint : all.value(ida).checkpoints) {
            qint64 bytes = 0;
            for (const QString &volume : checkpoint.volumes) {
                const qint64 size = sizes.value(volume, -1);
                bytes = size < 0 || bytes < 0 ? -1 : bytes + size;
            }
            views += {ida,
                      checkpoint.name,
                      checkpoint.created,
                      checkpoint.reason,
                      bytes,
                      checkpoint.isProtected};
        }
    }
    return views;
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
    const auto swapped = internals.withState([&](WorkspaceState &state) -> Result<> {
        Generations all = state.generations();
        const Checkpoint *checkpoint = all[*ida].checkpoint(name);
        if (!checkpoint)
            return noSuchCheckpoint(*ida, name, all[*ida]);
        for (const QString &volume : checkpoint->volumes) {
            if (!existing->contains(volume)) {
                return notFound(
                    u"The data of the checkpoint “%1” is gone: there is no volume %2."_s.arg(
                        name, volume),
                    u"“devstack checkpoint delete %1 %2” forgets it."_s.arg(*ida, name));
            }
        }
        swapIn(all[*ida], internals.id, *ida, name);
        return state.save(all);
    });
    if (!swapped)
        return run.failed(swapped.error());
    // What others registered in the IDA may not be in the older data.
    const QStringList dependents = registeredIn(internals, run.definition(), {*ida});
    run.request().idas += dependents;
    const auto belongs = [&](const Step &step) {
        return !dependents.contains(step.ida) || changesOneOf(step, {*ida});
    };
    return run.run([&](Plan all) { return all.filtered(belongs); }, stop);
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
    if (!request.confirmed) {
        return unconfirmed(u"Nothing was deleted."_s)
            .because(u"The checkpoint “%1” of %2 would be destroyed for good."_s.arg(
                printable(name), *ida));
    }
    const auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    const Checkpoint *checkpoint = all[*ida].checkpoint(name);
    if (!checkpoint)
        return noSuchCheckpoint(*ida, name, all[*ida]);
    // A state file may name any volume: those of others are forgotten and stay.
    const auto own = ownVolumes(internals, stop);
    if (!own)
        return own.error();
    for (const QString &volume : checkpoint->volumes) {
        if (!own->contains(volume))
            continue;
        if (const auto removed = removeOwnVolume(internals, volume, stop); !removed)
            return removed;
    }
    all[*ida].checkpoints.removeIf([&](const Checkpoint &each) { return each.name == name; });
    return internals.withState([&](WorkspaceState &state) { return state.save(all); });
}

} // namespace devstack
