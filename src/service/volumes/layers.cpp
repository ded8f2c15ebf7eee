// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/volumes/layers.h"

#include "assembly/names.h"
#include "service/projects/volumenames.h"
#include "service/removal.h"
#include "service/volumes/layerfolders.h"
#include "service/workspaceinternals.h"

#include <QUuid>

#include <algorithm>
#include <optional>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Result<VolumeInfo> makeLayer(Workspace::Internals &internals,
                             const DataVolume &volume,
                             const QString &lower,
                             const std::stop_token &stop)
{
    const EngineClient &engine = *internals.engineClient;
    const QString name = layerOf(volume.name);
    // A layer without its volume is what a run that was cut off left, or what somebody left who
    // removed the volume.
    if (const auto removed = removeOwnVolume(internals, name, stop); !removed)
        return removed.error();
    auto layer = createVolume(engine, name, labelsOf(internals, volume), {}, stop);
    if (!layer)
        return layer;
    const auto prepared = makeLayerFolders(engine,
                                           {volume.image,
                                            lower,
                                            lower.endsWith(u"-layer") ? u"/upper"_s : QString(),
                                            name,
                                            {{label::kHelper, internals.id}}},
                                           stop);
    if (!prepared)
        return prepared.error().within(u"Preparing the layer of %1"_s.arg(volume.name));
    return layer;
}

Result<> remember(Workspace::Internals &internals,
                  const QString &ida,
                  const QString &key,
                  const std::optional<SpareLayer> &spare)
{
    return internals.withState([&](WorkspaceState &state) {
        Generations all = state.generations();
        if (spare)
            all[ida].spares.insert(key, *spare);
        else
            all[ida].spares.remove(key);
        return state.save(all);
    });
}

SpareLayer spareOf(Workspace::Internals &internals, const QString &ida, const QString &key)
{
    return internals.withState(
        [&](WorkspaceState &state) { return state.generations().value(ida).spares.value(key); });
}

/// The layer that was made ahead for the volume, if there is one. From now on it is no spare: what
/// is written into it must not be taken for nothing by a later run.
Result<std::optional<VolumeInfo>> takeSpare(Workspace::Internals &internals,
                                            const DataVolume &volume,
                                            const QString &lower,
                                            const std::stop_token &stop)
{
    const SpareLayer spare = spareOf(internals, volume.ida, volume.key);
    if (spare != SpareLayer {layerOf(volume.name), lower})
        return std::optional<VolumeInfo>();
    if (const auto forgotten = remember(internals, volume.ida, volume.key, std::nullopt);
        !forgotten)
        return forgotten.error();
    auto found = inspectVolume(*internals.engineClient, spare.layer, stop);
    if (!found)
        return found.error();
    const bool isOurs = *found && (*found)->labels.value(label::kWorkspace) == internals.id;
    return isOurs ? std::move(*found) : std::optional<VolumeInfo>();
}

/// The image of the service that writes the volume; empty: none does.
QString imageFor(const Assembly &assembly, const QString &key)
{
    const auto writer
        = std::ranges::find_if(assembly.services, [&](const AssembledService &service) {
              return service.dataVolumes.contains(key);
          });
    return writer == assembly.services.end() ? QString() : writer->image;
}

void makeSpare(Workspace::Internals &internals,
               const QString &ida,
               const QString &key,
               const DataOrigin &base,
               const QString &image,
               const std::stop_token &stop)
{
    IdaGenerations next = internals.withState(
        [&](WorkspaceState &state) { return state.generations().value(ida); });
    next.advance(key);
    const DataVolume volume {ida,
                             key,
                             dataVolumeName(internals.id, ida, key, next),
                             QUuid::createUuid().toString(QUuid::WithoutBraces),
                             image};
    const SpareLayer spare {layerOf(volume.name), base.below.first()};
    if (next.spares.value(key) == spare)
        return;
    if (makeLayer(internals, volume, spare.lower, stop))
        std::ignore = remember(internals, ida, key, spare);
}

} // namespace

QMap<QString, QString> labelsOf(const Workspace::Internals &internals, const DataVolume &volume)
{
    return {{label::kWorkspace, internals.id},
            {label::kIda, volume.ida},
            {label::kVolume, volume.key},
            {label::kIncarnation, volume.incarnation}};
}

Result<VolumeInfo> layerFor(Workspace::Internals &internals,
                            const DataVolume &volume,
                            const QString &lower,
                            std::stop_token stop)
{
    auto spare = takeSpare(internals, volume, lower, stop);
    if (!spare)
        return spare.error();
    return *spare ? Result<VolumeInfo>(std::move(**spare))
                  : makeLayer(internals, volume, lower, stop);
}

void makeSpareLayers(Workspace::Internals &internals,
                     const QString &ida,
                     const Assembly &assembly,
                     std::stop_token stop)
{
    const QMap<QString, DataOrigin> bases = internals.withState(
        [&](WorkspaceState &state) { return state.generations().value(ida).bases; });
    for (auto base = bases.cbegin(); base != bases.cend(); ++base) {
        const QString image = imageFor(assembly, base.key());
        if (base->isLayered() && !image.isEmpty())
            makeSpare(internals, ida, base.key(), *base, image, stop);
    }
}

} // namespace devstack
