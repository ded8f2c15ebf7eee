// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/configvalues.h"

#include "core/secrets.h"
#include "core/text.h"
#include "service/configuration/choosing.h"
#include "service/definition/inferredvalues.h"
#include "store/checkpointlimits.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Origin = ConfigValue::Origin;

const QString kChoice = u"choice"_s;

Origin originOf(DecidedBy by)
{
    switch (by) {
    case DecidedBy::Engineer:
        return Origin::Personal;
    case DecidedBy::WorkspaceFile:
        return Origin::Workspace;
    case DecidedBy::Configuration:
        return Origin::Repository;
    case DecidedBy::Dependent:
        return Origin::Dependent;
    case DecidedBy::Inference:
        return Origin::Inferred;
    case DecidedBy::Nobody:
        break;
    }
    return Origin::Default;
}

/// The choices of one IDA in the order in which they are shown.
class ChoiceValues
{
public:
    ChoiceValues(const WorkspaceDefinition &definition, const IdaDefinition &ida)
        : m_definition(definition)
        , m_ida(ida)
    {
    }

    QList<ConfigValue> all()
    {
        add(u"mode"_s, toString(m_ida.mode), m_ida.modeBy);
        if (m_ida.mode == Mode::External)
            add(u"url"_s, m_ida.external ? masked(m_ida.external->url) : QString(), m_ida.modeBy);
        if (!m_ida.chosenFiles.isEmpty())
            add(u"compose"_s, m_ida.chosenFiles.join(u':'), DecidedBy::WorkspaceFile);
        addVariant();
        addConfiguration();
        for (auto it = m_ida.images.begin(); it != m_ida.images.end(); ++it) {
            ConfigValue &value = add(u"image"_s, it.value(), m_ida.imagesBy);
            value.service = it.key();
            if (m_ida.mode != Mode::Image)
                value.why = u"Used in mode image only."_s;
        }
        addSchemas();
        addLean();
        return m_values;
    }

private:
    ConfigValue &add(const QString &name, const QString &text, DecidedBy by)
    {
        ConfigValue value;
        value.group = kChoice;
        value.name = name;
        value.value = text;
        value.origin = originOf(by);
        if (by == DecidedBy::WorkspaceFile) {
            value.mark = m_definition.file.idas.value(m_ida.name).mark;
            value.mark.file = m_definition.file.path;
        }
        m_values += value;
        return m_values.last();
    }

    void addVariant()
    {
        const bool isNone = m_ida.variant.isEmpty();
        ConfigValue &value
            = add(u"variant"_s, isNone ? QString(kNoVariant) : m_ida.variant, m_ida.variantBy);
        const Variant variant = m_ida.manifest.variants.value(m_ida.variant);
        if (m_ida.variantBy == DecidedBy::Dependent)
            value.why = u"Requested by %1."_s.arg(askingForVariant().join(u", "_s));
        else if (m_ida.variantBy == DecidedBy::Inference)
            value.why = u"Runs only for %1."_s.arg(dependents().join(u", "_s));
        if (value.mark.file.isEmpty() && !isNone)
            value.mark = variant.mark;
        if (!variant.without.isEmpty())
            value.why += QString(value.why.isEmpty() ? u""_s : u" "_s)
                + u"Runs without %1."_s.arg(variant.without.join(u", "_s));
    }

    void addConfiguration()
    {
        const QString name
            = m_ida.configuration.isEmpty() ? QString(kAsDefault) : m_ida.configuration;
        ConfigValue &value = add(u"configuration"_s, name, m_ida.configurationBy);
        if (value.mark.file.isEmpty())
            value.mark = m_ida.manifest.configurations.value(name).mark;
        if (const QStringList seeds = m_ida.seedNames(); !seeds.isEmpty())
            value.why = u"Seeds: %1."_s.arg(seeds.join(u", "_s));
    }

