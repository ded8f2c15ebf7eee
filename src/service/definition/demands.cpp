// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/demands.h"

#include "git/repositoryurl.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Matter = ChoiceConflict::Matter;
using Verb = Operation::Verb;

QStringList valuesOf(const QList<Demand> &demands)
{
    QStringList values;
    for (const Demand &demand : demands) {
        if (!values.contains(demand.value))
            values += demand.value;
    }
    return values;
}

QString personOf(DecidedBy by)
{
    switch (by) {
    case DecidedBy::Engineer:
        return u"your choice"_s;
    case DecidedBy::WorkspaceFile:
        return u"devstack.yml"_s;
    case DecidedBy::Configuration:
        return u"its own configuration"_s;
    default:
        return {};
    }
}

Operation choiceAbout(Verb verb, const IdaDefinition &ida, const QString &value)
{
    Operation operation;
    operation.verb = verb;
    operation.idas = {ida.name};
    operation.value = value;
    return operation;
}

/// Fills in what holds, who decided it, and how to decide.
void decide(ChoiceConflict &conflict,
            const IdaDefinition &ida,
            const WorkspaceDefinition &definition)
{
    const QStringList values = valuesOf(conflict.demands);
    switch (conflict.matter) {
    case Matter::Variant:
        conflict.value = ida.variant.isEmpty() ? u"none"_s : ida.variant;
        // What devstack.yml lists runs whole unless it says otherwise: that is a decision too.
        conflict.settledBy = ida.variantBy == DecidedBy::Nobody && ida.listed
            ? u"devstack.yml"_s
            : personOf(ida.variantBy);
        for (const QString &value : values)
            conflict.choices += choiceAbout(Verb::Variant, ida, value);
        if (!values.contains(u"none"_s))
            conflict.choices += choiceAbout(Verb::Variant, ida, kNoVariant);
        break;
    case Matter::Configuration:
        conflict.value = ida.configuration;
        conflict.settledBy = personOf(ida.configurationBy);
        for (const QString &value : values)
            conflict.choices += choiceAbout(Verb::Use, ida, value);
        break;
    case Matter::Ref:
    case Matter::Repository: {
        const bool isRef = conflict.matter == Matter::Ref;
        const WorkspaceIda entry = definition.file.idas.value(ida.name);
        const QString written = isRef ? entry.ref : entry.repository;
        if (!written.isEmpty())
            conflict.settledBy = u"devstack.yml"_s;
        else if (ida.present)
            conflict.settledBy = u"the checkout"_s;
        conflict.value = !written.isEmpty() ? written
            : ida.git ? (isRef ? ida.git->branch : git::normalizedUrl(ida.git->remote))
                      : QString();
        break;
    }
    case Matter::Mode:
        break;
    }
    if (!conflict.isSettled())
        conflict.value.clear();
}

} // namespace

Demands::Demands(const WorkspaceDefinition &definition, const DependencyTarget &target)
    : m_definition(definition)
    , m_target(target)
{
    collectAgain();
}

void Demands::collectAgain()
{
    m_demands.clear();
    for (const IdaDefinition &ida : m_definition.idas) {
        // What does not run here asks for nothing.
        if (ida.runsHere())
            collect(ida);
    }
}

void Demands::add(const QString &ida, Matter matter, Demand demand)
{
    if (!demand.value.isEmpty())
        m_demands[{ida, int(matter)}] += std::move(demand);
}

