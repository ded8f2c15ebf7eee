// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForWindowsScripts(const LintInput &input, FindingSink &sink)
{
    const Checkout &checkout = *input.subject.checkout;
    QStringList files = checkout.glob({u"*.sh"_s, u"**/*.sh"_s});
    for (const Script &script : input.subject.facts.scripts)
        files += input.subject.fileNamed(script.file);
    files.removeDuplicates();
    for (const QString &file : files) {
        if (!checkout.hasWindowsEnds(file))
            continue;
        const QString first = checkout.lines(file)->value(0);
        const QString program
            = first.startsWith(u"#!") ? first.section(u'/', -1).section(u' ', -1) : u"sh"_s;
        sink.add(
            {Checkout::mark(file, 1)},
            u"The lines of this script end as on Windows (CRLF): Linux looks for a program "
            u"called “%1\\r” and does not find it."_s.arg(printable(program)),
            u"Convert it: sed -i 's/\\r$//' %1. Add “*.sh text eol=lf” to .gitattributes, so that "
            u"no checkout turns it back."_s.arg(printable(file)));
    }
}

} // namespace devstack
