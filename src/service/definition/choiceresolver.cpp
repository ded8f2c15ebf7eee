// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/choiceresolver.h"

#include "core/unknownname.h"
#include "service/definition/demands.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kNone = kNoVariant;
const QString kLight = u"light"_s;
const QString kDefaultConfiguration = kAsDefault;

QString configurationName(const IdaDefinition &ida)
{
    return ida.configuration.isEmpty() ? kDefaultConfiguration : ida.configuration;
}

/// "none" is a word of the choice, not of the manifest, unless a repository calls a variant so.
void understandNone(IdaDefinition &ida)
{
    if (ida.variant == kNone && !ida.manifest.variants.contains(kNone))
        ida.variant.clear();
}

void complain(IdaDefinition &ida,
              const QString &what,
              const QString &name,
              const QStringList &known,
              DecidedBy by,
              const SourceMark &mark)
{
    QString hint = didYouMean(name, known, itHas(known));
    if (by == DecidedBy::Engineer)
        hint += u" “devstack %1 %2 default” takes your choice back."_s.arg(
            what == u"variant" ? what : u"use"_s, ida.name);
    ida.problems += invalidInput(u"“%1” has no %2 “%3”."_s.arg(ida.name, what, name), mark, hint);
}

/// Settles one workspace.
class Settlement
{
public:
    Settlement(WorkspaceDefinition &definition, const DependencyTarget &target)
        : m_definition(definition)
        , m_demands(definition, target)
    {
    }

    void settle()
    {
        for (IdaDefinition &ida : m_definition.idas)
            understandNone(ida);
        // A configuration may ask for configurations of dependencies, which may ask again.
        constexpr int kRounds = 8;
        for (int round = 0; round < kRounds && adoptConfigurations(); ++round)
            m_demands.collectAgain();
        for (IdaDefinition &ida : m_definition.idas)
            adoptVariant(ida);
        for (IdaDefinition &ida : m_definition.idas)
            check(ida);
        m_definition.conflicts = m_demands.conflicts();
    }

private:
    bool adoptConfigurations()
    {
        bool any = false;
        for (IdaDefinition &ida : m_definition.idas) {
            const auto agreed = m_demands.agreed(ida.name, ChoiceConflict::Matter::Configuration);
            if (ida.configurationBy != DecidedBy::Nobody || !agreed)
                continue;
            ida.configuration = *agreed;
            ida.configurationBy = DecidedBy::Dependent;
            any = true;
        }
        return any;
    }

    void adoptVariant(IdaDefinition &ida)
    {
        if (ida.variantBy != DecidedBy::Nobody)
            return;
        const QString own = ida.manifest.configurations.value(configurationName(ida)).variant;
        if (!own.isEmpty()) {
            ida.variant = own;
            ida.variantBy = DecidedBy::Configuration;
        } else if (ida.listed) {
            return;
        } else if (m_demands.isAsked(ida.name, ChoiceConflict::Matter::Variant)) {
            const auto agreed = m_demands.agreed(ida.name, ChoiceConflict::Matter::Variant);
            if (!agreed)
                return; // they contradict each other: a conflict
            ida.variant = *agreed;
            ida.variantBy = DecidedBy::Dependent;
            understandNone(ida);
        } else if (!ida.manifest.declared && ida.manifest.variants.contains(kLight)) {
            ida.variant = kLight;
            ida.variantBy = DecidedBy::Inference;
        }
    }

    /// Where the choice was made: the line to mend.
    SourceMark markOf(const IdaDefinition &ida, DecidedBy by, ChoiceConflict::Matter matter) const
    {
        if (by == DecidedBy::WorkspaceFile) {
            SourceMark mark = m_definition.file.idas.value(ida.name).mark;
            mark.file = m_definition.file.path;
            return mark;
        }
        if (by == DecidedBy::Dependent)
            return m_demands.demands(ida.name, matter).value(0).mark;
        return ida.manifest.mark;
    }

    void check(IdaDefinition &ida)
    {
        using Matter = ChoiceConflict::Matter;
        if (!ida.present || !ida.problems.isEmpty())
            return;
        if (!ida.variant.isEmpty() && !ida.manifest.variants.contains(ida.variant))
            complain(ida,
                     u"variant"_s,
                     ida.variant,
                     ida.manifest.variants.keys(),
                     ida.variantBy,
                     markOf(ida, ida.variantBy, Matter::Variant));
        if (!ida.configuration.isEmpty() && ida.configuration != kDefaultConfiguration
            && !ida.manifest.configurations.contains(ida.configuration))
            complain(ida,
                     u"configuration"_s,
                     ida.configuration,
                     ida.manifest.configurations.keys(),
                     ida.configurationBy,
                     markOf(ida, ida.configurationBy, Matter::Configuration));
    }

    WorkspaceDefinition &m_definition;
    Demands m_demands;
};

DecidedBy decider(bool engineer, bool workspace)
{
    return engineer ? DecidedBy::Engineer
        : workspace ? DecidedBy::WorkspaceFile
                    : DecidedBy::Nobody;
}

} // namespace

void applyChoices(IdaDefinition &ida, const WorkspaceIda &entry, const IdaChoice &choice)
{
    ida.mode = choice.mode.value_or(entry.mode.value_or(Mode::Develop));
    ida.modeBy = decider(choice.mode.has_value(), entry.mode.has_value());
    ida.variant = choice.variant.isEmpty() ? entry.variant : choice.variant;
    ida.variantBy = decider(!choice.variant.isEmpty(), !entry.variant.isEmpty());
    ida.configuration = choice.configuration.isEmpty() ? entry.configuration : choice.configuration;
    ida.configurationBy = decider(!choice.configuration.isEmpty(), !entry.configuration.isEmpty());
    ida.images = choice.images.isEmpty() ? entry.images : choice.images;
    ida.imagesBy = decider(!choice.images.isEmpty(), !entry.images.isEmpty());
    ida.schemas = choice.schemas;
    ida.files = choice.files;
    ida.external = entry.external;
    if (!choice.externalUrl.isEmpty())
        ida.external = ExternalPlace {choice.externalUrl,
                                      entry.external ? entry.external->names : QStringList()};
}

void settleChoices(WorkspaceDefinition &definition, const DependencyTarget &target)
{
    Settlement(definition, target).settle();
}

Result<> requireSettled(const WorkspaceDefinition &definition, const QStringList &idas)
{
    for (const ChoiceConflict &conflict : definition.conflicts) {
        if (!conflict.isSettled() && idas.contains(conflict.ida))
            return conflict.toError();
    }
    return ok();
}

} // namespace devstack
