// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"
#include "model/compose/serviceroles.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The mount of the folder that PostgreSQL's image used up to version 17, where the image is a
/// newer one: its entrypoint ends with an error.
const MountEntry *oldPostgresMount(const ServiceEntry &service, const QString &folder)
{
    constexpr int kNewFolder = 18;
    if (postgresVersion(service).value_or(0) < kNewFolder || folder != u"/var/lib/postgresql")
        return nullptr;
    const auto mount = std::ranges::find_if(service.mounts, [&](const MountEntry &entry) {
        return entry.target == folder + u"/data" || entry.target == folder + u"/data/";
    });
    return mount == service.mounts.end() ? nullptr : &*mount;
}

} // namespace

void lookForAnonymousDataVolumes(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            // Only images are judged whose data folder is known, not what the repository builds.
            if (service.build)
                continue;
            const DatabaseKind kind = databaseKindOf(service.image, {});
            const QString folder = dataFolder(service, kind);
            if (folder.isEmpty() || folder.contains(u'$')
                || service.keyMarks.contains(u"volumes_from"_s))
                continue;
            if (const MountEntry *old = oldPostgresMount(service, folder)) {
                sink.add(
                    LintSeverity::Error,
                    {old->mark},
                    u"From PostgreSQL 18 on the image keeps its data in a folder of its own "
                    u"version below /var/lib/postgresql; with a mount at %1 the container of "
                    u"“%2” ends with an error."_s.arg(printable(old->target),
                                                      printable(service.name)),
                    u"Mount the volume at /var/lib/postgresql, or stay at postgres:17. Data of "
                    u"an older version have to be dumped and loaded."_s);
                continue;
            }
            const MountEntry *mount = dataMount(service, kind);
            // Data in memory is a choice.
            if (mount && mount->kind != MountEntry::Kind::Anonymous)
                continue;
            const QString name = printable(service.name);
            sink.add(
                {mount ? mount->mark : service.mark},
                !mount
                    ? u"“%1” has no volume for %2: its data is lost when the container is "
                      u"recreated, and nothing can be reset or kept by name."_s.arg(
                          name, printable(folder))
                    : u"%2 of “%1” is a volume without a name: its data is lost when the container "
                      u"is recreated."_s.arg(name, printable(folder)),
                u"Add “volumes: [%1_data:%2]” and declare “%1_data” under “volumes:”."_s.arg(
                    name, printable(folder)));
        }
    }
}

} // namespace devstack
