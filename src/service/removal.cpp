// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/removal.h"

#include "assembly/names.h"
#include "core/reporter.h"
#include "core/text.h"
#include "engine/containers.h"
#include "engine/images.h"
#include "engine/networks.h"
#include "engine/volumes.h"
#include "service/snapshotlabel.h"
#include "service/workspaceinternals.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Error notOurs(const QString &kind, const QString &name)
{
    return conflict(
        u"The %1 “%2” was not made by this workspace, so it was not removed."_s.arg(
            kind, printable(name)),
        u"Remove it yourself if nobody needs it: docker %1 rm %2"_s.arg(kind, printable(name)));
}

bool isOurs(const Workspace::Internals &internals, const QMap<QString, QString> &labels)
{
    return labels.value(label::kWorkspace) == internals.id;
}

/// A volume of the workspace whose mount needs this one; empty: none does. Whatever a record of the
/// program says: the Engine's own word counts.
Result<QString> mountedOver(const Workspace::Internals &internals,
                            const EngineClient &engine,
                            const VolumeInfo &volume,
                            const std::stop_token &stop)
{
    const auto others = listVolumes(engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!others)
        return others.error();
    for (const VolumeInfo &other : *others) {
        if (other.name != volume.name && isNamedBy(other, volume))
            return other.name;
    }
    return QString();
}

/// The Engine names what has no name by 64 hexadecimal digits.
bool isUnnamed(const QString &volume)
{
    static const QRegularExpression kUnnamed(u"\\A[0-9a-f]{64}\\z"_s);
    return kUnnamed.match(volume).hasMatch();
}

/// Containers first, then the networks that they leave.
Result<> removeByLabels(Workspace::Internals &internals,
                        const EngineClient &engine,
                        const QString &ida,
                        const std::stop_token &stop)
{
    const QStringList labels {label::filter(label::kWorkspace, internals.id),
                              label::filter(label::kIda, ida)};
    const auto containers = listContainers(engine, labels, stop);
    if (!containers)
        return containers.error();
    for (const ContainerInfo &container : *containers) {
        if (const auto stopped = stopContainer(engine, container.id, stop); !stopped)
            return stopped;
        if (const auto removed = removeOwnContainer(internals, container.id, true, stop); !removed)
            return removed;
    }
    const auto networks = listNetworks(engine, labels, stop);
    if (!networks)
        return networks.error();
    for (const NetworkInfo &network : *networks) {
        if (const auto removed = removeOwnNetwork(internals, network.name, stop); !removed)
            return removed;
    }
    return ok();
}

} // namespace

void mountsFirst(std::vector<VolumeInfo> &volumes)
{
    std::ranges::stable_partition(
        volumes, [](const VolumeInfo &volume) { return volume.options.contains(u"o"_s); });
}

bool isNamedBy(const VolumeInfo &volume, const VolumeInfo &other)
{
    const QString options = volume.options.value(u"o"_s);
    if (options.isEmpty() || other.mountpoint.isEmpty())
        return false;
    for (qsizetype at = options.indexOf(other.mountpoint); at >= 0;
         at = options.indexOf(other.mountpoint, at + 1)) {
        const QStringView rest = QStringView(options).mid(at + other.mountpoint.size());
        if (rest.isEmpty() || rest[0] == u'/' || rest[0] == u':' || rest[0] == u',')
            return true;
    }
    return false;
}

Result<> removeOwnVolume(Workspace::Internals &internals, const QString &name, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto volume = inspectVolume(**engine, name, stop);
    if (!volume)
        return volume.error();
    if (!*volume)
        return ok();
    if (!isOurs(internals, (*volume)->labels))
        return notOurs(u"volume"_s, name);
    const auto above = mountedOver(internals, **engine, **volume, stop);
    if (!above)
        return above.error();
    if (!above->isEmpty())
        return conflict(u"The volume “%1” was not removed: “%2” lies over it."_s.arg(name, *above),
                        u"Remove what uses it first, a checkpoint for example."_s);
    return removeVolume(**engine, name, stop);
}

