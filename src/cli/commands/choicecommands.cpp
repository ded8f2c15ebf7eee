// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/askedvariables.h"
#include "cli/commands/commandgroups.h"
#include "cli/commands/configprinter.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "service/configuration/choosing.h"
#include "service/configuration/effective.h"
#include "service/configuration/keptvariables.h"
#include "service/operations/runoperation.h"
#include "service/workspace.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// "IDA VALUE [--shared]".
Operation choiceOf(const Context &context, Operation::Verb verb)
{
    const Invocation &invocation = context.invocation;
    Operation choice;
    choice.verb = verb;
    choice.idas = {invocation.positionals.at(0)};
    choice.value = invocation.positionals.at(1);
    choice.shared = invocation.has(u"shared"_s);
    return choice;
}

/// "REF" or "SERVICE=REF,SERVICE=REF"; the empty service is the primary one.
Result<QMap<QString, QString>> imagesOf(const QString &text)
{
    const QString hint = u"As in --image REF, or --image SERVICE=REF,SERVICE=REF"_s;
    QMap<QString, QString> images;
    for (const QString &part : text.split(u',')) {
        const qsizetype at = part.indexOf(u'=');
        const QString service = at < 0 ? QString() : part.left(at);
        if (at == 0 || part.mid(at + 1).isEmpty())
            return invalidInput(u"--image: “%1” is not an image."_s.arg(printable(text)), {}, hint);
        if (images.contains(service))
            return invalidInput(
                u"--image: “%1” gives one service two images."_s.arg(printable(text)), {}, hint);
        images.insert(service, part.mid(at + 1));
    }
    return images;
}

Result<int> report(Output &output, const Result<ChoiceOutcome> &outcome)
{
    if (!outcome)
        return outcome.error();
    if (output.json())
        output.document(choiceJson(*outcome));
    else
        printChoice(output, *outcome);
    return kDone;
}

Result<int> runMode(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList &words = context.invocation.positionals;
    if (!modeFromString(words.at(1)) && words.at(1) != kAsDefault) {
        const QStringList known = modeWords() + QStringList {kAsDefault};
        const QStringList hints {didYouMean(words.at(1), known),
                                 u"There are: %1."_s.arg(known.join(u", "_s))};
        return invalidInput(u"There is no mode “%1”."_s.arg(printable(words.at(1))),
                            {},
                            hints.join(u' ').trimmed());
    }
    Operation choice = choiceOf(context, Operation::Verb::Mode);
    choice.url = context.invocation.value(u"url"_s);
    if (context.invocation.has(u"image"_s)) {
        const auto images = imagesOf(context.invocation.value(u"image"_s));
        if (!images)
            return images.error();
        choice.images = *images;
    }
    return report(context.output, makeChoice(**workspace, choice, context.stop));
}

Result<int> runChoice(Context &context, Operation::Verb verb)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    return report(context.output, makeChoice(**workspace, choiceOf(context, verb), context.stop));
}

Result<int> setLean(Context &context, Workspace &workspace)
{
    const auto on = switchOf(context.invocation.value(u"lean"_s));
    if (!on)
        return on.error();
    return report(context.output,
                  chooseLean(workspace,
                             context.invocation.positionals.value(0),
                             context.invocation.value(u"rule"_s),
                             *on,
                             context.stop));
}

Result<int> setBudget(Context &context, Workspace &workspace)
{
    const QString text = context.invocation.value(u"budget"_s);
    const auto bytes = text == kAsDefault ? std::nullopt : parseBytes(text);
    if (!bytes && text != kAsDefault)
        return invalidInput(u"“%1” is not an amount of memory."_s.arg(printable(text)),
                            {},
                            u"As in 6g or 4096m; “default” takes it back."_s);
    return report(context.output, chooseBudget(workspace, bytes, context.stop));
}

