// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/trustquestion.h"

#include "service/workspace.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

Result<bool> askTrust(Context &context,
                      Workspace &workspace,
                      const Error &error,
                      const QList<TrustQuestion> &questions)
{
    if (!context.output.style().interactive)
        return false;
    context.output.note(error.message);
    QStringList lines;
    for (const TrustQuestion &question : questions) {
        lines += u"  "_s + subjectText(question);
        for (const QString &line : reachLines(question))
            lines += u"      "_s + line;
    }
    if (context.invocation.yes
        || !context.confirm(lines, u"Trust them and run what they declare?"_s))
        return false;
    if (const auto granted = grantTrust(workspace, questions); !granted)
        return granted.error();
    return true;
}

} // namespace devstack::cli
