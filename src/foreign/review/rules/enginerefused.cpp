// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "v:/data": Compose takes a single letter for a drive of Windows, and the whole for a target.
bool isDrive(const QString &target)
{
    return target.size() > 2 && target.at(0).isLetter() && target.at(1) == u':';
}

void lookAtMounts(const ServiceEntry &service, FindingSink &sink)
{
    for (const MountEntry &mount : service.mounts) {
        const QString &target = mount.target;
        if (target.isEmpty() || target.startsWith(u'/') || target.contains(u'$'))
            continue;
        sink.add(
            {mount.mark},
            u"The Engine refuses to mount at “%1” in “%2”: a place inside of a container begins "
            u"with “/”."_s.arg(printable(target), printable(service.name)),
            isDrive(target)
                ? u"Compose takes “%1” for a drive of Windows: give the volume a longer name."_s
                      .arg(printable(target.first(2)))
                : u"Write “/%1”."_s.arg(printable(target)));
    }
}

void lookAtMemory(const ComposeFile &stack, const ServiceEntry &service, FindingSink &sink)
{
    const QString own = u"service:"_s;
    if (!service.ipc.startsWith(own))
        return;
    const auto other = stack.services.constFind(service.ipc.sliced(own.size()));
    if (other == stack.services.constEnd()
        || !(other->ipc.isEmpty() || other->ipc == u"private" || other->ipc == u"none"))
        return;
    sink.add(
        {markOf(service, u"ipc"_s)},
        u"The Engine refuses to start “%1” in the memory of “%2”, which does not offer it."_s.arg(
            printable(service.name), printable(other->name)),
        u"Add “ipc: shareable” to “%1”."_s.arg(printable(other->name)));
}

} // namespace

void lookForRefusedStarts(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            lookAtMounts(service, sink);
            lookAtMemory(stack, service, sink);
        }
    }
}

} // namespace devstack
