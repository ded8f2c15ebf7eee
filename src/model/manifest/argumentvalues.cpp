// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/argumentvalues.h"

#include "core/enumnames.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "model/manifest/placeholders.h"
#include "model/manifest/validity.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Kind = CommandArgument::Kind;

constexpr EnumName<Kind> kArgumentKinds[] {
    {Kind::Text, u"text"},
    {Kind::Number, u"number"},
    {Kind::Choice, u"choice"},
    {Kind::Switch, u"switch"},
    {Kind::Secret, u"secret"},
    {Kind::File, u"file"},
};

const QString kYes = u"true"_s;
const QString kNo = u"false"_s;

const CommandArgument *named(const QList<CommandArgument> &arguments, const QString &name)
{
    const auto found = std::ranges::find(arguments, name, &CommandArgument::name);
    return found == arguments.end() ? nullptr : &*found;
}

QStringList optionsOf(const QList<CommandArgument> &arguments)
{
    QStringList options;
    for (const CommandArgument &argument : arguments)
        options += u"--"_s + argument.name;
    return options;
}

/// What a word without a name stands for: the first that takes one and has none.
const CommandArgument *nextUnnamed(const QList<CommandArgument> &arguments,
                                   const ArgumentValues &values)
{
    const auto next = std::ranges::find_if(arguments, [&](const CommandArgument &argument) {
        return argument.kind != Kind::Switch && argument.kind != Kind::Secret
            && !values.contains(argument.name);
    });
    return next == arguments.end() ? nullptr : &*next;
}

} // namespace

QString toString(CommandArgument::Kind kind)
{
    return nameOf<kArgumentKinds>(kind);
}

std::optional<CommandArgument::Kind> argumentKindFromString(QStringView text)
{
    return valueOf<kArgumentKinds>(text);
}

Result<ArgumentValues> readArguments(const QList<CommandArgument> &arguments,
                                     const QStringList &words)
{
    ArgumentValues values;
    bool namesEnded = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (word == u"--" && !namesEnded) {
            namesEnded = true;
            continue;
        }
        if (namesEnded || !word.startsWith(u"--")) {
            const CommandArgument *argument = nextUnnamed(arguments, values);
            if (!argument)
                return invalidInput(u"“%1” is one argument too many."_s.arg(printable(word)),
                                    {},
                                    itHas(optionsOf(arguments)));
            values.insert(argument->name, word);
            continue;
        }
        const QString name = word.sliced(2).section(u'=', 0, 0);
        const CommandArgument *argument = named(arguments, name);
        const bool isOff = !argument && name.startsWith(u"no-");
        if (isOff)
            argument = named(arguments, name.sliced(3));
        if (!argument || (isOff && argument->kind != Kind::Switch))
            return invalidInput(
                u"There is no argument “--%1”."_s.arg(printable(name)),
                {},
                didYouMean(u"--"_s + name, optionsOf(arguments), itHas(optionsOf(arguments))));
        if (argument->kind == Kind::Secret)
            return invalidInput(
                u"“--%1” is a secret, which the command line does not take."_s.arg(name),
                {},
                u"It is asked for at a terminal; without one set DEVSTACK_ARG_%1."_s.arg(
                    name.toUpper()));
        if (word.contains(u'=')) {
            values.insert(argument->name, word.section(u'=', 1));
        } else if (argument->kind == Kind::Switch) {
            values.insert(argument->name, isOff ? kNo : kYes);
        } else if (i + 1 < words.size()) {
            values.insert(argument->name, words.at(++i));
        } else {
            return invalidInput(u"“--%1” needs a value."_s.arg(name), {});
        }
    }
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (const auto fits = checkArgument(*named(arguments, it.key()), it.value()); !fits)
            return fits.error();
    }
    return values;
}

QStringList argumentWords(const QList<CommandArgument> &arguments, const ArgumentValues &values)
{
    QStringList words;
    for (const CommandArgument &argument : arguments) {
        const auto value = values.constFind(argument.name);
        if (value == values.constEnd() || argument.kind == Kind::Secret
            || *value == argument.standard)
            continue;
        if (argument.kind == Kind::Switch)
            words += (*value == kYes ? u"--"_s : u"--no-"_s) + argument.name;
        else
            words += u"--"_s + argument.name + u'=' + *value;
    }
    return words;
}

QList<CommandArgument> missingArguments(const QList<CommandArgument> &arguments,
                                        const ArgumentValues &values)
{
    QList<CommandArgument> missing;
    for (const CommandArgument &argument : arguments) {
        if (!argument.standard && !values.contains(argument.name))
            missing += argument;
    }
    return missing;
}

Result<> checkArgument(const CommandArgument &argument, const QString &value)
{
    static const QRegularExpression kNumber(u"\\A-?[0-9]+(\\.[0-9]+)?\\z"_s);
    const auto wrong = [&](const QString &wanted) {
        return invalidInput(
            u"“%1” is no %2 for “%3”."_s.arg(printable(value), wanted, argument.title), {});
    };
    if (value.contains(QChar()))
        return wrong(u"text"_s);
    switch (argument.kind) {
    case Kind::Text:
    case Kind::Secret:
        return ok();
    case Kind::Number:
        return kNumber.match(value).hasMatch() ? ok() : Result<>(wrong(u"number"_s));
    case Kind::Choice:
        return argument.choices.contains(value)
            ? ok()
            : Result<>(
                invalidInput(u"“%1” is no choice for “%2”."_s.arg(printable(value), argument.title),
                             {},
                             didYouMean(value, argument.choices, itHas(argument.choices))));
    case Kind::Switch:
        return value == kYes || value == kNo ? ok() : Result<>(wrong(u"“true” or “false”"_s));
    case Kind::File:
        return isConfinedPath(value) ? ok() : Result<>(wrong(u"path inside of the repository"_s));
    }
    return ok();
}

Result<QStringList> filledCommand(const ServiceRun &run, const ArgumentValues &values)
{
    if (const auto missing = missingArguments(run.args, values); !missing.isEmpty())
        return invalidInput(
            u"“%1” is missing."_s.arg(missing.first().title),
            {},
            missing.first().kind == Kind::Secret
                ? u"It is asked for at a terminal; without one set DEVSTACK_ARG_%1."_s.arg(
                    missing.first().name.toUpper())
                : u"Give it behind “--”: -- --%1=VALUE"_s.arg(missing.first().name));
    PlaceholderValues filled;
    for (const CommandArgument &argument : run.args) {
        const QString value = values.value(argument.name, argument.standard.value_or(QString()));
        if (const auto fits = checkArgument(argument, value); !fits)
            return fits.error();
        if (argument.kind == Kind::Switch)
            filled.insert(argument.name, value == kYes);
        else
            filled.insert(argument.name, value);
    }
    return expandPlaceholders(run.run.arguments, filled);
}

} // namespace devstack
