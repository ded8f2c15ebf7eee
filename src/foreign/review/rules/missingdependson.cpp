// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForMissingDependsOn(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceUse &use : usesIn(stack, input.subject)) {
            // Applications name each other in both directions; what they cannot start without are
            // the stores.
            const ServiceEntry &from = stack.services[use.from];
            const ServiceEntry &to = stack.services[use.to];
            if (!isStore(to) || isStore(from) || waitsFor(stack, use.from, use.to))
                continue;
            sink.add(
                {from.mark, use.mark},
                u"“%1” uses “%2” (as %3) and does not depend on it: Compose may start it alone "
                u"or first."_s.arg(printable(use.from), printable(use.to), printable(use.host)),
                u"Add “depends_on: [%1]” to “%2”."_s.arg(printable(use.to), printable(use.from)));
        }
    }
}

} // namespace devstack
