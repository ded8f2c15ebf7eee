// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/effective.h"

#include "core/enumnames.h"
#include "core/files.h"
#include "core/secrets.h"
#include "model/yaml/yamlprint.h"
#include "model/yaml/yamlreader.h"
#include "service/configuration/budget.h"
#include "service/configuration/configvalues.h"
#include "service/definition/choiceresolver.h"
#include "service/definition/trustquestions.h"
#include "service/projects/assemblenow.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestConfiguration = kLargestCompose;

constexpr EnumName<ConfigValue::Origin> kOrigins[] {
    {ConfigValue::Origin::Default, u"default"},
    {ConfigValue::Origin::Repository, u"repository"},
    {ConfigValue::Origin::Inferred, u"inferred"},
    {ConfigValue::Origin::Workspace, u"devstack.yml"},
    {ConfigValue::Origin::Dependent, u"dependent"},
    {ConfigValue::Origin::Personal, u"personal"},
    {ConfigValue::Origin::Program, u"devstack"},
};

} // namespace

QString toString(ConfigValue::Origin origin)
{
    return nameOf<kOrigins>(origin);
}

Result<WorkspaceConfig>
configOf(Workspace &workspace, const QStringList &idas, bool showSecrets, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto asked = definition->selection(idas);
    if (!asked)
        return asked.error();
    if (const auto isNewer = askCompose(internals, *definition, *asked, stop); !isNewer)
        return isNewer.error();
    auto chosen = definition->selection(idas, false);
    if (!chosen)
        return chosen.error();
    if (idas.isEmpty()) {
        chosen->clear(); // dependencies that nobody listed have choices too
        for (const IdaDefinition &ida : definition->idas)
            *chosen += ida.name;
    }
    QMap<QString, Error> obstacles;
    QStringList possible;
    for (const QString &name : std::as_const(*chosen)) {
        const auto found = obstacleToAssembly(internals, *definition, *definition->find(name));
        if (found)
            obstacles.insert(name, *found);
        else
            possible += name;
    }
    const auto assembled = possible.isEmpty() ? Result<AssembledWorkspace>(AssembledWorkspace {})
                                              : assembleNow(internals, *definition, possible, stop);
    if (!assembled)
        return assembled.error();

    WorkspaceConfig config;
    config.workspace = internals.name;
    config.values = workspaceValues(*definition, currentBudget(internals, stop));
    for (const QString &name : std::as_const(*chosen)) {
        const IdaDefinition &ida = *definition->find(name);
        IdaConfig one;
        one.ida = name;
        one.path = ida.path;
        one.values = choiceValues(*definition, ida);
        for (const ChoiceConflict &conflict : definition->conflicts) {
            if (conflict.ida == name)
                one.conflicts += conflict;
        }
        if (obstacles.contains(name))
            one.problem = obstacles.value(name);
        else if (assembled->failed.contains(name))
            one.problem = assembled->failed.value(name);
        const auto assembly = assembled->idas.constFind(name);
        if (assembly != assembled->idas.constEnd())
            one.values += assembledValues(*definition,
                                          ida,
                                          {*assembly,
                                           assembled->dataVolumes.value(name),
                                           assembled->generations.value(name),
                                           showSecrets});
        else if (ida.runsHere())
            one.values += writtenEnvironment(*definition, ida, showSecrets);
        one.values += concludedValues(*definition, ida);
        config.idas += one;
    }
    return config;
}

Result<EffectiveCompose>
effectiveCompose(Workspace &workspace, const QString &name, bool showSecrets, std::stop_token stop)
{
    const auto assembled = assembleIda(workspace, name, std::move(stop));
    if (!assembled)
        return assembled.error();
    const IdaDefinition &ida = assembled->definition;
    const Assembly &assembly = assembled->assembly;
    EffectiveCompose effective;
    effective.ida = ida.name;
    effective.files = ida.composeFiles;
    for (const QString &file : ida.composeFiles) {
        const auto content = readFile(file, kLargestConfiguration);
        if (!content)
            return content.error();
        effective.originals.insert(
            file, showSecrets ? *content : masked(QString::fromUtf8(*content)).toUtf8());
    }
    effective.model = showSecrets ? assembly.model : withoutSecrets(assembly.model, ida);
    effective.text = toYamlText(effective.model);
    effective.notes = assembly.notes;
    return effective;
}

} // namespace devstack
