// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"
#include "model/manifest/typedreader.h"

namespace devstack {

/// Reads a manifest section by section. Private to model/manifest/manifestreader.h; used on one
/// thread, once.
class ManifestSections : public TypedReader
{
public:
    ManifestSections();

    Manifest manifest(const YamlNode &node);

private:
    void section(Manifest &manifest, const YamlNode::Entry &entry);
    void version(const YamlNode &node);
    void dependencies(Manifest &manifest, const YamlNode &node);
    Dependency dependency(const YamlNode::Entry &entry);
    DependencyPurpose purpose(const YamlNode &node, const QString &what);
    QMap<QString, QString> provides(const YamlNode &node);
    QList<Url> urls(const YamlNode &node);
    QMap<QString, Variant> variants(const YamlNode &node);
    QMap<QString, Configuration> configurations(const YamlNode &node);
    QMap<QString, DependencyChoice> choices(const YamlNode &node, const QString &what);
    ServiceEnvironment environment(const YamlNode &node, const QString &what);
    EnvironmentValue environmentValue(const YamlNode &node, const QString &what);
    QList<SchemaSource> schema(const YamlNode &node);
    void schemaPlace(const SchemaSource &source, const QString &what);
    Resources resources(const YamlNode &node);

    // manifestruns.cpp
    QList<ServiceRun> runs(const YamlNode &node, const QString &what, const QString &table);
    ServiceRun serviceRun(const YamlNode &node, const QString &what, const QString &table);
    RunCommand runCommand(const YamlNode &node, const QString &what);
    QList<CommandArgument> commandArguments(const YamlNode &node, const QString &what);
    CommandArgument commandArgument(const YamlNode &node, const QString &what);
    void checkArguments(const ServiceRun &run, const YamlNode &node, const QString &what);
    QStringList inputs(const YamlNode &node, const QString &what);
    std::chrono::milliseconds duration(const YamlNode &node, const QString &what);
    QMap<QString, QList<ServiceRun>> seeds(const YamlNode &node);
    QMap<QString, ServiceRun> data(const YamlNode &node);
    QMap<QString, ServiceRun> commands(const YamlNode &node);
    void registrations(Manifest &manifest, const YamlNode &node);
    ServiceRun registration(const YamlNode &node, const QString &what, bool forUser);

    // manifestclients.cpp
    QMap<QString, ClientNeeds> clients(const YamlNode &node);
    ClientUser clientUser(const YamlNode &node, const QString &what);
    ClientOauth clientOauth(const YamlNode &node, const QString &what);
    QString argument(const YamlNode &node, const QString &what);
};

} // namespace devstack
