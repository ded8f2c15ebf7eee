// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/choosing.h"

#include "assembly/lean.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "service/configuration/choicechange.h"
#include "service/workspaceinternals.h"
#include "store/checkpointlimits.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kWithout = kNoVariant;
const QString kDefault = kAsDefault;

QStringList withWord(QStringList names, const QString &word)
{
    if (!names.contains(word))
        names += word;
    names.sort();
    return names;
}

/// Its files cannot be asked yet; what is chosen is checked once they can.
QString unchecked(const IdaDefinition &ida)
{
    return ida.present ? u"Its files cannot be read now; the name is checked later."_s
                       : u"It is not cloned yet; the name is checked once it is."_s;
}

QString onOff(std::optional<bool> on)
{
    return !on ? u"as the workspace"_s : *on ? u"on"_s : u"off"_s;
}

/// A change of the choices that belong to the whole workspace.
template <typename Edit>
Result<bool> changeChoices(Workspace::Internals &internals, const QString &what, Edit &&edit)
{
    const auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(u"devstack config --%1"_s.arg(what)); });
    if (!lock)
        return lock.error();
    return internals.withState([&](WorkspaceState &state) -> Result<bool> {
        Choices choices = state.choices();
        const Choices before = choices;
        edit(choices);
        if (choices == before)
            return false;
        const auto saved = state.save(choices);
        return saved ? Result<bool>(true) : Result<bool>(saved.error());
    });
}

QString choicesFile(Workspace::Internals &internals)
{
    return internals.withState([](WorkspaceState &state) { return state.folder(); })
        + u"/choices.json"_s;
}

Result<> requireRule(const QString &rule)
{
    QStringList known;
    for (const LeanRule &entry : leanRules())
        known += entry.id;
    if (rule.isEmpty() || known.contains(rule))
        return ok();
    return notFound(u"There is no memory-saving rule “%1”."_s.arg(printable(rule)),
                    didYouMean(rule, known, u"There are: %1."_s.arg(known.join(u", "_s))));
}

} // namespace

Result<std::optional<bool>> switchOf(const QString &text)
{
    if (text == u"on" || text == u"off")
        return std::optional(text == u"on");
    if (text == kAsDefault)
        return std::optional<bool>();
    return invalidInput(
        u"“%1” is neither on nor off."_s.arg(printable(text)), {}, u"Give on, off or default."_s);
}

Result<ChoiceOutcome> chooseVariant(Workspace &workspace,
                                    const QString &name,
                                    const QString &variant,
                                    ChoicePlace place,
                                    std::stop_token stop)
{
    const auto change = ChoiceChange::begin(workspace, name, u"variant"_s, std::move(stop));
    if (!change)
        return change.error();
    const IdaDefinition &ida = (*change)->ida();
    const QStringList known = ida.manifest.variants.keys();
    QStringList notes;
    QString chosen = variant;
    if (variant == kDefault && !known.contains(variant))
        chosen.clear();
    else if (ida.compose.services.isEmpty())
        notes += unchecked(ida);
    else if (variant != kWithout && !known.contains(variant))
        return unknownName(ida.name, u"variant"_s, variant, withWord(known, kWithout));
    if (!ida.runsHere())
        notes += u"It has no effect while the mode is %1."_s.arg(toString(ida.mode));
    const auto written = (*change)->write(
        place,
        [&](WorkspaceIda &entry) { entry.variant = chosen; },
        [&](IdaChoice &choice) { choice.variant = chosen; },
        [](IdaChoice &choice) { choice.variant.clear(); });
    if (!written)
        return written.error();
    return (*change)->outcome(
        [](const IdaDefinition &definition) {
            return definition.variant.isEmpty() ? kWithout : definition.variant;
        },
        notes);
}

Result<ChoiceOutcome> chooseConfiguration(Workspace &workspace,
                                          const QString &name,
                                          const QString &configuration,
                                          ChoicePlace place,
                                          std::stop_token stop)
{
    const auto change = ChoiceChange::begin(workspace, name, u"configuration"_s, std::move(stop));
    if (!change)
        return change.error();
    const IdaDefinition &ida = (*change)->ida();
    QStringList notes;
    if (ida.compose.services.isEmpty())
        notes += unchecked(ida);
    else if (configuration != kDefault && !ida.manifest.configurations.contains(configuration))
        return unknownName(ida.name,
                           u"configuration"_s,
                           configuration,
                           withWord(ida.manifest.configurations.keys(), kDefault));
    if (!ida.runsHere())
        notes += u"It has no effect while the mode is %1."_s.arg(toString(ida.mode));
    const bool isDefault = configuration == kDefault;
    // The word has to be written only where something else is said otherwise.
    const QString personal
        = isDefault && (*change)->entry().configuration.isEmpty() ? QString() : configuration;
    const auto written = (*change)->write(
        place,
        [&](WorkspaceIda &entry) { entry.configuration = isDefault ? QString() : configuration; },
        [&](IdaChoice &choice) { choice.configuration = personal; },
        [](IdaChoice &choice) { choice.configuration.clear(); });
    if (!written)
        return written.error();
    return (*change)->outcome(
        [](const IdaDefinition &definition) {
            return definition.configuration.isEmpty() ? kDefault : definition.configuration;
        },
        notes);
}

