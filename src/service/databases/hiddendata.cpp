// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/hiddendata.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containers.h"
#include "service/databases/nextgeneration.h"
#include "service/projects/assemblysummary.h"
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

Error liesBelow(const AssembledService &service,
                const QString &ida,
                const ContainerMount &named,
                const ContainerMount &unnamed)
{
    return failed(
        u"What %1 of %2 keeps in %3 is in a volume without a name, below the one at %4: no checkpoint would hold it and no reset would change it."_s
            .arg(printable(service.name),
                 printable(ida),
                 printable(unnamed.destination),
                 printable(named.destination)),
        u"Mount the named volume at %1 in the compose file, then run “devstack up %2”: it begins with new data there."_s
            .arg(printable(unnamed.destination), printable(ida)));
}

Error mountedTwice(const AssembledService &service,
                   const QString &ida,
                   const ContainerMount &first,
                   const ContainerMount &second)
{
    return failed(
        u"%1 of %2 has its data volume at %3 and at %4, and the compose file does not name both: a checkpoint would be written to."_s
            .arg(printable(service.name),
                 printable(ida),
                 printable(first.destination),
                 printable(second.destination)),
        u"“devstack down %1” and “devstack up %1” mount it only where the compose file says."_s.arg(
            printable(ida)));
}

/// The data volumes of one IDA.
struct OwnData
{
    QString ida;
    QMap<QString, QString> names; ///< key → actual
};

Result<> requireNothingHidden(const ContainerInfo &container,
                              const AssembledService &service,
                              const OwnData &own)
{
    const QStringList names = own.names.values();
    for (const ContainerMount &named : container.mounts) {
        if (named.type != u"volume" || !names.contains(named.name))
            continue;
        qsizetype declared = service.dataVolumes.count(own.names.key(named.name));
        for (const ContainerMount &other : container.mounts) {
            if (isUnnamed(other) && other.destination.startsWith(named.destination + u'/'))
                return liesBelow(service, own.ida, named, other);
            // Compose takes a mount over into the next container, where the image has a volume.
            if (other.name == named.name && --declared < 0)
                return mountedTwice(service, own.ida, named, other);
        }
    }
    return ok();
}

} // namespace

Result<>
requireNothingHidden(Workspace::Internals &internals, const QStringList &idas, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers = listContainers(
        **engine, {label::filter(label::kWorkspace, internals.id)}, std::move(stop));
    if (!containers)
        return containers.error();
    for (const QString &ida : idas) {
        const auto folder = internals.idaFolder(ida);
        const auto summary
            = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        if (!summary)
            continue; // never provisioned
        const OwnData own {ida, internals.withState([&](WorkspaceState &state) {
                               return presentNames(state, internals.id, ida);
                           })};
        for (const ContainerInfo &container : *containers) {
            const AssembledService *service
                = summary->service(container.labels.value(label::kService));
            if (service == nullptr || container.labels.value(label::kIda) != ida)
                continue;
            if (const auto whole = requireNothingHidden(container, *service, own); !whole)
                return whole;
        }
    }
    return ok();
}

} // namespace devstack
