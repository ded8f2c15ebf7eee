// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/presentdata.h"

#include "assembly/names.h"
#include "core/timelimit.h"
#include "engine/containers.h"
#include "engine/engineclient.h"
#include "engine/volumes.h"
#include "plan/reasons.h"
#include "service/observing/seedviews.h"
#include "service/projects/assembleworkspace.h"
#include "service/projects/volumenames.h"
#include "service/workspaceinternals.h"

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

Generations asMounted(Generations generations,
                      const QString &workspaceId,
                      const QSet<QString> &existing,
                      const QMap<QString, QSet<QString>> &mounted)
{
    for (auto ida = generations.begin(); ida != generations.end(); ++ida) {
        const QSet<QString> inUse = mounted.value(ida.key());
        const QMap<QString, int> current = ida->current;
        for (auto key = current.cbegin(); key != current.cend(); ++key) {
            if (existing.contains(dataVolumeName(workspaceId, ida.key(), key.key(), *ida)))
                continue;
            for (int number = key.value() - 1; number > 0; --number) {
                if (!inUse.contains(
                        dataVolumeName(workspaceId, ida.key(), key.key(), *ida, number)))
                    continue;
                ida->current.insert(key.key(), number);
                break;
            }
        }
    }
    return generations;
}

PresentData::PresentData(QString workspaceId,
                         Generations generations,
                         std::optional<Volumes> volumes)
    : m_workspaceId(std::move(workspaceId))
    , m_generations(std::move(generations))
    , m_volumes(std::move(volumes))
{
}

bool PresentData::holds(const StepRecord &record, const QString &ida) const
{
    const QString prefix = volumePart(ida, {});
    for (auto it = record.parts.lowerBound(prefix);
         it != record.parts.cend() && it.key().startsWith(prefix);
         ++it) {
        const QString key = it.key().mid(prefix.size());
        const IdaGenerations generations = m_generations.value(ida);
        const auto isIn = [&](const DataAncestor &ancestor) {
            return ancestor.identity == *it && record.time <= ancestor.until;
        };
        if (std::ranges::any_of(generations.origin(key).ancestors, isIn))
            continue;
        const int generation = generations.generation(key);
        const QString name = dataVolumeName(m_workspaceId, ida, key, generations);
        if (!m_volumes) {
            if (!it->startsWith(volumeIdentity(name, generation, {})))
                return false;
            continue;
        }
        const auto volume = m_volumes->constFind(name);
        if (volume == m_volumes->cend() || *it != volumeIdentity(name, generation, *volume))
            return false;
    }
    return true;
}

AppliedData::AppliedData(const QHash<QString, StepRecord> &records, PresentData data)
    : m_data(std::move(data))
{
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        if (it->finished || !it->parts.isEmpty())
            m_records[StepRecords::stepOf(it.key())] += it.value();
    }
}

QDateTime AppliedData::time(const QString &step, const QString &ida) const
{
    QDateTime time;
    for (const StepRecord &record : m_records.value(step)) {
        if (record.finished && m_data.holds(record, ida))
            time = std::max(time, record.time);
    }
    return time;
}

bool AppliedData::isTouched(const QString &step, const QString &ida) const
{
    const QList<StepRecord> records = m_records.value(step);
    return std::ranges::any_of(records,
                               [&](const StepRecord &record) { return m_data.holds(record, ida); });
}

QStringList AppliedData::files(const QString &ida) const
{
    const QString prefix = fileStep(ida, {});
    QStringList names;
    for (auto it = m_records.cbegin(); it != m_records.cend(); ++it) {
        if (it.key().startsWith(prefix) && isTouched(it.key(), ida))
            names += it.key().mid(prefix.size());
    }
    names.sort();
    return names;
}

namespace {

/// Asked where a volume of the present generation is not there.
Generations asMounted(const EngineClient &engine,
                      const QString &workspaceId,
                      const Generations &generations,
                      const QSet<QString> &existing,
                      const std::stop_token &stop)
{
    const auto containers
        = listContainers(engine, {label::filter(label::kWorkspace, workspaceId)}, stop);
    if (!containers)
        return generations;
    QMap<QString, QSet<QString>> mounted;
    for (const ContainerInfo &container : *containers) {
        if (!hasProcess(container.state))
            continue;
        for (const ContainerMount &mount : container.mounts)
            mounted[container.labels.value(label::kIda)].insert(mount.name);
    }
    return asMounted(generations, workspaceId, existing, mounted);
}

bool lacksPresent(const QString &workspaceId,
                  const Generations &generations,
                  const QSet<QString> &existing)
{
    for (auto ida = generations.begin(); ida != generations.end(); ++ida) {
        for (const QString &key : ida->current.keys()) {
            if (!ida->checkpoints.isEmpty()
                && !existing.contains(dataVolumeName(workspaceId, ida.key(), key, *ida)))
                return true;
        }
    }
    return false;
}

} // namespace

AppliedData appliedData(Workspace::Internals &internals, bool askEngine, std::stop_token stop)
{
    Generations generations
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    std::optional<PresentData::Volumes> present;
    if (const auto engine = internals.engine(); engine && askEngine) {
        // Without an answer nothing is known of the data, which nobody waits long for.
        const TimeLimit limit(stop, patienceWith((*engine)->endpoint()));
        const auto volumes = listVolumes(
            **engine, {label::filter(label::kWorkspace, internals.id)}, limit.token());
        if (volumes) {
            present.emplace();
            for (const VolumeInfo &volume : *volumes)
                present->insert(volume.name, volume.labels.value(label::kIncarnation));
            const QStringList names = present->keys();
            const QSet<QString> existing(names.cbegin(), names.cend());
            if (lacksPresent(internals.id, generations, existing))
                generations = asMounted(**engine, internals.id, generations, existing, stop);
        }
    }
    return internals.withState([&](WorkspaceState &state) {
        return AppliedData(state.stepRecords().all(),
                           PresentData(internals.id, generations, std::move(present)));
    });
}

QStringList lostByReset(const WorkspaceDefinition &definition,
                        const AppliedData &applied,
                        const QString &ida,
                        const QStringList &idas,
                        const QStringList &registered)
{
    QStringList own;
    QStringList ofOthers;
    for (const IdaDefinition &owner : definition.idas) {
        const bool runsAgain = idas.contains(owner.name) || registered.contains(owner.name);
        const QStringList again = runsAgain ? owner.seedNames() : QStringList();
        for (auto seed = owner.manifest.seeds.begin(); seed != owner.manifest.seeds.end(); ++seed) {
            if (again.contains(seed.key()))
                continue;
            bool isIn = false;
            for (qsizetype i = 0; i < seed->size(); ++i) {
                const QString &wanted = seed->at(i).ida;
                const QString target = wanted.isEmpty() ? owner.name : wanted;
                isIn |= target == ida
                    && applied.isTouched(seedStep(owner.name, seed.key(), i + 1), ida);
            }
            if (isIn && owner.name == ida)
                own += seed.key();
            else if (isIn)
                ofOthers += u"%1 of %2"_s.arg(seed.key(), owner.name);
        }
    }
    QStringList files = applied.files(ida);
    if (const IdaDefinition *target = definition.find(ida)) {
        files.removeIf([&](const QString &name) {
            const KeptFile *kept = target->keptFile(name);
            return kept && kept->afterReset;
        });
    }
    return own + ofOthers + files;
}

} // namespace devstack
