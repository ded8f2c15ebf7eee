// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForFixedPorts(const LintInput &input, FindingSink &sink)
{
    // Ports under which half of the world runs its own copy of the same program.
    static const QStringList kCommon {u"80"_s,
                                      u"443"_s,
                                      u"3000"_s,
                                      u"3306"_s,
                                      u"5432"_s,
                                      u"6379"_s,
                                      u"8000"_s,
                                      u"8080"_s,
                                      u"9000"_s,
                                      u"9200"_s,
                                      u"9300"_s,
                                      u"5672"_s,
                                      u"9092"_s,
                                      u"11211"_s,
                                      u"27017"_s};
    for (const ComposeFile &stack : input.subject.stacks) {
        QList<SourceMark> marks;
        QStringList ports;
        for (const ServiceEntry &service : stack.services) {
            for (const PortMapping &port : service.ports) {
                if (port.host.isEmpty() || port.host.contains(u'$'))
                    continue;
                if (kCommon.contains(port.host)) {
                    sink.add(
                        LintSeverity::Warning,
                        {port.mark},
                        u"“%1” takes port %2 of the host, which other programs use too: the second "
                        u"to start fails."_s.arg(printable(service.name), port.host),
                        u"Leave the host port out (“%1”), or make it a variable: "
                        u"“${PORT:-%2}:%1”."_s.arg(printable(port.container), port.host));
                    continue;
                }
                marks += port.mark;
                ports += port.host;
            }
        }
        if (!marks.isEmpty())
            sink.add(marks,
                     (ports.size() == 1
                          ? u"Port %1 of the host is fixed: two copies of this stack "
                            u"cannot run side by side with plain Compose."_s
                          : u"Ports %1 of the host are fixed: two copies of this stack "
                            u"cannot run side by side with plain Compose."_s)
                         .arg(namesOf(ports)),
                     u"devstack needs no change: it moves ports that are taken. For Compose write "
                     u"“${PORT:-%1}:…”."_s.arg(printable(ports.first())));
    }
}

} // namespace devstack
