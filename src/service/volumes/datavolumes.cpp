// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/volumes/datavolumes.h"

#include "assembly/names.h"
#include "engine/helpercontainer.h"
#include "engine/volumes.h"
#include "service/removal.h"
#include "service/volumes/layers.h"
#include "service/workspaceinternals.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kLayer {"-layer"};
/// InnoDB's list of pages to load at the start would make every reset open, and so copy, every
/// table. A PostgreSQL whose lock file is there thinks that another one runs.
const QString kCopy
    = u"cp -a /from/. /to/ && chown \"$(stat -c %u:%g /from)\" /to && "
      u"chmod \"$(stat -c %a /from)\" /to && "
      u"find /to -maxdepth 1 \\( -name ib_buffer_pool -o -name postmaster.pid -o -name '*.pid' \\) "
      u"-exec rm -f {} +"_s;

/// Runs a fixed script over volumes in a container of the database's own image.
Result<> runHelper(const Workspace::Internals &internals,
                   const DataVolume &volume,
                   const QString &script,
                   const QStringList &arguments,
                   const QStringList &mounts,
                   const QString &what,
                   std::stop_token stop)
{
    HelperSpec spec;
    spec.image = volume.image;
    spec.entrypoint = QStringList {u"sh"_s, u"-c"_s};
    spec.command = QStringList {script, u"sh"_s} + arguments;
    spec.mounts = mounts;
    spec.user = u"0:0"_s;
    spec.labels = {{label::kHelper, internals.id}};
    const auto ended = runOneOff(*internals.engineClient, spec, std::move(stop));
    if (!ended)
        return ended.error().within(what);
    return ended->exitCode == 0
        ? ok()
        : Result<>(failed(u"%1 failed."_s.arg(what)).because(ended->output));
}

/// Where the Engine keeps the content of each volume; Error NotFound for one that is gone.
Result<QStringList> pathsOf(const Workspace::Internals &internals,
                            const QStringList &volumes,
                            const std::stop_token &stop)
{
    QStringList paths;
    for (const QString &name : volumes) {
        const auto volume = inspectVolume(*internals.engineClient, name, stop);
        if (!volume)
            return volume.error();
        if (!*volume) {
            return notFound(
                u"The data that this begins with is gone: there is no volume %1."_s.arg(name),
                u"Somebody removed it. “devstack reset” makes the data anew."_s);
        }
        if ((*volume)->labels.value(label::kWorkspace) != internals.id)
            return conflict(
                u"The data that this begins with is not this workspace's: %1."_s.arg(name),
                u"“devstack reset” makes the data anew."_s);
        const QString folder = name.endsWith(kLayer) ? u"/upper"_s : QString();
        paths += (*volume)->mountpoint + folder;
    }
    return paths;
}

/// Colons and commas separate mount options; the local driver cannot quote them.
bool isPlain(const QStringList &paths)
{
    return std::ranges::none_of(paths, [](const QString &path) {
        return path.isEmpty() || path.contains(u':') || path.contains(u',') || path.contains(u'\\');
    });
}

Result<> createLayered(Workspace::Internals &internals,
                       const DataVolume &volume,
                       const QStringList &below,
                       const QStringList &paths,
                       std::stop_token stop)
{
    const auto layer = layerFor(internals, volume, below.first(), stop);
    if (!layer)
        return layer.error();
    const QString own = layer->mountpoint;
    const auto made = createVolume(
        *internals.engineClient,
        volume.name,
        labelsOf(internals, volume),
        {{u"type"_s, u"overlay"_s},
         {u"device"_s, u"overlay"_s},
         {u"o"_s, u"lowerdir=%1,upperdir=%2/upper,workdir=%2/work"_s.arg(paths.join(u':'), own)}},
        stop);
    return made ? ok() : Result<>(made.error());
}

