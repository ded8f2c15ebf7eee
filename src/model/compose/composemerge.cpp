// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composemerge.h"

#include "model/compose/composeplaces.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

template <typename T> void replace(T &base, const T &over)
{
    if (!over.isEmpty())
        base = over;
}

void appendNew(QStringList &base, const QStringList &over)
{
    for (const QString &text : over) {
        if (!base.contains(text))
            base.append(text);
    }
}

/// Adds the entries of `over`; one with an equal key replaces that of `base`.
template <typename T, typename Key> void unite(QList<T> &base, const QList<T> &over, Key key)
{
    for (const T &entry : over) {
        const auto known
            = std::ranges::find_if(base, [&](const T &other) { return key(other) == key(entry); });
        if (known == base.end())
            base.append(entry);
        else
            *known = entry;
    }
}

BuildSection mergedBuild(const BuildSection &base, const BuildSection &over)
{
    BuildSection result = base;
    if (over.context != u".")
        result.context = over.context;
    replace(result.dockerfile, over.dockerfile);
    replace(result.target, over.target);
    result.arguments.insert(over.arguments);
    result.mark = over.mark;
    return result;
}

bool isRelativePath(const QString &path)
{
    return path.startsWith(u'.')
        || (!path.startsWith(u'/') && !path.startsWith(u'~') && !path.startsWith(u'$')
            && !isRemotePlace(path) && !path.contains(u':'));
}

QString joined(const QString &prefix, const QString &path)
{
    const QString clean = QDir::cleanPath(prefix + u'/' + path);
    return clean.startsWith(u'.') ? clean : u"./"_s + clean;
}

} // namespace

ServiceEntry mergedService(const ServiceEntry &base, const ServiceEntry &over)
{
    ServiceEntry result = base;
    result.name = over.name;
    result.mark = over.mark;
    replace(result.image, over.image);
    if (over.build)
        result.build = base.build ? mergedBuild(*base.build, *over.build) : over.build;
    replace(result.containerName, over.containerName);
    replace(result.hostname, over.hostname);
    replace(result.command, over.command);
    replace(result.entrypoint, over.entrypoint);
    result.environment.insert(over.environment);
    result.environmentMarks.insert(over.environmentMarks);
    appendNew(result.environmentFiles, over.environmentFiles);
    unite(result.ports, over.ports, [](const PortMapping &port) {
        return QStringList {port.address, port.host, port.container, port.protocol};
    });
    unite(result.mounts, over.mounts, [](const MountEntry &mount) { return mount.target; });
    unite(result.dependsOn, over.dependsOn, [](const ServiceDependency &dependency) {
        return std::pair(dependency.service, dependency.viaLink);
    });
    result.networks.insert(over.networks);
    replace(result.networkMode, over.networkMode);
    appendNew(result.profiles, over.profiles);
    replace(result.restart, over.restart);
    appendNew(result.capabilitiesAdded, over.capabilitiesAdded);
    appendNew(result.devices, over.devices);
    if (over.keyMarks.contains(u"privileged"_s))
        result.privileged = over.privileged;
    if (over.keyMarks.contains(u"healthcheck"_s)) {
        result.healthcheck = over.healthcheck;
        result.hasHealthcheck = over.hasHealthcheck;
    }
    replace(result.pid, over.pid);
    replace(result.ipc, over.ipc);
    appendNew(result.extraHosts, over.extraHosts);
    appendNew(result.externalLinks, over.externalLinks);
    appendNew(result.volumesFrom, over.volumesFrom);
    appendNew(result.securityOptions, over.securityOptions);
    result.keyMarks.insert(over.keyMarks);
    return result;
}

ComposeFile mergedCompose(const ComposeFile &base, const ComposeFile &over)
{
    ComposeFile result = base;
    appendNew(result.files, over.files);
    appendNew(result.tops, over.tops);
    result.sources += over.sources;
    replace(result.name, over.name);
    for (const ServiceEntry &service : over.services) {
        const auto known = base.services.constFind(service.name);
        result.services.insert(service.name,
                               known == base.services.constEnd() ? service
                                                                 : mergedService(*known, service));
    }
    result.networks.insert(over.networks);
    result.volumes.insert(over.volumes);
    appendNew(result.includes, over.includes);
    appendNew(result.variables, over.variables);
    result.manifest = merged(base.manifest, over.manifest);
    return result;
}

void rebase(ServiceEntry &service, const QString &prefix)
{
    if (prefix.isEmpty() || prefix == u".")
        return;
    if (service.build && isRelativePath(service.build->context))
        service.build->context = joined(prefix, service.build->context);
    for (MountEntry &mount : service.mounts) {
        if (mount.kind == MountEntry::Kind::Bind && isRelativePath(mount.source))
            mount.source = joined(prefix, mount.source);
    }
    for (QString &file : service.environmentFiles) {
        if (isRelativePath(file))
            file = joined(prefix, file);
    }
}

} // namespace devstack
