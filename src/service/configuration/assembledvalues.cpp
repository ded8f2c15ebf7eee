// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets.h"
#include "service/configuration/configvalues.h"

#include <QJsonArray>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Origin = ConfigValue::Origin;

/// A value that Compose would interpolate, as the container gets it.
QString plain(QString text)
{
    return text.replace(u"$$"_s, u"$"_s);
}

/// Who set a variable of a service.
struct Setter
{
    Origin origin = Origin::Program;
    SourceMark mark;
    QString why;
    bool isSecret = false;
};

/// Tells of each variable of one IDA who set it.
class Environments
{
public:
    Environments(const WorkspaceDefinition &definition, const IdaDefinition &ida, bool showSecrets)
        : m_definition(definition)
        , m_ida(ida)
        , m_chosen(ida.environment())
        , m_showSecrets(showSecrets)
    {
    }

    ConfigValue value(const QString &service, const QString &name, const QString &text) const
    {
        const Setter by = setter(service, name);
        ConfigValue value;
        value.group = u"environment"_s;
        value.service = service;
        value.name = name;
        value.secret = by.isSecret || isSecretVariable(name, text);
        value.value = value.secret && !m_showSecrets ? QString::fromUtf16(kHiddenValue) : text;
        value.origin = by.origin;
        value.mark = by.mark;
        value.why = by.why;
        const ServiceEntry entry = m_ida.compose.services.value(service);
        const bool isWritten = entry.environment.contains(name);
        const QString written = entry.environment.value(name);
        // A value with variables in it differs from what it becomes, and nobody changed it.
        if (isWritten && written != text && !written.contains(u'$') && !written.isNull()) {
            value.before
                = value.secret && !m_showSecrets ? QString::fromUtf16(kHiddenValue) : written;
            if (by.origin == Origin::Repository && !m_chosen.value(service).contains(name)) {
                value.origin = Origin::Program;
                value.why = u"Follows the services that run in this workspace."_s;
            }
        }
        return value;
    }

private:
    Setter setter(const QString &service, const QString &name) const
    {
        if (m_chosen.value(service).contains(name)) {
            Setter by = chosen(service, name);
            by.isSecret = !m_chosen.value(service).value(name).secret.isEmpty();
            return by;
        }
        const ServiceEntry entry = m_ida.compose.services.value(service);
        if (entry.environment.contains(name)) {
            const bool fromHost = entry.environment.value(name).isNull();
            return {Origin::Repository,
                    entry.environmentMarks.value(name, entry.mark),
                    fromHost ? u"Taken from your environment."_s : QString(),
                    false};
        }
        if (!entry.environmentFiles.isEmpty()) {
            const SourceMark mark {m_ida.path + u'/' + entry.environmentFiles.last(), 0, 0};
            return {Origin::Repository, mark, u"From an env_file."_s, false};
        }
        return {};
    }

    Setter chosen(const QString &service, const QString &name) const
    {
        const QString configuration
            = m_ida.configuration.isEmpty() ? u"default"_s : m_ida.configuration;
        const Configuration own = m_ida.manifest.configurations.value(configuration);
        const bool isConfigured = own.environment.value(service).contains(name);
        const SourceMark mark
            = isConfigured ? own.mark : m_ida.manifest.variants.value(m_ida.variant).mark;
        const bool isWorkspace = mark.file == m_definition.file.path;
        return {isWorkspace ? Origin::Workspace : Origin::Repository,
                mark,
                isConfigured ? u"Configuration “%1”."_s.arg(configuration)
                             : u"Variant “%1”."_s.arg(m_ida.variant),
                false};
    }

    const WorkspaceDefinition &m_definition;
    const IdaDefinition &m_ida;
    ServiceEnvironment m_chosen;
    bool m_showSecrets;
};

ConfigValue valueOf(const QString &group,
                    const QString &service,
                    const QString &name,
                    const QString &text,
                    Origin origin)
{
    ConfigValue value;
    value.group = group;
    value.service = service;
    value.name = name;
    value.value = text;
    value.origin = origin;
    return value;
}

ConfigValue imageValue(const IdaDefinition &ida, const AssembledService &service)
{
    const ServiceEntry entry = ida.compose.services.value(service.name);
    ConfigValue value
        = valueOf(u"image"_s, service.name, u"image"_s, service.image, Origin::Repository);
    value.mark = entry.keyMarks.value(u"image"_s, entry.mark);
    if (ida.mode == Mode::Image && ida.images.values().contains(service.image)) {
        value.origin = ida.imagesBy == DecidedBy::Engineer ? Origin::Personal : Origin::Workspace;
        value.why = u"Mode image."_s;
    } else if (service.builds) {
        value.origin = Origin::Program;
        value.why = u"Built here."_s;
    }
    if (value.origin != Origin::Repository && entry.image != service.image)
        value.before = entry.image;
    return value;
}

