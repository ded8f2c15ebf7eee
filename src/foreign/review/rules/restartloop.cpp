// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

void lookForRestartLoops(const LintInput &input, FindingSink &sink)
{
    static const QRegularExpression kLoop(
        u"\\bwhile\\s+(?:true|:|\\[\\s*1\\s*\\])\\s*;|\\buntil\\s+false\\s*;|\\bfor\\s*\\(\\(\\s*;;"_s);
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            if (!usesCheckout(service))
                continue;
            const QString name = printable(service.name);
            if (kLoop.match(commandText(service)).hasMatch())
                sink.add(
                    {markOf(service, service.command.isEmpty() ? u"entrypoint"_s : u"command"_s)},
                    u"The command of “%1” runs in an endless loop: when it crashes the container "
                    u"still counts as running, and it uses the processor."_s.arg(name),
                    u"Run the server itself; development servers reload by themselves."_s);
            if (service.restart == u"always" || service.restart == u"unless-stopped")
                sink.add({markOf(service, u"restart"_s)},
                         u"“restart: %1” restarts “%2” for ever when it crashes, and whenever the "
                         u"machine starts."_s.arg(printable(service.restart), name),
                         u"Remove it, or write “restart: on-failure:3”."_s);
        }
    }
}

} // namespace devstack
