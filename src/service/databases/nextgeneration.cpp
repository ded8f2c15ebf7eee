// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/nextgeneration.h"

#include "assembly/names.h"
#include "engine/volumes.h"
#include "plan/reasons.h"
#include "service/projects/assembleworkspace.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/volumenames.h"
#include "service/workspaceinternals.h"

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

/// Volume key → name of the volume that holds the IDA's data now.
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

Error noData(const QStringList &idas)
{
    return failed(u"There is no data to reset: %1 has none in a volume of this workspace."_s.arg(
                      idas.join(u", "_s)),
                  u"Run “devstack up” first; a database needs a named volume for its data."_s);
}

} // namespace

Result<QSet<QString>> ownVolumes(Workspace::Internals &internals, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto volumes
        = listVolumes(**engine, {label::filter(label::kWorkspace, internals.id)}, std::move(stop));
    if (!volumes)
        return volumes.error();
    QSet<QString> names;
    for (const VolumeInfo &volume : *volumes)
        names += volume.name;
    return names;
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

Result<QStringList> advanceGenerations(Workspace::Internals &internals,
                                       const QSet<QString> &existing,
                                       const QStringList &idas,
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
                                   u"before reset"_s,
                                   {},
                                   false};
            for (const QString &key : dataVolumeKeys(*summary)) {
                const QString volume = dataVolumeName(internals.id, name, key, generations);
                if (existing.contains(volume)) {
                    checkpoint.volumes.insert(key, volume);
                    left += volume;
                }
                generations.advance(key);
                any = true;
            }
            if (!discard && !checkpoint.volumes.isEmpty())
                generations.checkpoints += checkpoint;
        }
        if (!any)
            return noData(idas);
        if (const auto saved = state.save(all); !saved)
            return saved.error();
        return left;
    });
}

} // namespace devstack
