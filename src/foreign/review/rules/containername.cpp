// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForContainerNames(const LintInput &input, FindingSink &sink)
{
    // One word that could be anybody's: a second repository with the same fault is all it takes.
    static const QStringList kCommon {u"db"_s,
                                      u"mysql"_s,
                                      u"mariadb"_s,
                                      u"postgres"_s,
                                      u"es"_s,
                                      u"elasticsearch"_s,
                                      u"redis"_s,
                                      u"memcached"_s,
                                      u"memcache"_s,
                                      u"mongo"_s,
                                      u"app"_s,
                                      u"web"_s,
                                      u"worker"_s,
                                      u"nginx"_s,
                                      u"cache"_s,
                                      u"rabbitmq"_s,
                                      u"opensearch"_s};
    for (const ComposeFile &stack : input.subject.stacks) {
        QList<SourceMark> marks;
        QStringList names;
        for (const ServiceEntry &service : stack.services) {
            if (service.containerName.isEmpty())
                continue;
            const SourceMark mark = markOf(service, u"container_name"_s);
            const QString name = containerNameOf(service);
            if (kCommon.contains(name)) {
                sink.add(
                    LintSeverity::Warning,
                    {mark},
                    u"The container name “%1” is common: only one of the stacks that use it can "
                    u"run."_s.arg(printable(name)),
                    u"Remove “container_name”, or put the repository's name before it."_s);
                continue;
            }
            marks += mark;
            names += name;
        }
        if (!marks.isEmpty())
            sink.add(
                marks,
                u"Fixed container names (%1): two copies of this stack cannot run side by side "
                u"with plain Compose."_s.arg(namesOf(names)),
                u"devstack needs no change: it names containers itself. Elsewhere remove "
                u"“container_name” and use service names."_s);
    }
}

} // namespace devstack
