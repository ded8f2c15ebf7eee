// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandarguments.h"

#include "cli/output.h"
#include "core/text.h"
#include "model/manifest/argumentvalues.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QString questionFor(const CommandArgument &argument)
{
    QString question = printable(argument.title);
    if (!argument.choices.isEmpty())
        question += u" (%1)"_s.arg(printable(argument.choices.join(u", "_s)));
    return question + u':';
}

/// Asks until the answer fits.
Result<QString> askFor(Context &context, const CommandArgument &argument)
{
    while (true) {
        const QString question = questionFor(argument);
        const QString typed = argument.kind == CommandArgument::Kind::Secret
            ? context.secretAnswer(question)
            : context.answer({}, question);
        if (context.stop.stop_requested() || typed.isEmpty())
            return cancelled();
        const auto fits = checkArgument(argument, typed);
        if (fits)
            return typed;
        context.output.problem(fits.error());
    }
}

} // namespace

Result<AskedArguments> askArguments(Context &context, const QList<CommandArgument> &arguments)
{
    auto values = readArguments(arguments, context.invocation.passthrough);
    if (!values)
        return values.error();
    AskedArguments asked;
    for (const CommandArgument &argument : arguments) {
        if (argument.kind != CommandArgument::Kind::Secret)
            continue;
        const QString name = u"DEVSTACK_ARG_"_s + argument.name.toUpper();
        if (qEnvironmentVariableIsSet(qPrintable(name)))
            values->insert(argument.name, qEnvironmentVariable(qPrintable(name)));
    }
    if (context.output.style().interactive && !context.invocation.yes) {
        for (const CommandArgument &argument : missingArguments(arguments, *values)) {
            const auto typed = askFor(context, argument);
            if (!typed)
                return typed.error();
            values->insert(argument.name, *typed);
        }
    }
    for (const CommandArgument &argument : arguments) {
        if (argument.kind == CommandArgument::Kind::Secret && values->contains(argument.name))
            asked.secrets.insert(argument.name, values->value(argument.name));
    }
    asked.words = argumentWords(arguments, *values);
    return asked;
}

QString usageOf(const QList<CommandArgument> &arguments)
{
    QStringList words;
    for (const CommandArgument &argument : arguments) {
        const QString name = u"--"_s + argument.name;
        const QString word = argument.kind == CommandArgument::Kind::Switch ? name
            : argument.kind == CommandArgument::Kind::Choice
            ? name + u'=' + argument.choices.join(u'|')
            : name + u'=' + toString(argument.kind).toUpper();
        words += argument.standard ? u'[' + word + u']' : word;
    }
    return words.join(u' ');
}

} // namespace devstack::cli
