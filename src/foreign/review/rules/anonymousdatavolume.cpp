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

bool covers(const QString &target, const QString &folder)
{
    return target == folder || folder.startsWith(target + u'/') || target.startsWith(folder + u'/');
}

} // namespace

void lookForAnonymousDataVolumes(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.stacks) {
        for (const ServiceEntry &service : stack.services) {
            // Only images are judged whose data folder is known, not what the repository builds.
            if (service.build)
                continue;
            const QString folder = dataFolder(service, databaseKindOf(service.image, {}));
            if (folder.isEmpty() || folder.contains(u'$')
                || service.keyMarks.contains(u"volumes_from"_s))
                continue;
            const auto mount = std::ranges::find_if(service.mounts, [&](const MountEntry &entry) {
                return covers(entry.target, folder);
            });
            // Data in memory is a choice.
            if (mount != service.mounts.end() && mount->kind != MountEntry::Kind::Anonymous)
                continue;
            const QString name = printable(service.name);
            sink.add(
                {mount == service.mounts.end() ? service.mark : mount->mark},
                mount == service.mounts.end()
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