ConfigValue portValue(const IdaDefinition &ida, const QString &service, const PortChoice &choice)
{
    ConfigValue value = valueOf(
        u"port"_s,
        service,
        u"%1/%2"_s.arg(QString::number(choice.want.container), choice.want.protocol),
        u"%1:%2"_s.arg(choice.address, QString::number(choice.host)),
        choice.isMoved() || choice.want.host.isEmpty() ? Origin::Program : Origin::Repository);
    if (choice.isMoved())
        value.before = choice.want.host;
    value.why = choice.reason.isEmpty() ? QString() : QString(choice.reason + u'.');
    const ServiceEntry entry = ida.compose.services.value(service);
    value.mark = entry.keyMarks.value(u"ports"_s, entry.mark);
    return value;
}

} // namespace

bool isSecretVariable(const QString &name, const QString &value)
{
    const QString line = name + u'=' + value;
    return isSecretValue(value) || masked(line) != line;
}

QList<ConfigValue> assembledValues(const WorkspaceDefinition &definition,
                                   const IdaDefinition &ida,
                                   const AssembledFacts &facts)
{
    const Environments environments(definition, ida, facts.showSecrets);
    const QJsonObject services = facts.assembly.model.value(u"services"_s).toObject();
    QList<ConfigValue> values;
    for (const AssembledService &service : facts.assembly.services) {
        values += imageValue(ida, service);
        for (const PortChoice &choice : service.ports)
            values += portValue(ida, service.name, choice);
        const QJsonObject environment
            = services.value(service.key).toObject().value(u"environment"_s).toObject();
        for (auto it = environment.begin(); it != environment.end(); ++it)
            values += environments.value(
                service.name, it.key(), plain(it.value().toVariant().toString()));
    }
    for (const AppliedLean &lean : facts.assembly.lean) {
        ConfigValue value
            = valueOf(u"lean"_s, lean.service, lean.rule, lean.what.join(u"; "_s), Origin::Program);
        value.why = lean.why;
        values += value;
    }
    for (auto it = facts.dataVolumes.begin(); it != facts.dataVolumes.end(); ++it) {
        ConfigValue value = valueOf(u"volume"_s, {}, it.key(), it.value(), Origin::Program);
        value.why = u"Generation %1."_s.arg(facts.generations.generation(it.key()));
        value.mark = ida.compose.volumes.value(it.key()).mark;
        values += value;
    }
    return values;
}

QList<ConfigValue> writtenEnvironment(const WorkspaceDefinition &definition,
                                      const IdaDefinition &ida,
                                      bool showSecrets)
{
    const Environments environments(definition, ida, showSecrets);
    const ServiceEnvironment chosen = ida.environment();
    QList<ConfigValue> values;
    for (const ServiceEntry &service : ida.compose.services) {
        if (ida.without().contains(service.name))
            continue;
        QMap<QString, QString> variables = service.environment;
        const auto &own = chosen.value(service.name);
        for (auto it = own.begin(); it != own.end(); ++it)
            variables.insert(it.key(),
                             it->secret.isEmpty() ? it->value : u"secret "_s + it->secret);
        for (auto it = variables.begin(); it != variables.end(); ++it)
            values += environments.value(service.name, it.key(), it.value());
    }
    return values;
}

QJsonObject withoutSecrets(const QJsonObject &model, const IdaDefinition &ida)
{
    const QString hidden = QString::fromUtf16(kHiddenValue);
    const ServiceEnvironment chosen = ida.environment();
    QJsonObject services = model.value(u"services"_s).toObject();
    for (auto service = services.begin(); service != services.end(); ++service) {
        QJsonObject definition = service.value().toObject();
        const QString name = service.key().section(u'.', 1);
        for (const QString &section : {u"environment"_s, u"labels"_s}) {
            QJsonObject entries = definition.value(section).toObject();
            for (auto it = entries.begin(); it != entries.end(); ++it) {
                const bool isDeclared = section == u"environment"
                    && !chosen.value(name).value(it.key()).secret.isEmpty();
                if (isDeclared || isSecretVariable(it.key(), it.value().toString()))
                    it.value() = hidden;
            }
            if (!entries.isEmpty())
                definition.insert(section, entries);
        }
        QJsonObject build = definition.value(u"build"_s).toObject();
        QJsonObject arguments = build.value(u"args"_s).toObject();
        for (auto it = arguments.begin(); it != arguments.end(); ++it) {
            if (isSecretVariable(it.key(), it.value().toString()))
                it.value() = hidden;
        }
        if (!arguments.isEmpty()) {
            build.insert(u"args"_s, arguments);
            definition.insert(u"build"_s, build);
        }
        for (const QString &section : {u"command"_s, u"entrypoint"_s}) {
            QJsonArray words = definition.value(section).toArray();
            for (qsizetype i = 0; i < words.size(); ++i)
                words[i] = masked(words.at(i).toString());
            if (!words.isEmpty())
                definition.insert(section, words);
        }
        service.value() = definition;
    }
    QJsonObject result = model;
    result.insert(u"services"_s, services);
    for (const QString &section : {u"configs"_s, u"secrets"_s}) {
        QJsonObject entries = result.value(section).toObject();
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            QJsonObject entry = it.value().toObject();
            if (entry.contains(u"content"_s))
                entry.insert(u"content"_s, hidden);
            it.value() = entry;
        }
        if (!entries.isEmpty())
            result.insert(section, entries);
    }
    return result;
}

} // namespace devstack