/// "5", "14d" or "2g": one of the three limits.
std::optional<CheckpointLimits> limitsOf(const QString &text)
{
    bool isNumber = false;
    if (const int number = text.toInt(&isNumber); isNumber)
        return number > 0 ? std::optional(CheckpointLimits {number, {}, {}}) : std::nullopt;
    if (const int days = text.chopped(1).toInt(&isNumber); isNumber && text.endsWith(u'd'))
        return days > 0 ? std::optional(CheckpointLimits {{}, days, {}}) : std::nullopt;
    const auto bytes = parseBytes(text);
    return bytes && *bytes > 0 ? std::optional(CheckpointLimits {{}, {}, *bytes}) : std::nullopt;
}

Result<int> setLimits(Context &context, Workspace &workspace)
{
    const QString text = context.invocation.value(u"checkpoints"_s);
    const auto limits = limitsOf(text);
    if (!limits && text != kAsDefault)
        return invalidInput(u"“%1” is no limit for checkpoints."_s.arg(printable(text)),
                            {},
                            u"A number of them as in 5, days as in 14d, or a size as in 2g; "
                            u"“default” takes all three back."_s);
    return report(context.output, chooseLimits(workspace, limits, context.stop));
}

Result<int> setVariable(Context &context, Workspace &workspace)
{
    const QString ida = context.invocation.positionals.value(0);
    if (ida.isEmpty())
        return invalidInput(
            u"“devstack config --variable” needs an IDA."_s, {}, u"“devstack list” shows them."_s);
    const QString given = context.invocation.value(u"variable"_s);
    const QString name = given.section(u'=', 0, 0);
    QString value = given.section(u'=', 1);
    if (!given.contains(u'=')) {
        if (!context.output.style().interactive)
            return invalidInput(u"There is no value for “%1”."_s.arg(printable(name)),
                                {},
                                u"As in --variable NAME=VALUE; at a terminal it is asked for."_s);
        value = askForVariable(context, {name, {}, {}});
        if (value.isEmpty())
            return cancelled();
    }
    return report(context.output, keepVariables(workspace, ida, {{name, value}}, context.stop));
}

/// What would be left out silently.
Result<> requireOnePurpose(const Invocation &invocation)
{
    if (invocation.has(u"rule"_s) && !invocation.has(u"lean"_s))
        return invalidInput(
            u"--rule needs --lean."_s, {}, u"As in “devstack config --lean off --rule mysql”."_s);
    QStringList given;
    for (const QString &name :
         {u"lean"_s, u"budget"_s, u"checkpoints"_s, u"variable"_s, u"effective"_s}) {
        if (invocation.has(name))
            given += u"--"_s + name;
    }
    if (given.size() > 1)
        return invalidInput(u"%1 do not go together."_s.arg(given.join(u" and "_s)),
                            {},
                            u"Run “devstack config” once for each."_s);
    if (invocation.has(u"budget"_s) && !invocation.positionals.isEmpty())
        return invalidInput(u"The memory budget is the whole workspace's, not one IDA's."_s,
                            {},
                            u"Leave out the IDA."_s);
    if (invocation.has(u"checkpoints"_s) && !invocation.positionals.isEmpty())
        return invalidInput(
            u"The limits for checkpoints are the whole workspace's, not one IDA's."_s,
            {},
            u"Leave out the IDA."_s);
    return ok();
}

