// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/resolvedmodel.h"

#include "model/compose/composereader.h"
#include "model/compose/composetree.h"
#include "model/yaml/yamljson.h"
#include "model/yaml/yamlreader.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Whether a port of the model is one of those that a file writes: "8000-8010:8000-8010" is one
/// entry there and eleven here.
bool covers(const PortMapping &written, const PortMapping &one)
{
    if (written.protocol != one.protocol)
        return false;
    const int number = one.container.toInt();
    const int first = written.container.section(u'-', 0, 0).toInt();
    const int last = written.container.section(u'-', -1).toInt();
    return first <= number && number <= last;
}

SourceMark portMark(const ServiceEntry &read, const PortMapping &port)
{
    SourceMark found = read.keyMarks.value(u"ports"_s, read.mark);
    bool isSure = false;
    for (const PortMapping &written : read.ports) {
        if (isSure || !covers(written, port))
            continue;
        found = written.mark;
        isSure = written.host == port.host && written.address == port.address;
    }
    return found;
}

SourceMark mountMark(const ServiceEntry &read, const MountEntry &mount)
{
    for (const MountEntry &written : read.mounts) {
        if (QDir::cleanPath(written.target) == QDir::cleanPath(mount.target))
            return written.mark;
    }
    return read.keyMarks.value(u"volumes"_s, read.mark);
}

/// Compose adds to `depends_on` what links and shared namespaces need; a link stays one entry.
QList<ServiceDependency> dependencies(const ServiceEntry &read, const ServiceEntry &composed)
{
    QList<ServiceDependency> result;
    for (ServiceDependency one : composed.dependsOn) {
        const auto isTwin = [&](const ServiceDependency &other) {
            return other.service == one.service && other.viaLink == one.viaLink;
        };
        const auto isLink = [&](const ServiceDependency &other) {
            return other.service == one.service && other.viaLink;
        };
        const auto written = std::ranges::find_if(read.dependsOn, isTwin);
        if (written != read.dependsOn.end())
            one.mark = written->mark;
        else if (std::ranges::any_of(read.dependsOn, isLink))
            continue;
        else
            one.mark = read.mark;
        result += one;
    }
    return result;
}

void placeBuild(ServiceEntry &composed, const ServiceEntry &read)
{
    if (!composed.build)
        return;
    composed.build->mark
        = read.build ? read.build->mark : read.keyMarks.value(u"build"_s, read.mark);
    // Compose writes the default as well.
    if (read.build && read.build->dockerfile.isEmpty()
        && composed.build->dockerfile == u"Dockerfile")
        composed.build->dockerfile.clear();
}

ServiceEntry placed(ServiceEntry composed, const ServiceEntry &read)
{
    composed.mark = read.mark;
    composed.keyMarks = read.keyMarks;
    composed.environmentMarks = {};
    for (auto it = composed.environment.begin(); it != composed.environment.end(); ++it) {
        if (const auto mark = read.environmentMarks.constFind(it.key());
            mark != read.environmentMarks.constEnd())
            composed.environmentMarks.insert(it.key(), *mark);
    }
    for (PortMapping &port : composed.ports)
        port.mark = portMark(read, port);
    for (MountEntry &mount : composed.mounts)
        mount.mark = mountMark(read, mount);
    composed.dependsOn = dependencies(read, composed);
    placeBuild(composed, read);
    // Compose has read them into `environment` and `labels`.
    composed.environmentFiles = read.environmentFiles;
    composed.labelFiles = read.labelFiles;
    const QMap<QString, QStringList> onlyDefault {{u"default"_s, {}}};
    if (read.networks.isEmpty() && composed.networks == onlyDefault)
        composed.networks.clear();
    return composed;
}

/// A service that only Compose knows, of a place that this program does not fetch.
ServiceEntry unplaced(ServiceEntry composed, const SourceMark &mark)
{
    ServiceEntry nowhere;
    nowhere.mark = mark;
    return placed(std::move(composed), nowhere);
}

using NamedResources = QMap<QString, NamedResource>;

/// Compose names everything, also what the files leave without a name: "project_key".
NamedResources
placed(const NamedResources &composed, const NamedResources &read, const QString &project)
{
    NamedResources result = read; // Compose leaves out what no service uses
    for (NamedResource resource : composed) {
        const auto written = read.constFind(resource.name);
        if (written == read.constEnd() && resource.name == u"default")
            continue;
        const bool isMade = resource.explicitName == project + u'_' + resource.name;
        if (isMade && (written == read.constEnd() || written->explicitName.isEmpty()))
            resource.explicitName.clear();
        // An external one goes by its key.
        if (resource.external && resource.explicitName == resource.name
            && (written == read.constEnd() || written->explicitName.isEmpty()))
            resource.explicitName.clear();
        if (written != read.constEnd()) {
            resource.mark = written->mark;
            resource.file = written->file;
        }
        result.insert(resource.name, resource);
    }
    return result;
}

} // namespace

Result<ComposeFile>
withResolvedModel(const ComposeFile &read, const QJsonObject &model, const QString &repositoryRoot)
{
    // Compose writes "$" as "$$", since its answer may be read as a compose file again.
    const auto document
        = interpolatedTree(fromJson(model), [](const QString &) { return std::nullopt; });
    if (!document)
        return document.error();
    const auto composed = readResolvedModel(*document, repositoryRoot, read.directory);
    if (!composed)
        return composed;
    ComposeFile result = read;
    if (result.written.isEmpty())
        result.written = read.services;
    result.services.clear();
    for (const ServiceEntry &service : composed->services) {
        const auto written = read.services.constFind(service.name);
        result.services.insert(service.name,
                               written == read.services.constEnd()
                                   ? unplaced(service, {read.path, 0, 0})
                                   : placed(service, *written));
    }
    for (const ServiceEntry &service : read.services) {
        if (!service.profiles.isEmpty() && !result.services.contains(service.name))
            result.services.insert(service.name, service);
    }
    result.networks = placed(composed->networks, read.networks, composed->name);
    result.volumes = placed(composed->volumes, read.volumes, composed->name);
    result.secrets = placed(composed->secrets, read.secrets, composed->name);
    result.configs = placed(composed->configs, read.configs, composed->name);
    if (!read.name.isEmpty())
        result.name = composed->name;
    return result;
}

Result<QJsonObject> modelOfYaml(const QByteArray &answer)
{
    const auto document = parseYaml(answer, u"the answer of docker compose config"_s);
    if (!document)
        return document.error();
    QJsonObject model = toJson(*document).toObject();
    QJsonObject services = model.value(u"services").toObject();
    for (auto it = services.begin(); it != services.end(); ++it) {
        QJsonObject service = it->toObject();
        QJsonObject build = service.value(u"build").toObject();
        QJsonArray keys;
        for (const QJsonValue &key : build.value(u"ssh").toArray())
            keys += key.toString().replace(QRegularExpression(u"\\A([^:]+): "_s), u"\\1="_s);
        if (keys.isEmpty())
            continue;
        build.insert(u"ssh", keys);
        service.insert(u"build", build);
        *it = service;
    }
    model.insert(u"services", services);
    return model;
}

} // namespace devstack
