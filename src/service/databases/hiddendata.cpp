// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/hiddendata.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containers.h"
#include "service/databases/nextgeneration.h"
#include "service/workspaceinternals.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The Engine names a volume that nobody named by 64 digits.
bool isUnnamed(const ContainerMount &mount)
{
    static const QRegularExpression digits(u"^[0-9a-f]{64}$"_s);
    return mount.type == u"volume" && digits.match(mount.name).hasMatch();
}

Error hidden(const ContainerInfo &container,
             const ContainerMount &named,
             const ContainerMount &unnamed)
{
    const QString service = container.labels.value(label::kService);
    const QString ida = container.labels.value(label::kIda);
    return failed(
        u"What %1 of %2 keeps in %3 is in a volume without a name, below the one at %4: no checkpoint would hold it and no reset would change it."_s
            .arg(printable(service),
                 printable(ida),
                 printable(unnamed.destination),
                 printable(named.destination)),
        u"Mount the named volume at %1 in the compose file, then run “devstack up %2”: it begins with new data there."_s
            .arg(printable(unnamed.destination), printable(ida)));
}

/// The first of the container's that lies below one of the volumes.
Result<> requireNothingHidden(const ContainerInfo &container, const QStringList &volumes)
{
    for (const ContainerMount &named : container.mounts) {
        if (named.type != u"volume" || !volumes.contains(named.name))
            continue;
        for (const ContainerMount &other : container.mounts) {
            if (isUnnamed(other) && other.destination.startsWith(named.destination + u'/'))
                return hidden(container, named, other);
        }
    }
    return ok();
}

} // namespace

Result<>
requireNothingHidden(Workspace::Internals &internals, const QStringList &idas, std::stop_token stop)
{
    QStringList volumes;
    for (const QString &ida : idas)
        volumes += presentVolumes(internals, ida);
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers = listContainers(
        **engine, {label::filter(label::kWorkspace, internals.id)}, std::move(stop));
    if (!containers)
        return containers.error();
    for (const ContainerInfo &container : *containers) {
        if (const auto whole = requireNothingHidden(container, volumes); !whole)
            return whole;
    }
    return ok();
}

} // namespace devstack
