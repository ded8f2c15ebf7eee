// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/localloop.h"
#include "engine/containers.h"
#include "engine/images.h"
#include "plan/reasons.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/removal.h"
#include "service/snapshots/databaseserver.h"
#include "service/snapshots/serveraccounts.h"
#include "service/volumes/layers.h"
#include "service/volumes/neededvolumes.h"

#include <QDateTime>
#include <QScopeGuard>
#include <QSet>

#include <algorithm>
#include <chrono>
#include <functional>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The service that writes the volume; null when nothing of the run does.
const AssembledService *
ownerOf(const RunContext &context, const QString &ida, const QString &volumeKey)
{
    const Assembly *assembly = context.assembly(ida);
    if (!assembly)
        return nullptr;
    const auto owns
        = [&](const AssembledService &service) { return service.dataVolumes.contains(volumeKey); };
    const auto found = std::ranges::find_if(assembly->services, owns);
    return found == assembly->services.end() ? nullptr : &*found;
}

DataVolume dataVolume(const RunContext &context, const QString &ida, const VolumeAction &action)
{
    const AssembledService *owner = ownerOf(context, ida, action.key);
    return {ida, action.key, action.volume, action.incarnation, owner ? owner->image : QString()};
}

Result<> changeGenerations(const RunContext &context,
                           const QString &ida,
                           const std::function<void(IdaGenerations &)> &change)
{
    return context.internals.withState([&](WorkspaceState &state) {
        Generations all = state.generations();
        change(all[ida]);
        return state.save(all);
    });
}

/// The kernel refuses to freeze a container now and then while the machine is busy.
Result<> pauseSoon(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    constexpr int kTries = 5;
    LocalLoop pause;
    for (int i = 1;; ++i) {
        const auto done = pauseContainer(engine, container, stop);
        if (done || i == kTries)
            return done;
        if (pause.run(stop, std::chrono::milliseconds(300)) == LocalLoop::End::Stopped)
            return cancelled();
    }
}

QSet<QString> neededNow(const RunContext &context, const QString &ida)
{
    return neededVolumes(
        context.internals.id,
        ida,
        context.internals.withState([](WorkspaceState &state) { return state.generations(); })
            .value(ida));
}

/// What a later generation has when it begins with this volume as it is now.
DataOrigin originFrom(const VolumeAction &volume, const DataOrigin &own, const QDateTime &now)
{
    DataOrigin origin;
    origin.ancestors
        = QList<DataAncestor> {{volumeIdentity(
                                    volume.volume, volume.generation, volume.incarnation),
                                now}}
        + own.ancestors;
    return origin;
}

/// Has the servers end cleanly over the copies of their volumes, which were made while they ran.
Result<> settleCopies(const RunContext &context,
                      const QString &ida,
                      const QMap<QString, DataVolume> &copies,
                      const std::stop_token &stop)
{
    const Assembly *assembly = context.assembly(ida);
    for (const DataVolume &copy : copies) {
        const AssembledService *owner = ownerOf(context, ida, copy.key);
        const auto server = databaseServer(ida, *assembly, owner->name, copy.key);
        // Other kinds of databases recover at their next start.
        if (!server)
            continue;
        if (const auto done = settleFiles(context.internals, *server, copy.name, stop); !done)
            return done;
    }
    return ok();
}

/// Copies the data while its databases stand still. Answers why that was not possible; empty: it
/// was.
Result<QString> copyPaused(const RunContext &context,
                           const QString &ida,
                           const BaseAction &action,
                           const QMap<QString, DataVolume> &copies,
                           Reporter &reporter,
                           const std::stop_token &stop)
{
    const EngineClient &engine = *context.internals.engineClient;
    QStringList paused;
    const auto goOn = qScopeGuard([&] {
        // Where even this fails, the next start lets it go on.
        for (const QString &container : std::as_const(paused))
            std::ignore = unpauseContainer(engine, container);
    });
    for (const VolumeAction &volume : action.volumes) {
        const AssembledService *owner = ownerOf(context, ida, volume.key);
        if (!owner)
            return u"no service writes it"_s;
        const auto container = context.container(ida, owner->name, stop);
        const auto done
            = container ? pauseSoon(engine, *container, stop) : Result<>(container.error());
        if (!done) {
            // The data is whole; only resets are slower until a base was made.
            return QString(u"not kept, the next reset does it: "_s + done.error().message);
        }
        paused += *container;
    }
    for (const VolumeAction &volume : action.volumes) {
        reporter.progress({0, -1, {}, u"copying %1"_s.arg(volume.key)});
        if (const auto copied
            = copyDataVolume(context.internals, copies.value(volume.key), volume.volume, stop);
            !copied)
            return copied.error();
    }
    while (!paused.isEmpty()) {
        if (const auto done = unpauseContainer(engine, paused.takeLast()); !done)
            return done.error();
    }
    if (const auto settled = settleCopies(context, ida, copies, stop); !settled) {
        if (settled.error().kind == Error::Kind::Cancelled)
            return settled.error();
        // It is whole; the server only has more to do at its first start over it.
        reporter.line({OutputLine::Stream::Note,
                       u"A reset takes longer: %1 %2"_s.arg(settled.error().message,
                                                            settled.error().detail)});
    }
    return QString();
}

} // namespace

