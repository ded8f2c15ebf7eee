// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/subject/entrypoints.h"
#include "foreign/review/subject/stacknames.h"
#include "model/compose/serviceroles.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Dumps below this are examples and snippets.
constexpr qint64 kSmallestDump = 20000;

/// The mount that keeps the data beyond the container.
const MountEntry *keptDataMount(const ServiceEntry &service)
{
    const MountEntry *mount = dataMount(service, databaseKindOf(service));
    const bool kept = mount && mount->kind != MountEntry::Kind::Anonymous
        && mount->kind != MountEntry::Kind::Tmpfs;
    return kept ? mount : nullptr;
}

} // namespace

CheckResult checkSchemaVolume(const ReviewSubject &subject)
{
    const ServiceEntry *database = databaseService(subject);
    if (!database)
        return failing(u"No service of the compose file is a MySQL database."_s,
                       u"Add one that keeps its data in a named volume."_s);
    const MountEntry *mount = keptDataMount(*database);
    if (!mount)
        return failing(
            u"The database “%1” keeps its data in the container."_s.arg(printable(database->name)),
            u"Mount a named volume at %1."_s.arg(dataFolder(*database, databaseKindOf(*database))),
            {subject.evidence(database->mark)});
    QString message
        = u"The data of “%1” are in %2."_s.arg(printable(database->name), printable(mount->source));
    if (databaseKindOf(*database) != DatabaseKind::MySql)
        message += u" It is not MySQL, which the definition names, but it meets the point."_s;
    return passing(message, {subject.evidence(mount->mark)});
}

CheckResult checkProductionSchema(const ReviewSubject &subject)
{
    if (!subject.compose.manifest.schema.isEmpty())
        return passing(u"The manifest names the source of the schema."_s,
                       {subject.evidence(subject.compose.manifest.schema.first().mark)});
    const ServiceEntry *database = databaseService(subject);
    if (!database)
        return failing(u"No service of the compose file is a database that could hold production's "
                       u"schema."_s,
                       u"Add a database, and under “schema” in x-devstack its snapshot."_s);
    const auto initial = std::ranges::find_if(database->mounts, [](const MountEntry &mount) {
        return mount.target.startsWith(u"/docker-entrypoint-initdb.d"_s);
    });
    if (initial != database->mounts.end())
        return passing(u"“%1” is filled from %2 when it is created."_s.arg(
                           printable(database->name), printable(initial->source)),
                       {subject.evidence(initial->mark)});
    const MountEntry *mount = keptDataMount(*database);
    if (mount && subject.compose.volumes.value(mount->source).external)
        return passing(u"The volume %1 is created elsewhere."_s.arg(printable(mount->source)),
                       {subject.evidence(subject.compose.volumes[mount->source].mark)});
    for (const QString &file : subject.checkout->glob({u"**/*.sql"_s,
                                                       u"**/*.sql.gz"_s,
                                                       u"**/*.sql.zst"_s,
                                                       u"**/*.sql.xz"_s,
                                                       u"**/*.sql.bz2"_s})) {
        if (!file.contains(u"test"_s)
            && QFileInfo(QDir(subject.path).filePath(file)).size() > kSmallestDump)
            return passing(u"The dump %1 holds a schema."_s.arg(printable(file)),
                           {Evidence {Checkout::mark(file, 1), {}}});
    }
    return failing(
        u"Migrations make the schema from zero: nothing in it comes from production."_s,
        u"Its owner can change that with a dump of production's schema, without data, that fills "
        u"the database when it is created (mounted at /docker-entrypoint-initdb.d)."_s,
        mount ? QList<Evidence> {subject.evidence(mount->mark)} : QList<Evidence> {});
}

} // namespace devstack