Result<ChoiceOutcome> chooseLean(Workspace &workspace,
                                 const QString &name,
                                 const QString &rule,
                                 std::optional<bool> on,
                                 std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    if (const auto known = requireRule(rule); !known)
        return known.error();
    ChoiceOutcome outcome;
    outcome.what = u"lean"_s;
    if (!name.isEmpty()) {
        if (!rule.isEmpty())
            return invalidInput(u"A rule applies to the whole workspace, not to one IDA."_s,
                                {},
                                u"Leave out the IDA or the rule."_s);
        const auto definition = readWorkspace(internals, stop);
        if (!definition)
            return definition.error();
        const auto known = definition->selection({name}, false);
        if (!known)
            return known.error();
        outcome.ida = known->first();
    }
    const auto changed = changeChoices(internals, u"lean"_s, [&](Choices &choices) {
        if (!rule.isEmpty()) {
            outcome.before = onOff(choices.leanRules.value(rule, true));
            // On is how rules are.
            if (on.value_or(true))
                choices.leanRules.remove(rule);
            else
                choices.leanRules.insert(rule, false);
            outcome.after = onOff(choices.leanRules.value(rule, true));
            outcome.what = u"lean."_s + rule;
            return;
        }
        std::optional<bool> &value
            = outcome.ida.isEmpty() ? choices.lean : choices.idas[outcome.ida].lean;
        const auto shown
            = [&] { return outcome.ida.isEmpty() ? onOff(value.value_or(true)) : onOff(value); };
        outcome.before = shown();
        outcome.earlier.ida = outcome.ida;
        outcome.earlier.before = choices.idas.value(outcome.ida);
        value = on;
        outcome.after = shown();
        outcome.earlier.after = choices.idas.value(outcome.ida);
    });
    if (!changed)
        return changed.error();
    outcome.changed = outcome.before != outcome.after;
    outcome.file = choicesFile(internals);
    if (outcome.changed)
        outcome.notes += u"It takes effect with “devstack up”."_s;
    return outcome;
}

Result<ChoiceOutcome>
chooseBudget(Workspace &workspace, std::optional<qint64> bytes, std::stop_token)
{
    constexpr qint64 kLeast = qint64(64) * 1024 * 1024;
    Workspace::Internals &internals = workspace.internals();
    if (bytes && *bytes < kLeast)
        return invalidInput(u"A memory budget of %1 is too small."_s.arg(formatBytes(*bytes)),
                            {},
                            u"Give at least 64m."_s);
    ChoiceOutcome outcome;
    outcome.what = u"memory budget"_s;
    const auto shown
        = [](std::optional<qint64> value) { return value ? formatBytes(*value) : kDefault; };
    const auto changed = changeChoices(internals, u"budget"_s, [&](Choices &choices) {
        outcome.before = shown(choices.memoryBudget);
        choices.memoryBudget = bytes;
        outcome.after = shown(bytes);
    });
    if (!changed)
        return changed.error();
    outcome.changed = *changed;
    outcome.file = choicesFile(internals);
    return outcome;
}

Result<ChoiceOutcome>
chooseLimits(Workspace &workspace, const std::optional<CheckpointLimits> &given, std::stop_token)
{
    Workspace::Internals &internals = workspace.internals();
    ChoiceOutcome outcome;
    outcome.what = u"checkpoints kept"_s;
    const auto changed = changeChoices(internals, u"checkpoints"_s, [&](Choices &choices) {
        CheckpointLimits &limits = choices.checkpoints;
        outcome.before = limitsText(limits);
        if (!given)
            limits = {};
        else if (given->number)
            limits.number = given->number;
        else if (given->days)
            limits.days = given->days;
        else
            limits.bytes = given->bytes;
        outcome.after = limitsText(limits);
    });
    if (!changed)
        return changed.error();
    outcome.changed = *changed;
    outcome.file = choicesFile(internals);
    if (outcome.changed)
        outcome.notes
            += u"It counts for checkpoints that the program makes, from the next reset or restore on."_s;
    return outcome;
}

} // namespace devstack
