// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/nextgeneration.h"

#include "assembly/names.h"
#include "engine/volumes.h"
#include "plan/reasons.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/unfinishedrun.h"
#include "service/projects/assembleworkspace.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/volumenames.h"
#include "service/schemas/schemasource.h"
#include "service/volumes/datavolumes.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList dataVolumeKeys(const AssemblySummary &summary)
{
    QStringList keys;
    for (const AssembledService &service : summary.services)
        keys += service.dataVolumes;
    keys.removeDuplicates();
    return keys;
}

} // namespace

WantedSchemas wantedSchemas(Workspace::Internals &internals,
                            const WorkspaceDefinition &definition,
                            const QStringList &idas)
{
    WantedSchemas wanted;
    for (const QString &name : idas) {
        const auto folder = internals.idaFolder(name);
        const auto summary
            = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        if (!summary)
            continue;
        for (const SchemaSource &source : schemaSources(*definition.find(name), summary->services))
            wanted[name].insert(source.volume, schemaDigest(source));
    }
    return wanted;
}

void beginWithBase(IdaGenerations &generations,
                   const QString &workspaceId,
                   const QString &ida,
                   const QString &key,
                   const OwnVolumes &existing,
                   const QString &schema)
{
    const int next = advanceToNew(generations, workspaceId, ida, key, existing);
    const DataOrigin base = generations.bases.value(key);
    const auto exists = [&](const QString &volume) { return existing.contains(volume); };
    if (!base.isEmpty() && fitsSchema(base, schema) && std::ranges::all_of(base.below, exists))
        generations.origins[key].insert(next, base);
}

QMap<QString, QString>
presentNames(WorkspaceState &state, const QString &workspace, const QString &ida)
{
    QMap<QString, QString> names;
    const auto folder = state.folderFor(ida);
    const auto summary = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
    if (!summary)
        return names;
    const IdaGenerations generations = state.generations().value(ida);
    for (const QString &key : dataVolumeKeys(*summary))
        names.insert(key, dataVolumeName(workspace, ida, key, generations));
    return names;
}

QStringList halfMadeOf(Workspace &workspace, const QStringList &idas)
{
    QList<RunState> runs;
    for (const QString &journal : runJournals(workspace.runsFolder())) {
        if (auto run = readRun(journal); run && !run->isRunning()) // this reset's own runs
            runs += std::move(*run);
    }
    const auto records = workspace.internals().withState(
        [](WorkspaceState &state) { return state.stepRecords().all(); });
    QStringList halfMade;
    for (const QString &ida : idas) {
        if (isHalfMade(ida, runs, records))
            halfMade += ida;
    }
    return halfMade;
}

Error noData(const QStringList &idas, const QString &what)
{
    return failed(u"There is no data to %1: %2 has none in a volume of this workspace."_s.arg(
                      what, idas.join(u", "_s)),
                  u"Run “devstack up” first; a database needs a named volume for its data."_s);
}

Result<OwnVolumes> ownVolumes(Workspace::Internals &internals, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto volumes
        = listVolumes(**engine, {label::filter(label::kWorkspace, internals.id)}, std::move(stop));
    if (!volumes)
        return volumes.error();
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    OwnVolumes own;
    for (const VolumeInfo &volume : *volumes) {
        const IdaGenerations generations = all.value(volume.labels.value(label::kIda));
        const DataOrigin origin = generations.origins.value(volume.labels.value(label::kVolume))
                                      .value(generationOf(volume.name));
        const bool isData = !volume.name.endsWith(u"-layer") && !volume.name.contains(u"-base-");
        // A copy that was cut off is none (service/provisioning/planning.cpp, isWhole()).
        if (isData && !origin.isEmpty() && volume.options.value(u"type"_s) != u"overlay")
            continue;
        own.insert(volume.name, volume.labels.value(label::kIncarnation));
    }
    return own;
}

QStringList presentVolumes(Workspace::Internals &internals, const QString &ida)
{
    return internals
        .withState([&](WorkspaceState &state) { return presentNames(state, internals.id, ida); })
        .values();
}

