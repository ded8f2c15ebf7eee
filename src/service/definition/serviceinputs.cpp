// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/serviceinputs.h"

#include "model/compose/composevariables.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

class ServiceInputs
{
public:
    ServiceInputs(const IdaDefinition &ida, const QString &service)
        : m_ida(ida)
        , m_entry(ida.compose.services.value(service))
    {
        for (const ComposeSource &source : ida.compose.sources) {
            if (source.service.isEmpty())
                addService(source, service);
        }
        addSection(u"secrets"_s, m_entry.secrets);
        addSection(u"configs"_s, m_entry.configs);
        addSection(u"networks"_s, m_entry.networks.keys());
        QStringList volumes;
        for (const MountEntry &mount : m_entry.mounts)
            volumes += mount.source;
        addSection(u"volumes"_s, volumes);
        const QDir project(ida.compose.directory);
        for (const QString &file : m_entry.environmentFiles + m_entry.labelFiles)
            m_environmentFiles += QDir::cleanPath(project.absoluteFilePath(file));
    }

    bool has(const QString &input) const
    {
        const QString prefix = u"variable "_s;
        if (input.startsWith(prefix)) {
            const QString name = input.mid(prefix.size());
            return m_variables.contains(name)
                || (takesOfFiles() && m_ida.compose.takenByFiles.contains(name));
        }
        const QString path = QDir::cleanPath(QDir(m_ida.path).absoluteFilePath(input));
        if (m_files.contains(path) || m_environmentFiles.contains(path))
            return true;
        // What is left of the environment files is read for variables: `.env`, those of includes.
        return takesOfFiles() && m_ida.compose.environmentFiles.contains(path) && !isOfOthers(path)
            && isNearby(path);
    }

private:
    bool takesOfFiles() const { return !m_variables.isEmpty() || !m_environmentFiles.isEmpty(); }

    /// Not the `.env` of an included project that the service is no part of.
    bool isNearby(const QString &path) const
    {
        const QFileInfo info(path);
        const QString folder = info.absolutePath();
        return info.fileName() != u".env" || folder == QDir::cleanPath(m_ida.path)
            || m_folders.contains(folder);
    }

    /// An environment file that only other services name.
    bool isOfOthers(const QString &path) const
    {
        const QDir project(m_ida.compose.directory);
        for (const ServiceEntry &service : m_ida.compose.services) {
            for (const QString &file : service.environmentFiles + service.labelFiles) {
                if (QDir::cleanPath(project.absoluteFilePath(file)) == path)
                    return true;
            }
        }
        return false;
    }

    void addService(const ComposeSource &source, const QString &name)
    {
        const QString place = source.path + u'#' + name;
        const YamlNode services = source.content.value(u"services").value_or(YamlNode());
        const YamlNode::Entry *entry = services.find(name);
        if (!entry || m_seen.contains(place))
            return;
        m_seen += place;
        m_files += source.path;
        m_folders += source.base;
        addVariables(entry->value);
        // A variable may name the file.
        const YamlNode values = source.values.isNull() ? source.content : source.values;
        const auto filled = values.value(u"services").value_or(YamlNode()).value(name);
        const auto extends = filled ? filled->value(u"extends") : std::nullopt;
        if (!extends)
            return;
        const auto file = extends->value(u"file");
        const QString other = extends->isScalar()
            ? extends->text()
            : extends->value(u"service").value_or(YamlNode()).text();
        const QString path = file && file->isScalar()
            ? QDir::cleanPath(QDir(source.base).absoluteFilePath(file->text()))
            : source.path;
        for (const ComposeSource &base : m_ida.compose.sources) {
            if (base.path == path)
                addService(base, other);
        }
    }

    /// What the service names of a top-level section.
    void addSection(const QString &section, const QStringList &names)
    {
        for (const ComposeSource &source : m_ida.compose.sources) {
            const YamlNode entries = source.content.value(section).value_or(YamlNode());
            for (const YamlNode::Entry &entry : entries.entries()) {
                if (!names.contains(entry.key))
                    continue;
                m_files += source.path;
                addVariables(entry.value);
            }
        }
    }

    void addVariables(const YamlNode &node)
    {
        const QStringList names = variablesTaken(node).keys();
        m_variables += QSet<QString>(names.begin(), names.end());
    }

    const IdaDefinition &m_ida;
    const ServiceEntry m_entry;
    QSet<QString> m_seen;
    QSet<QString> m_files; ///< absolute
    QSet<QString> m_folders; ///< of the projects that it is a part of
    QSet<QString> m_variables;
    QStringList m_environmentFiles; ///< absolute
};

} // namespace

QStringList
inputsOfService(const QStringList &changed, const IdaDefinition &ida, const QString &service)
{
    const ServiceInputs inputs(ida, service);
    QStringList own = changed;
    own.removeIf([&](const QString &name) { return !inputs.has(name); });
    return own.isEmpty() ? changed : own;
}

} // namespace devstack