Result<QStringList>
unnamedVolumes(Workspace::Internals &internals, const QString &ida, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers = listContainers(
        **engine,
        {label::filter(label::kWorkspace, internals.id), label::filter(label::kIda, ida)},
        stop);
    if (!containers)
        return containers.error();
    QStringList names;
    for (const ContainerInfo &container : *containers) {
        for (const ContainerMount &mount : container.mounts) {
            if (mount.type == u"volume" && isUnnamed(mount.name) && !names.contains(mount.name))
                names += mount.name;
        }
    }
    return names;
}

bool hasUnnamedVolumes(const ContainerInfo &container)
{
    return std::ranges::any_of(container.mounts, [](const ContainerMount &mount) {
        return mount.type == u"volume" && isUnnamed(mount.name);
    });
}

Result<>
removeUnnamedVolume(Workspace::Internals &internals, const QString &name, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    return isUnnamed(name) ? removeVolume(**engine, name, stop)
                           : Result<>(notOurs(u"volume"_s, name));
}

Result<> removeOwnContainer(Workspace::Internals &internals,
                            const QString &idOrName,
                            bool force,
                            std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto container = inspectContainer(**engine, idOrName, stop);
    if (!container)
        return container.error().kind == Error::Kind::NotFound ? ok() : Result<>(container.error());
    return isOurs(internals, container->labels)
        ? removeContainer(**engine, container->id, force, stop)
        : Result<>(notOurs(u"container"_s, idOrName));
}

Result<>
removeOwnNetwork(Workspace::Internals &internals, const QString &name, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto networks = listNetworks(**engine, {}, stop);
    if (!networks)
        return networks.error();
    const auto found = std::ranges::find(*networks, name, &NetworkInfo::name);
    if (found == networks->end())
        return ok();
    return isOurs(internals, found->labels) ? removeNetwork(**engine, found->id, stop)
                                            : Result<>(notOurs(u"network"_s, name));
}

Result<> removeOwnImage(Workspace::Internals &internals, const QString &tag, std::stop_token stop)
{
    if (!tag.startsWith(internals.id + u'/'))
        return notOurs(u"image"_s, tag);
    const auto engine = internals.engine();
    return engine ? removeImage(**engine, tag, stop) : Result<>(engine.error());
}

Result<> removeReplacedSnapshot(Workspace::Internals &internals,
                                const QString &imageId,
                                std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto image = inspectImage(**engine, imageId, stop);
    if (!image || !*image)
        return image ? ok() : Result<>(image.error());
    if (!(*image)->tags.isEmpty() || !(*image)->labels.contains(kSnapshotLabel))
        return notOurs(u"image"_s, imageId);
    return removeImage(**engine, imageId, std::move(stop));
}

Result<> takeDown(Workspace::Internals &internals,
                  const ComposeProject &project,
                  const QString &ida,
                  std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto compose = internals.compose();
    if (!compose)
        return compose.error();
    const auto members
        = listContainers(**engine, {u"com.docker.compose.project="_s + project.name}, stop);
    if (!members)
        return members.error();
    for (const ContainerInfo &container : *members) {
        if (!isOurs(internals, container.labels))
            return notOurs(u"container"_s, container.name()).within(ida);
    }
    if (project.files.isEmpty())
        return removeByLabels(internals, **engine, ida, stop);
    SilentReporter silence;
    const auto done = compose->down(project, true, silence, {}, stop);
    if (done || stop.stop_requested() || done.error().kind == Error::Kind::Cancelled)
        return done;
    const auto removed = removeByLabels(internals, **engine, ida, stop);
    return removed ? removed : done;
}

Result<> removeHelpers(Workspace::Internals &internals, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto left = listContainers(**engine, {label::filter(label::kHelper, internals.id)}, stop);
    if (!left)
        return left.error();
    for (const ContainerInfo &container : *left) {
        if (const auto removed = discardContainer(**engine, container.id, stop); !removed)
            return removed;
    }
    return ok();
}

} // namespace devstack
