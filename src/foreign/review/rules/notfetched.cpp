// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/notfetched.h"

#include "core/text.h"
#include "foreign/review/rules/rules.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForUnfetchedParts(const LintInput &input, FindingSink &sink)
{
    QList<SourceMark> pointers;
    QString first;
    for (const NotFetched &part : notFetched(*input.subject.checkout)) {
        if (part.kind == NotFetched::Kind::Submodule) {
            sink.add({part.mark},
                     u"“%1” is a submodule that was not fetched: its folder is empty."_s.arg(
                         printable(part.path)),
                     wayToFetch(part));
            continue;
        }
        if (first.isEmpty())
            first = part.path;
        pointers += part.mark;
    }
    if (!pointers.isEmpty())
        sink.add(
            pointers,
            u"“%1” is a pointer of Git LFS: its content was not fetched."_s.arg(printable(first)),
            u"Run “git lfs pull” in the repository."_s);
}

} // namespace devstack
