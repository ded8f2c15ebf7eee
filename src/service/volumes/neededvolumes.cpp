// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/volumes/neededvolumes.h"

#include "assembly/names.h"
#include "engine/containers.h"
#include "engine/volumes.h"
#include "service/projects/volumenames.h"
#include "service/removal.h"
#include "service/volumes/datavolumes.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

void addParts(QSet<QString> &needed,
              const IdaGenerations &generations,
              const QString &key,
              const QString &volume,
              int generation)
{
    const DataOrigin origin = generations.origins.value(key).value(generation);
    needed += volume;
    for (const QString &part : contentOf(volume, origin))
        needed += part;
    for (const QString &part : origin.below)
        needed += part;
}

void addBases(QSet<QString> &needed, const QMap<QString, DataOrigin> &bases)
{
    for (const DataOrigin &base : bases) {
        for (const QString &volume : base.below)
            needed += volume;
    }
}

QSet<QString> keysOf(const IdaGenerations &generations)
{
    QSet<QString> keys;
    for (const auto &map : {generations.current, generations.highest})
        for (auto it = map.cbegin(); it != map.cend(); ++it)
            keys += it.key();
    for (auto it = generations.bases.cbegin(); it != generations.bases.cend(); ++it)
        keys += it.key();
    return keys;
}

} // namespace

int generationOf(const QString &volume)
{
    const qsizetype at = volume.lastIndexOf(u"-g"_s);
    return at < 0 ? 1 : std::max(1, volume.mid(at + 2).toInt());
}

QSet<QString>
neededVolumes(const QString &workspaceId, const QString &ida, const IdaGenerations &generations)
{
    QSet<QString> needed;
    for (const QString &key : keysOf(generations)) {
        addParts(needed,
                 generations,
                 key,
                 dataVolumeName(workspaceId, ida, key, generations),
                 generations.generation(key));
    }
    for (const Checkpoint &checkpoint : generations.checkpoints) {
        for (auto it = checkpoint.volumes.cbegin(); it != checkpoint.volumes.cend(); ++it)
            addParts(needed, generations, it.key(), it.value(), generationOf(it.value()));
        addBases(needed, checkpoint.bases);
    }
    addBases(needed, generations.bases);
    return needed;
}

QStringList volumesOnlyOf(const QString &workspaceId,
                          const QString &ida,
                          const IdaGenerations &generations,
                          const QString &name)
{
    const Checkpoint *checkpoint = generations.checkpoint(name);
    if (!checkpoint)
        return {};
    QSet<QString> own;
    for (auto it = checkpoint->volumes.cbegin(); it != checkpoint->volumes.cend(); ++it)
        addParts(own, generations, it.key(), it.value(), generationOf(it.value()));
    addBases(own, checkpoint->bases);
    IdaGenerations rest = generations;
    rest.checkpoints.removeIf([&](const Checkpoint &each) { return each.name == name; });
    own -= neededVolumes(workspaceId, ida, rest);
    QStringList sorted(own.cbegin(), own.cend());
    // A volume is removed before its layer, and that before what lies below it.
    std::ranges::sort(sorted);
    return sorted;
}

IdaGenerations onlyKept(const IdaGenerations &generations)
{
    IdaGenerations kept = generations;
    kept.checkpoints.removeIf([](const Checkpoint &each) { return !each.isKept(); });
    kept.bases.clear();
    kept.spares.clear();
    kept.branch.clear();
    for (auto it = kept.origins.begin(); it != kept.origins.end(); ++it) {
        it.value().removeIf([&](auto origin) {
            return std::ranges::none_of(kept.checkpoints, [&](const Checkpoint &each) {
                const QString volume = each.volumes.value(it.key());
                return !volume.isEmpty() && generationOf(volume) == origin.key();
            });
        });
    }
    return kept;
}

IdaGenerations begunAnew(const IdaGenerations &generations)
{
    IdaGenerations anew = onlyKept(generations);
    for (const QString &key : keysOf(generations))
        anew.advance(key);
    return anew;
}

QSet<QString> checkpointVolumes(const IdaGenerations &generations)
{
    QSet<QString> needed;
    for (const Checkpoint &checkpoint : generations.checkpoints) {
        for (auto it = checkpoint.volumes.cbegin(); it != checkpoint.volumes.cend(); ++it)
            addParts(needed, generations, it.key(), it.value(), generationOf(it.value()));
        addBases(needed, checkpoint.bases);
    }
    return needed;
}

bool isLeftOver(const QString &volume,
                const QString &workspaceId,
                const QString &ida,
                const QString &key,
                const IdaGenerations &generations)
{
    const QSet<QString> needed = neededVolumes(workspaceId, ida, generations);
    for (int number = 1; number <= generations.highest.value(key, 1); ++number) {
        const QString name = dataVolumeName(workspaceId, ida, key, generations, number);
        const bool isPresent = number == generations.generation(key);
        if (volume == name || volume == layerOf(name))
            return !isPresent && !needed.contains(volume);
        if (volume.startsWith(name + u'-'))
            return !needed.contains(volume);
    }
    return false;
}

namespace {

/// Error Conflict: a database runs on one of the volumes, as after a reset that was cut off.
Result<> requireUnused(const EngineClient &engine,
                       const QString &workspaceId,
                       const QString &ida,
                       const QString &checkpoint,
                       const QStringList &volumes,
                       const std::stop_token &stop)
{
    const auto containers
        = listContainers(engine, {label::filter(label::kWorkspace, workspaceId)}, stop);
    if (!containers)
        return containers.error();
    for (const ContainerInfo &container : *containers) {
        for (const ContainerMount &mount : container.mounts) {
            if (mount.writable && volumes.contains(mount.name))
                return conflict(
                    u"The container %1 still has the data of “%2”."_s.arg(container.name(),
                                                                          checkpoint),
                    u"“devstack up %1” goes on with other data, “devstack checkpoint restore %1 "
                    u"%2” with this."_s.arg(ida, checkpoint));
        }
    }
    return ok();
}

} // namespace

Result<> removeCheckpoint(Workspace::Internals &internals,
                          const QString &ida,
                          const QString &name,
                          std::stop_token stop)
{
    Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    const QStringList volumes = volumesOnlyOf(internals.id, ida, all.value(ida), name);
    if (!volumes.isEmpty()) {
        const auto engine = internals.engine();
        if (!engine)
            return engine.error();
        if (const auto unused = requireUnused(**engine, internals.id, ida, name, volumes, stop);
            !unused)
            return unused;
        // A state file may name any volume: those of others are forgotten and stay.
        auto present
            = listVolumes(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
        if (!present)
            return present.error();
        mountsFirst(*present);
        for (const VolumeInfo &volume : *present) {
            if (!volumes.contains(volume.name))
                continue;
            const auto removed = removeOwnVolume(internals, volume.name, stop);
            // What something else lies over stays; the checkpoint is forgotten all the same.
            if (!removed && removed.error().kind != Error::Kind::Conflict)
                return removed;
        }
    }
    all[ida].checkpoints.removeIf([&](const Checkpoint &each) { return each.name == name; });
    return internals.withState([&](WorkspaceState &state) { return state.save(all); });
}

} // namespace devstack