void Demands::collect(const IdaDefinition &from)
{
    const QString chosen = from.configuration.isEmpty() ? u"default"_s : from.configuration;
    const Configuration configuration = from.manifest.configurations.value(chosen);
    for (const Dependency &dependency : from.manifest.dependencies) {
        const auto [to, url] = m_target(from, dependency);
        if (!to || to->name == from.name)
            continue;
        const DependencyChoice choice = configuration.dependencies.value(dependency.name);
        const QString variant = choice.variant.isEmpty() ? dependency.variant : choice.variant;
        const SourceMark configured
            = choice.variant.isEmpty() ? dependency.mark : configuration.mark;
        add(to->name, Matter::Variant, {from.name, variant, configured});
        add(to->name, Matter::Configuration, {from.name, choice.configuration, configuration.mark});
        add(to->name, Matter::Ref, {from.name, dependency.ref, dependency.mark});
        if (!dependency.repository.isEmpty())
            add(to->name,
                Matter::Repository,
                {from.name, git::normalizedUrl(url), dependency.mark});
    }
}

QList<Demand> Demands::demands(const QString &ida, Matter matter) const
{
    return m_demands.value({ida, int(matter)});
}

bool Demands::isAsked(const QString &ida, Matter matter) const
{
    return m_demands.contains({ida, int(matter)});
}

std::optional<QString> Demands::agreed(const QString &ida, Matter matter) const
{
    const QStringList values = valuesOf(demands(ida, matter));
    return values.size() == 1 ? std::optional(values.first()) : std::nullopt;
}

std::optional<ChoiceConflict> Demands::contradiction(const IdaDefinition &ida, Matter matter) const
{
    ChoiceConflict conflict;
    conflict.ida = ida.name;
    conflict.matter = matter;
    conflict.demands = demands(ida.name, matter);
    if (valuesOf(conflict.demands).size() < 2)
        return std::nullopt;
    decide(conflict, ida, m_definition);
    return conflict;
}

/// An IDA that is off or external without an address answers nobody. Edges tell who needs it, the
/// inferred ones too.
std::optional<ChoiceConflict> Demands::modeConflict(const IdaDefinition &ida) const
{
    const bool isLost = ida.mode == Mode::External && !ida.external;
    // Nothing waits for a library to run.
    const bool isNothing = ida.isLibrary || !ida.holds.isEmpty();
    if ((ida.mode != Mode::Off && !isLost) || isNothing)
        return std::nullopt;
    ChoiceConflict conflict;
    conflict.ida = ida.name;
    conflict.matter = Matter::Mode;
    QSet<QString> seen;
    for (const DependencyEdge &edge : m_definition.graph.edges()) {
        const IdaDefinition *from = edge.to == ida.name ? m_definition.find(edge.from) : nullptr;
        if (!from || !from->runsHere() || edge.optional || edge.from == ida.name)
            continue;
        SourceMark mark = edge.evidence.value(0).mark;
        mark.file = mark.file.isEmpty() ? QString() : QString(from->path + u'/' + mark.file);
        conflict.demands += Demand {from->name, edge.evidence.value(0).text, mark};
        conflict.choices += choiceAbout(Verb::Mode, *from, toString(Mode::Off));
    }
    if (conflict.demands.isEmpty())
        return std::nullopt;
    conflict.value = toString(ida.mode);
    if (!isLost)
        conflict.settledBy = personOf(ida.modeBy);
    conflict.choices = QList<Operation> {choiceAbout(Verb::Mode, ida, toString(Mode::Develop)),
                                         choiceAbout(Verb::Mode, ida, toString(Mode::External))}
        + conflict.choices;
    return conflict;
}

QList<ChoiceConflict> Demands::conflicts() const
{
    QList<ChoiceConflict> found;
    for (const IdaDefinition &ida : m_definition.idas) {
        // What does not run here has no variant to quarrel about.
        const QList<Matter> matters = ida.runsHere() ? QList<Matter> {Matter::Repository,
                                                                      Matter::Ref,
                                                                      Matter::Variant,
                                                                      Matter::Configuration}
                                                     : QList<Matter> {};
        for (const Matter matter : matters) {
            if (const auto conflict = contradiction(ida, matter))
                found += *conflict;
        }
        if (const auto conflict = modeConflict(ida))
            found += *conflict;
    }
    return found;
}

} // namespace devstack