/// One copy of what several volumes make together: they are mounted over each other for it.
Result<> createCopy(Workspace::Internals &internals,
                    const DataVolume &volume,
                    const QStringList &below,
                    const QStringList &paths,
                    std::stop_token stop)
{
    if (below.size() == 1 && !below.first().endsWith(kLayer))
        return copyDataVolume(internals, volume, below.first(), stop);
    const QString merged = volume.name + u"-below"_s;
    const auto made = createVolume(*internals.engineClient,
                                   merged,
                                   labelsOf(internals, volume),
                                   {{u"type"_s, u"overlay"_s},
                                    {u"device"_s, u"overlay"_s},
                                    {u"o"_s, u"lowerdir="_s + paths.join(u':')}},
                                   stop);
    if (!made)
        return made.error();
    const auto copied = copyDataVolume(internals, volume, merged, stop);
    const auto removed = removeOwnVolume(internals, merged, {});
    return copied ? removed : copied;
}

} // namespace

VolumeMechanism mechanismOf(const DataOrigin &origin)
{
    if (origin.ancestors.isEmpty())
        return VolumeMechanism::Empty;
    return origin.isLayered() ? VolumeMechanism::Overlay : VolumeMechanism::Copy;
}

Result<VolumeMechanism> createDataVolume(Workspace::Internals &internals,
                                         const DataVolume &volume,
                                         const DataOrigin &origin,
                                         std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    if (origin.isEmpty()) {
        const auto made
            = createVolume(**engine, volume.name, labelsOf(internals, volume), {}, stop);
        return made ? Result<VolumeMechanism>(VolumeMechanism::Empty) : made.error();
    }
    const auto paths = pathsOf(internals, origin.below, stop);
    if (!paths)
        return paths.error();
    const bool layered = origin.isLayered() && isPlain(*paths);
    if (origin.isLayered() && !layered) {
        // The container holds it, so that nobody prunes what lies below; it stays empty.
        const auto layer
            = createVolume(**engine, layerOf(volume.name), labelsOf(internals, volume), {}, stop);
        if (!layer)
            return layer.error();
    }
    const auto made = layered ? createLayered(internals, volume, origin.below, *paths, stop)
                              : createCopy(internals, volume, origin.below, *paths, stop);
    if (!made)
        return made.error();
    return layered ? VolumeMechanism::Overlay : VolumeMechanism::Copy;
}

Result<> copyDataVolume(Workspace::Internals &internals,
                        const DataVolume &volume,
                        const QString &from,
                        std::stop_token stop)
{
    // One that is there is half of a copy that was cut off.
    if (const auto removed = removeOwnVolume(internals, volume.name, stop); !removed)
        return removed;
    const auto made
        = createVolume(*internals.engineClient, volume.name, labelsOf(internals, volume), {}, stop);
    if (!made)
        return made.error();
    return runHelper(internals,
                     volume,
                     kCopy,
                     {},
                     {from + u":/from:ro"_s, volume.name + u":/to:nocopy"_s},
                     u"Copying the data of %1"_s.arg(from),
                     std::move(stop));
}

bool canLayerOver(Workspace::Internals &internals, const DataVolume &volume, std::stop_token stop)
{
    DataVolume trial = volume;
    trial.name = volume.name + u"-trial"_s;
    const auto paths = pathsOf(internals, {volume.name}, stop);
    const bool works = paths && isPlain(*paths)
        && createLayered(internals, trial, {volume.name}, *paths, stop)
        && runHelper(internals,
                     trial,
                     u"touch /data/.devstack-trial && rm /data/.devstack-trial"_s,
                     {},
                     {trial.name + u":/data:nocopy"_s},
                     u"Trying a layer"_s,
                     stop);
    // What cannot be removed now, “devstack clean” finds.
    std::ignore = removeOwnVolume(internals, trial.name, {});
    std::ignore = removeOwnVolume(internals, layerOf(trial.name), {});
    return works;
}

} // namespace devstack