Result<int> runConfig(Context &context)
{
    if (const auto one = requireOnePurpose(context.invocation); !one)
        return one.error();
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const Invocation &invocation = context.invocation;
    if (invocation.has(u"lean"_s))
        return setLean(context, **workspace);
    if (invocation.has(u"budget"_s))
        return setBudget(context, **workspace);
    if (invocation.has(u"checkpoints"_s))
        return setLimits(context, **workspace);
    if (invocation.has(u"variable"_s))
        return setVariable(context, **workspace);
    const bool showSecrets = invocation.has(u"show-secrets"_s);
    if (invocation.has(u"effective"_s)) {
        if (invocation.positionals.isEmpty())
            return invalidInput(u"“devstack config --effective” needs an IDA."_s,
                                {},
                                u"“devstack list” shows them."_s);
        if (const auto trusted = context.trustIfAsked({invocation.positionals.first()}); !trusted)
            return trusted.error();
        const auto effective = effectiveCompose(
            **workspace, invocation.positionals.first(), showSecrets, context.stop);
        if (!effective)
            return effective.error();
        if (context.output.json())
            context.output.document(effectiveJson(*effective));
        else
            printEffective(context.output, *effective);
        return kDone;
    }
    if (const auto trusted = context.trustIfAsked(invocation.positionals); !trusted)
        return trusted.error();
    const auto config = configOf(**workspace, invocation.positionals, showSecrets, context.stop);
    if (!config)
        return config.error();
    if (context.output.json())
        context.output.document(configJson(*config));
    else
        printConfig(context.output, *config);
    return kDone;
}

const OptionSpec kShared {
    {u"shared"_s},
    u"Write it to devstack.yml, for everyone; otherwise the choice is yours alone."_s,
    {},
    {}};

} // namespace

QList<Command> choiceCommands()
{
    return {
        {u"mode"_s,
         u"IDA MODE"_s,
         u"Choose how an IDA runs: develop, image, external or off."_s,
         u"develop mounts the checkout; image runs a given image; external runs elsewhere and is "
         u"reached by URL; off leaves it out. “default” takes your choice back."_s,
         {{{u"url"_s}, u"Where it runs (external): http or https."_s, u"URL"_s, {}},
          {{u"image"_s},
           u"The image to run (image): REF for the primary service, or SERVICE=REF,SERVICE=REF."_s,
           u"REF"_s,
           {}},
          kShared},
         2,
         2,
         runMode},
        {u"variant"_s,
         u"IDA VARIANT"_s,
         u"Choose a lighter or fuller way to run an IDA."_s,
         u"“none” runs all of it, whatever others ask for; “default” takes your choice back."_s,
         {kShared},
         2,
         2,
         [](Context &context) { return runChoice(context, Operation::Verb::Variant); }},
        {u"use"_s,
         u"IDA CONFIGURATION"_s,
         u"Choose the configuration of an IDA: environment, variant and seeds by one name."_s,
         {},
         {kShared},
         2,
         2,
         [](Context &context) { return runChoice(context, Operation::Verb::Use); }},
        {u"config"_s,
         u"[IDA]"_s,
         u"Show every value and where it comes from, or the compose file as it runs."_s,
         u"With --lean, --budget or --checkpoints it changes a setting of the workspace: --lean "
         u"off "
         u"[IDA], --lean off --rule mysql, --budget 6g, --checkpoints 14d; “default” takes it "
         u"back. --variable keeps a value that the compose files of an IDA ask for; “NAME=” "
         u"forgets it."_s,
         {{{u"effective"_s}, u"Print the compose file as it runs."_s, {}, {}},
          {{u"show-secrets"_s}, u"Show the values of secrets too."_s, {}, {}},
          {{u"lean"_s},
           u"Memory-saving settings on, off or default; for one IDA or all."_s,
           u"SWITCH"_s,
           {}},
          {{u"rule"_s}, u"With --lean: only this rule, for all IDAs."_s, u"NAME"_s, {}},
          {{u"variable"_s},
           u"Keep a value for a variable of the IDA's compose files: NAME=VALUE, or NAME, which asks."_s,
           u"NAME"_s,
           {}},
          {{u"budget"_s},
           u"Memory that the workspace may use, such as 6g; or default."_s,
           u"SIZE"_s,
           {}},
          {{u"checkpoints"_s},
           u"Which of the checkpoints that the program makes stay, by IDA: 5, 14d or 2g."_s,
           u"LIMIT"_s,
           {}}},
         0,
         1,
         runConfig},
    };
}

} // namespace devstack::cli
