// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/askedvariables.h"

#include "cli/output.h"
#include "core/text.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

QString askForVariable(Context &context, const RequiredVariable &variable)
{
    QString question = printable(variable.name);
    if (!variable.message.isEmpty())
        question += u" (%1)"_s.arg(printable(variable.message));
    question += u':';
    return isSecretVariable(variable.name) ? context.secretAnswer(question)
                                           : context.answer({}, question);
}

Result<> askForVariables(Context &context, Workspace &workspace, const QStringList &idas)
{
    if (!context.output.style().interactive || context.invocation.yes)
        return ok();
    const auto missing = missingVariables(workspace, idas, context.stop);
    if (!missing)
        return ok(); // the run says what is wrong
    for (const MissingVariables &of : *missing) {
        context.output.note(
            u"%1 needs values that its repository leaves to you. They are kept for you only."_s.arg(
                printable(of.ida)));
        QMap<QString, QString> values;
        for (const RequiredVariable &variable : of.variables) {
            const QString value = askForVariable(context, variable);
            if (context.stop.stop_requested())
                return cancelled();
            if (!value.isEmpty())
                values.insert(variable.name, value);
        }
        if (values.isEmpty())
            continue;
        if (const auto kept = keepVariables(workspace, of.ida, values, context.stop); !kept)
            return kept.error();
    }
    return ok();
}

} // namespace devstack::cli
