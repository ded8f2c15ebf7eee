// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/loadfaults.h"
#include "foreign/review/rules/rules.h"

#include <QMap>

namespace devstack {

namespace {

/// The same fault at several places is one finding.
void addAll(const QList<LoadFault> &faults, FindingSink &sink)
{
    QList<LoadFault> firsts;
    QMap<QPair<QString, QString>, QList<SourceMark>> places;
    for (const LoadFault &fault : faults) {
        QList<SourceMark> &marks = places[{fault.message, fault.fix}];
        if (marks.isEmpty())
            firsts += fault;
        marks += fault.mark;
    }
    for (const LoadFault &fault : firsts)
        sink.add(places.value({fault.message, fault.fix}), fault.message, fault.fix);
}

} // namespace

void lookForRefusedComposeFiles(const LintInput &input, FindingSink &sink)
{
    addAll(loadFaults(input.subject), sink);
}

void lookForMissingFiles(const LintInput &input, FindingSink &sink)
{
    addAll(missingFiles(input.subject), sink);
}

} // namespace devstack
