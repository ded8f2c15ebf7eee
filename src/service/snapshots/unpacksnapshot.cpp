// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/unpacksnapshot.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/helpercontainer.h"
#include "engine/images.h"
#include "engine/registry.h"
#include "service/removal.h"
#include "service/snapshots/serveraccounts.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The name that the service's variables give to its database; empty: none.
QString databaseNameOf(const DatabaseServer &server)
{
    const QStringList names = server.kind == DatabaseKind::Postgres
        ? QStringList {u"POSTGRES_DB"_s, u"POSTGRES_USER"_s}
        : QStringList {u"MARIADB_DATABASE"_s, u"MYSQL_DATABASE"_s};
    for (const QString &name : names) {
        for (const QString &entry : server.environment) {
            if (entry.startsWith(name + u'=') && entry.size() > name.size() + 1)
                return entry.mid(name.size() + 1);
        }
    }
    return server.kind == DatabaseKind::Postgres ? u"postgres"_s : QString();
}

/// The Engine copies what an image has at a mount point into an empty volume as it creates the
/// container, which never runs: a snapshot has no program.
Result<> fillVolume(Workspace::Internals &internals,
                    const QString &reference,
                    const DataVolume &volume,
                    std::stop_token stop)
{
    if (const auto removed = removeOwnVolume(internals, volume.name, stop); !removed)
        return removed;
    if (const auto made = createDataVolume(internals, volume, {}, stop); !made)
        return made.error();
    HelperSpec spec;
    spec.image = reference;
    spec.command = {u"-"_s};
    spec.mounts = {volume.name + u':' + kSnapshotFolder};
    spec.labels = {{label::kHelper, internals.id}};
    const auto filled = HelperContainer::create(*internals.engineClient, spec, std::move(stop));
    return filled ? ok() : Result<>(filled.error());
}

} // namespace

Result<SnapshotLabels> presentSnapshot(Workspace::Internals &internals,
                                       const QString &reference,
                                       Reporter &reporter,
                                       std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    auto image = inspectImage(**engine, reference, stop);
    if (!image)
        return image.error();
    if (!*image) {
        if (const auto pulled = pullImage(**engine, reference, reporter, stop); !pulled)
            return pulled.error();
        image = inspectImage(**engine, reference, stop);
        if (!image)
            return image.error();
        if (!*image)
            return notFound(u"The image %1 is still missing."_s.arg(printable(reference)));
    }
    const auto labels = snapshotLabels((*image)->labels);
    if (!labels)
        return invalidInput(u"The image %1 is no schema snapshot."_s.arg(printable(reference)),
                            {},
                            u"“devstack schema build” makes them."_s);
    return *labels;
}

Result<> requireSuits(Workspace::Internals &internals,
                      const SnapshotLabels &snapshot,
                      const DatabaseServer &server,
                      const QString &reference,
                      std::stop_token stop)
{
    const auto product = productOfImage(internals, server, std::move(stop));
    if (!product)
        return product.error();
    if (const auto suits = requireSuits(snapshot, *product, reference); !suits)
        return suits;
    const QString wanted = databaseNameOf(server);
    if (snapshot.database.isEmpty() || wanted.isEmpty() || snapshot.database == wanted)
        return ok();
    return conflict(
        u"The snapshot %1 fills the database “%2”, and %3/%4 uses “%5”."_s.arg(
            printable(reference), printable(snapshot.database), server.ida, server.service, wanted),
        u"Build one for this service: devstack schema build %1/%2 --tag NAME:TAG --dump FILE"_s.arg(
            server.ida, server.service));
}

Result<SnapshotLabels> unpackSnapshot(Workspace::Internals &internals,
                                      const QString &reference,
                                      const DatabaseServer &server,
                                      const DataVolume &volume,
                                      const QString &copy,
                                      Reporter &reporter,
                                      std::stop_token stop)
{
    const auto labels = presentSnapshot(internals, reference, reporter, stop);
    if (!labels)
        return labels;
    if (const auto suits = requireSuits(internals, *labels, server, reference, stop); !suits)
        return suits.error();
    reporter.progress({0, -1, {}, u"unpacking %1"_s.arg(printable(reference))});
    if (const auto filled = fillVolume(internals, reference, volume, stop); !filled)
        return filled.error();
    const bool isCopied = !copy.isEmpty() && !labels->work.isEmpty();
    if (isCopied) {
        DataVolume second = volume;
        second.name = copy;
        if (const auto removed = removeOwnVolume(internals, copy, stop); !removed)
            return removed.error();
        if (const auto made = createDataVolume(internals, second, {}, stop); !made)
            return made.error();
    }
    reporter.progress({0, -1, {}, u"making the accounts"_s});
    if (const auto made
        = makeAccounts(internals, server, volume.name, isCopied ? copy : QString(), stop);
        !made)
        return made.error();
    return labels;
}

} // namespace devstack