StepResult makeVolume(const RunContext &context,
                      const Step &step,
                      const VolumeAction &action,
                      std::stop_token stop)
{
    const auto made = createDataVolume(
        context.internals, dataVolume(context, step.ida, action), action.origin, stop);
    if (!made)
        return made.error();
    switch (*made) {
    case VolumeMechanism::Empty:
        break;
    case VolumeMechanism::Overlay:
        return StepOutcome {u"a layer over the kept data"_s, {}};
    case VolumeMechanism::Copy: {
        const auto done = changeGenerations(context, step.ida, [&](IdaGenerations &generations) {
            generations.origins[action.key][action.generation].below.clear();
        });
        return done ? StepResult(StepOutcome {u"a copy of the kept data"_s, {}}) : done.error();
    }
    }
    return StepOutcome {};
}

QString baseVolumeName(const VolumeAction &volume)
{
    return u"%1-base-%2"_s.arg(volume.volume, volume.incarnation.left(8));
}

StepResult keepBase(const RunContext &context,
                    const Step &step,
                    const BaseAction &action,
                    Reporter &reporter,
                    std::stop_token stop)
{
    const EngineClient &engine = *context.internals.engineClient;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QSet<QString> before = neededNow(context, step.ida);
    const bool isAsUnpacked = std::ranges::all_of(action.volumes, [&](const VolumeAction &volume) {
        return context.memory.copyOfUntouched(volumePart(step.ida, volume.key))
            == baseVolumeName(volume);
    });
    QMap<QString, DataVolume> copies;
    for (const VolumeAction &volume : action.volumes) {
        DataVolume copy = dataVolume(context, step.ida, volume);
        copy.name = baseVolumeName(volume);
        copies.insert(volume.key, copy);
    }
    if (!isAsUnpacked) {
        const auto reason = copyPaused(context, step.ida, action, copies, reporter, stop);
        if (!reason)
            return reason.error();
        if (!reason->isEmpty())
            return StepOutcome {*reason, {}};
    }
    QMap<QString, QString> snapshotIds;
    for (auto it = action.schemas.cbegin(); it != action.schemas.cend(); ++it) {
        if (const auto image = inspectImage(engine, it.value(), stop); image && *image)
            snapshotIds.insert(it.key(), (*image)->id);
    }
    const bool canLayer = context.memory.canLayer([&] {
        return std::ranges::all_of(copies, [&](const DataVolume &copy) {
            return canLayerOver(context.internals, copy, stop);
        });
    });
    const auto kept = changeGenerations(context, step.ida, [&](IdaGenerations &generations) {
        for (const VolumeAction &volume : action.volumes) {
            const DataOrigin own = generations.origins.value(volume.key).value(volume.generation);
            const DataOrigin present = generations.bases.value(volume.key);
            // What began with the base that is there has the same schema in it.
            const bool isOver = !own.ancestors.isEmpty();
            DataOrigin base = originFrom(volume, own, now);
            base.below = QStringList {copies.value(volume.key).name};
            base.canLayer = canLayer;
            base.schema = isOver ? present.schema : action.schemas.value(volume.key);
            base.snapshotId = isOver ? present.snapshotId : snapshotIds.value(volume.key);
            generations.bases.insert(volume.key, base);
        }
    });
    if (!kept)
        return kept.error();
    // What resets went back to so far goes, where no checkpoint lies over it.
    const QSet<QString> after = neededNow(context, step.ida);
    for (const QString &volume : before - after)
        std::ignore = removeOwnVolume(context.internals, volume, stop);
    makeSpareLayers(context.internals, step.ida, *context.assembly(step.ida), stop);
    return StepOutcome {canLayer && isAsUnpacked
                            ? u"as it was unpacked; a reset takes as long as a restart"_s
                            : canLayer ? u"a reset takes as long as a restart"_s
                                       : u"a reset copies it: this Engine mounts no layers"_s,
                        {}};
}

} // namespace devstack
