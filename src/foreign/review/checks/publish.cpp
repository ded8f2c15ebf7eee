// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/subject/workflows.h"

namespace devstack {

using namespace Qt::StringLiterals;

CheckResult checkPublish(const ReviewSubject &subject)
{
    const QStringList branches = defaultBranches(*subject.checkout);
    const WorkflowReading reading
        = readWorkflows(*subject.checkout, subject.facts.makefile, branches);
    if (!reading.publishing.isEmpty())
        return passing(u"An image is built and pushed on each merge."_s, reading.publishing);
    QString message = u"No workflow builds and pushes an image when %1 changes."_s.arg(
        printable(branches.join(u" or "_s)));
    if (!reading.near.isEmpty())
        message += u' ' + reading.nearReason;
    return failing(message,
                   u"Run “devstack scaffold”: it writes .github/workflows/publish.yml."_s,
                   reading.near);
}

} // namespace devstack