    /// The dumps and snapshots with which new data begins.
    void addSchemas()
    {
        QMap<QString, QString> declared;
        for (const SchemaSource &source : m_ida.manifest.schema) {
            const QString name = source.snapshot.isEmpty() ? source.dump : source.snapshot;
            declared.insert(source.service, name);
            if (m_ida.schemas.contains(source.service))
                continue;
            ConfigValue &value = add(u"schema"_s, name, DecidedBy::Configuration);
            value.service = source.service;
            value.mark = source.mark;
        }
        for (auto it = m_ida.schemas.begin(); it != m_ida.schemas.end(); ++it) {
            ConfigValue &value = add(u"schema"_s, it.value(), DecidedBy::Engineer);
            value.service = it.key();
            value.before = declared.value(it.key());
            value.why
                = u"“devstack schema use %1/%2 default” takes it back."_s.arg(m_ida.name, it.key());
        }
    }

    void addLean()
    {
        const Choices &choices = m_definition.choices;
        const bool isOwn = choices.idas.value(m_ida.name).lean.has_value();
        add(u"lean"_s,
            choices.leanFor(m_ida.name) ? u"on"_s : u"off"_s,
            isOwn || choices.lean ? DecidedBy::Engineer : DecidedBy::Nobody);
    }

    QStringList askingForVariant() const
    {
        QStringList asking;
        for (const QString &name : dependents()) {
            const IdaDefinition *other = m_definition.find(name);
            for (const Dependency &dependency : other->manifest.dependencies) {
                const bool isIt = m_definition.find(dependency.name) == &m_ida && other->runsHere();
                if (isIt && dependency.variant == m_ida.variant)
                    asking += name;
            }
        }
        // Otherwise a configuration of theirs does.
        return asking.isEmpty() ? dependents() : asking;
    }

    QStringList dependents() const { return m_definition.graph.dependentsOf(m_ida.name); }

    const WorkspaceDefinition &m_definition;
    const IdaDefinition &m_ida;
    QList<ConfigValue> m_values;
};

} // namespace

QList<ConfigValue> workspaceValues(const WorkspaceDefinition &definition, qint64 budget)
{
    const Choices &choices = definition.choices;
    const auto value
        = [](const QString &name, const QString &text, bool chosen, const QString &why = {}) {
              ConfigValue one;
              one.group = kChoice;
              one.name = name;
              one.value = text;
              one.origin = chosen ? Origin::Personal : Origin::Default;
              one.why = why;
              return one;
          };
    QList<ConfigValue> values;
    values
        += value(u"engine"_s,
                 choices.engineContext.isEmpty() ? u"as Docker decides"_s : choices.engineContext,
                 !choices.engineContext.isEmpty());
    values += value(u"memory budget"_s,
                    formatBytes(choices.memoryBudget.value_or(budget)),
                    choices.memoryBudget.has_value());
    values += value(u"checkpoints kept"_s,
                    limitsText(choices.checkpoints),
                    choices.checkpoints != CheckpointLimits());
    values += value(u"lean"_s,
                    choices.lean.value_or(true) ? u"on"_s : u"off"_s,
                    choices.lean.has_value(),
                    u"Memory-saving settings of known services."_s);
    for (const QString &rule : choices.leanRulesOff())
        values += value(u"lean."_s + rule, u"off"_s, true);
    return values;
}

QList<ConfigValue> concludedValues(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    QList<ConfigValue> values;
    for (const InferredValue &inferred : inferredValues(definition, ida)) {
        ConfigValue value;
        value.group = u"inferred"_s;
        value.service = inferred.service;
        value.name = inferred.name;
        value.value = inferred.value;
        value.origin = Origin::Inferred;
        value.mark = inferred.mark;
        value.why = inferred.why;
        values += value;
    }
    return values;
}

QList<ConfigValue> choiceValues(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    return ChoiceValues(definition, ida).all();
}

} // namespace devstack
