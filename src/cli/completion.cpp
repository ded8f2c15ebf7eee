// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/completion.h"

#include "cli/commandline.h"

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

const OptionSpec *optionIn(const QList<OptionSpec> &options, const QString &name)
{
    const auto found = std::ranges::find_if(
        options, [&](const OptionSpec &option) { return option.names.contains(name); });
    return found == options.end() ? nullptr : &*found;
}

/// The option that “--name”, “--name=value” or “-n” means.
const OptionSpec *optionOf(const Command *command, const QString &word)
{
    const QString name = word.section(u'=', 0, 0).sliced(word.startsWith(u"--") ? 2 : 1);
    const OptionSpec *option = optionIn(globalOptions(), name);
    return option || !command ? option : optionIn(command->options, name);
}

void addOptions(Completions &completions, const QList<OptionSpec> &options)
{
    for (const OptionSpec &option : options)
        completions.words += {u"--"_s + option.names.first(), option.description};
}

void addValues(Completions &completions, const OptionSpec &option, const Command *command)
{
    if (option.valueName == u"FORMAT") {
        completions.words += {{u"text"_s, {}}, {u"json"_s, {}}};
        if (command && command->name == u"lint")
            completions.words += {u"sarif"_s, {}};
        if (command && command->name == u"graph")
            completions.words += {u"dot"_s, {}};
        return;
    }
    completions.folders = option.valueName == u"DIR";
    completions.files = option.valueName.startsWith(u"FILE");
    if (option.valueName == u"CHECKPOINT")
        completions.names += option.valueName;
}

/// What a capital word of a verb's arguments stands for.
void addSlot(Completions &completions, QString slot)
{
    slot.remove(u'…');
    // The brackets of “IDA[/SERVICE]” are its own, those around it say that it may be left out.
    if (slot.startsWith(u'['))
        slot.remove(0, 1);
    if (slot.endsWith(u']') && slot.count(u']') > slot.count(u'['))
        slot.chop(1);
    for (const QString &word : slot.split(u'|')) {
        if (word.isEmpty() || word == u"--")
            continue;
        if (word.front().isLower()) {
            if (std::ranges::find(completions.words, word, &Candidate::word)
                == completions.words.end())
                completions.words += {word, {}};
        } else if (word == u"VERB") {
            for (const Command &known : commands()) {
                if (!known.summary.isEmpty())
                    completions.words += {known.name, known.summary};
            }
        } else if (word == u"PATH" || word == u"FILE") {
            completions.files = true;
        } else if (word == u"DIR" || word == u"CENTRAL") {
            completions.folders = true;
        } else if (!completions.names.contains(word)) {
            completions.names += word;
        }
    }
}

/// The slot can hold the word: a small word is meant as it is, a capital one stands for any.
bool takes(const QString &slot, const QString &word)
{
    return !slot.front().isLower() || slot.split(u'|').contains(word);
}

void addArguments(Completions &completions, const Command &command)
{
    for (const QString &form : command.arguments.split(u" | "_s, Qt::SkipEmptyParts)) {
        const QStringList places = form.split(u' ', Qt::SkipEmptyParts);
        const auto at = [&](qsizetype i) {
            const bool repeats = !places.isEmpty() && places.last().contains(u'…')
                && places.last().front() != u'-' && i >= places.size();
            return repeats ? places.last() : places.value(i);
        };
        bool fits = true;
        for (qsizetype i = 0; i < completions.given.size(); ++i)
            fits = fits && !at(i).isEmpty() && takes(at(i), completions.given[i]);
        const QString next = at(completions.given.size());
        if (fits && !next.isEmpty() && next != u"--" && next != u"[--")
            addSlot(completions, next);
    }
}

} // namespace

Completions completionsAt(const QStringList &before, const QString &current)
{
    Completions completions;
    const Command *command = nullptr;
    const OptionSpec *waiting = nullptr; // an option whose value comes next
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QString &word = before[i];
        if (word == u"=" && waiting)
            continue; // bash parts "--format=json" into three words
        if (waiting) {
            if (waiting->names.contains(u"workspace"_s))
                completions.workspace = word;
            waiting = nullptr;
            continue;
        }
        if (word == u"--") {
            completions.files = true;
            return completions;
        }
        if (word.size() > 1 && word.startsWith(u'-')) {
            const OptionSpec *option = optionOf(command, word);
            if (option && !option->valueName.isEmpty()) {
                if (!word.contains(u'='))
                    waiting = option;
                else if (option->names.contains(u"workspace"_s))
                    completions.workspace = word.section(u'=', 1);
            }
            continue;
        }
        if (command) {
            completions.given += word;
            continue;
        }
        const auto found = std::ranges::find(commands(), word, &Command::name);
        if (found == commands().end())
            return completions;
        command = &*found;
    }
    if (waiting) {
        addValues(completions, *waiting, command);
        return completions;
    }
    if (current.startsWith(u'-')) {
        const OptionSpec *option = current.contains(u'=') ? optionOf(command, current) : nullptr;
        if (option) {
            completions.prefix = current.section(u'=', 0, 0) + u'=';
            addValues(completions, *option, command);
            return completions;
        }
        if (command)
            addOptions(completions, command->options);
        addOptions(completions, globalOptions());
        return completions;
    }
    if (command) {
        addArguments(completions, *command);
        return completions;
    }
    for (const Command &known : commands()) {
        if (!known.summary.isEmpty())
            completions.words += {known.name, known.summary};
    }
    return completions;
}

} // namespace devstack::cli