Result<Fingerprint>
presentParts(Workspace::Internals &internals, const QString &ida, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto volumes
        = listVolumes(**engine, {label::filter(label::kWorkspace, internals.id)}, std::move(stop));
    if (!volumes)
        return volumes.error();
    return internals.withState([&](WorkspaceState &state) {
        const IdaGenerations generations = state.generations().value(ida);
        const QMap<QString, QString> names = presentNames(state, internals.id, ida);
        Fingerprint parts;
        for (const VolumeInfo &volume : *volumes) {
            const QString key = names.key(volume.name);
            if (!key.isEmpty())
                parts.insert(volumePart(ida, key),
                             volumeIdentity(volume.name,
                                            generations.generation(key),
                                            volume.labels.value(label::kIncarnation)));
        }
        return Result<Fingerprint>(parts);
    });
}

QString
newCheckpointName(const IdaGenerations &generations, const QString &prefix, const QDateTime &now)
{
    const QString base = prefix + u'-' + now.toLocalTime().toString(u"yyyyMMdd-HHmmss"_s);
    QString name = base;
    for (int i = 2; generations.checkpoint(name); ++i)
        name = u"%1-%2"_s.arg(base).arg(i);
    return name;
}

int advanceToNew(IdaGenerations &generations,
                 const QString &workspaceId,
                 const QString &ida,
                 const QString &key,
                 const OwnVolumes &existing)
{
    int next = 0;
    do
        next = generations.advance(key);
    while (existing.contains(dataVolumeName(workspaceId, ida, key, generations, next)));
    return next;
}

bool knowsLayers(const IdaGenerations &generations, const QString &key)
{
    return generations.bases.value(key).canLayer
        || std::ranges::any_of(generations.origins.value(key), &DataOrigin::canLayer);
}

DataOrigin originOver(const IdaGenerations &generations,
                      const QString &key,
                      const QString &volume,
                      const OwnVolumes &existing)
{
    const int generation = generationOf(volume);
    const DataOrigin own = generations.origins.value(key).value(generation);
    DataOrigin origin;
    origin.below = contentOf(volume, own);
    origin.ancestors
        = QList<DataAncestor> {{volumeIdentity(volume, generation, existing.value(volume)),
                                QDateTime::currentDateTimeUtc()}}
        + own.ancestors;
    origin.canLayer = knowsLayers(generations, key);
    return origin;
}

Result<> requireWhole(const QString &ida,
                      const IdaGenerations &generations,
                      const Checkpoint &checkpoint,
                      const OwnVolumes &existing)
{
    for (auto it = checkpoint.volumes.cbegin(); it != checkpoint.volumes.cend(); ++it) {
        const DataOrigin origin
            = generations.origins.value(it.key()).value(generationOf(it.value()));
        const QStringList parts = QStringList {it.value()} + contentOf(it.value(), origin);
        for (const QString &part : parts) {
            if (existing.contains(part))
                continue;
            return notFound(
                u"The data of the checkpoint “%1” is gone: there is no volume %2."_s.arg(
                    checkpoint.name, part),
                u"“devstack checkpoint delete %1 %2” forgets it."_s.arg(ida, checkpoint.name));
        }
    }
    return ok();
}

Result<QStringList> advanceGenerations(Workspace::Internals &internals,
                                       const OwnVolumes &existing,
                                       const QStringList &idas,
                                       const WantedSchemas &schemas,
                                       const QStringList &halfMade,
                                       bool discard)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return internals.withState([&](WorkspaceState &state) -> Result<QStringList> {
        QStringList left;
        bool any = false;
        Generations all = state.generations();
        for (const QString &name : idas) {
            const auto folder = state.folderFor(name);
            if (!folder)
                return folder.error();
            const auto summary = readSummary(*folder);
            if (!summary)
                continue;
            IdaGenerations &generations = all[name];
            Checkpoint checkpoint {newCheckpointName(generations, u"before-reset"_s, now),
                                   now,
                                   halfMade.contains(name) ? Checkpoint::kHalfMade.toString()
                                                           : Checkpoint::kBeforeReset.toString(),
                                   {},
                                   false};
            for (const QString &key : dataVolumeKeys(*summary)) {
                const QString volume = dataVolumeName(internals.id, name, key, generations);
                if (existing.contains(volume)) {
                    checkpoint.volumes.insert(key, volume);
                    left += volume;
                }
                beginWithBase(
                    generations, internals.id, name, key, existing, schemas.value(name).value(key));
                any = true;
            }
            if (!discard && !checkpoint.volumes.isEmpty())
                generations.checkpoints += checkpoint;
        }
        if (!any)
            return noData(idas, u"reset"_s);
        if (const auto saved = state.save(all); !saved)
            return saved.error();
        return left;
    });
}

} // namespace devstack
