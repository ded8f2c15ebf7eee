// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/effective.h"

#include "core/enumnames.h"
#include "core/files.h"
#include "core/secrets.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamltext.h"
#include "service/configuration/budget.h"
#include "service/configuration/configvalues.h"
#include "service/definition/choiceresolver.h"
#include "service/definition/trustquestions.h"
#include "service/projects/assemblenow.h"
#include "service/workspaceinternals.h"

#include <QJsonArray>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestConfiguration = kLargestCompose;

/// Writes JSON as block YAML.
class YamlWriter
{
public:
    QString write(const QJsonObject &object)
    {
        map(object, 0);
        return m_text;
    }

private:
    static QString indentation(int depth) { return QString(depth * 2, u' '); }

    static bool isEmpty(const QJsonValue &value)
    {
        return (value.isObject() && value.toObject().isEmpty())
            || (value.isArray() && value.toArray().isEmpty());
    }

    static QString scalar(const QJsonValue &value)
    {
        if (value.isString())
            return yamlScalar(value.toString());
        if (value.isBool())
            return value.toBool() ? u"true"_s : u"false"_s;
        if (value.isDouble())
            return QString::number(value.toDouble(), 'g', 17);
        return value.isObject() ? u"{}"_s : value.isArray() ? u"[]"_s : u"null"_s;
    }

    void map(const QJsonObject &object, int depth)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            m_text += indentation(depth) + yamlScalar(it.key()) + u':';
            child(it.value(), depth);
        }
    }

    void child(const QJsonValue &value, int depth)
    {
        if (isEmpty(value) || (!value.isObject() && !value.isArray())) {
            m_text += u' ' + scalar(value) + u'\n';
            return;
        }
        m_text += u'\n';
        if (value.isObject())
            map(value.toObject(), depth + 1);
        else
            list(value.toArray(), depth + 1);
    }

    void list(const QJsonArray &array, int depth)
    {
        for (const QJsonValue &item : array) {
            if (item.isObject() && !isEmpty(item)) {
                // The first key stands behind the dash.
                const qsizetype start = m_text.size();
                map(item.toObject(), depth + 1);
                m_text.replace(start + depth * 2, 2, u"- "_s);
            } else if (item.isArray() && !isEmpty(item)) {
                m_text += indentation(depth) + u"-\n"_s;
                list(item.toArray(), depth + 1);
            } else {
                m_text += indentation(depth) + u"- "_s + scalar(item) + u'\n';
            }
        }
    }

    QString m_text;
};

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

QString toYamlText(const QJsonObject &object)
{
    return YamlWriter().write(object);
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
