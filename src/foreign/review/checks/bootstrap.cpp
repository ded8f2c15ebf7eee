// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/subject/entrypoints.h"

namespace devstack {

using namespace Qt::StringLiterals;

CheckResult checkBootstrap(const ReviewSubject &subject)
{
    const QString script = bootstrapScript(subject);
    if (!script.isEmpty()) {
        const auto lines = subject.checkout->lines(script);
        if (lines && lines->join(QString()).trimmed().isEmpty())
            return failing(u"%1 is empty."_s.arg(printable(script)),
                           u"Write how to bring the service up, or run “devstack scaffold”."_s,
                           {subject.evidence(Checkout::mark(script, 1))});
        if (subject.checkout->hasWindowsEnds(script))
            return failing(
                u"%1 has the line ends of Windows (CRLF): no shell of Linux runs it."_s.arg(
                    printable(script)),
                u"Convert it: sed -i 's/\\r$//' %1."_s.arg(printable(script)),
                {subject.evidence(Checkout::mark(script, 1))});
        return passing(u"%1 brings the service up."_s.arg(printable(script)),
                       {subject.evidence(Checkout::mark(script, 1))});
    }
    // A manifest says the same as a script would, once something that people type leads to it.
    const Manifest &manifest = subject.compose.manifest;
    const MakeTarget *provision = exactTarget(subject.facts.makefile, {u"dev.provision"_s});
    if (provision && !manifest.bootstrap.isEmpty()
        && callsDevstack(subject.facts.makefile, u"dev.provision"_s))
        return passing(
            u"The manifest declares the bootstrap, and dev.provision calls devstack."_s,
            {subject.evidence(manifest.bootstrap.first().mark), subject.evidence(provision->mark)});
    QList<Evidence> near;
    for (const QString &file : subject.facts.provisionScripts)
        near += subject.evidence(Checkout::mark(file, 1));
    if (!manifest.bootstrap.isEmpty())
        near += subject.evidence(manifest.bootstrap.first().mark);
    return failing(!manifest.bootstrap.isEmpty()
                       ? u"The manifest declares the bootstrap, but neither a script nor "
                         u"dev.provision leads to it from the repository alone."_s
                       : u"There is no bootstrap*.sh or provision*.sh in the root."_s,
                   u"Run “devstack scaffold”: it writes a bootstrap.sh from what is known."_s,
                   near);
}

} // namespace devstack
