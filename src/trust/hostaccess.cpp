// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccess.h"

#include "model/compose/composeplaces.h"
#include "trust/hostaccesscollector.h"
#include "trust/hostaccesssource.h"
#include "trust/hostaccessvariables.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isEngineSocket(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return name == u"docker.sock"_s || name == u"podman.sock"_s || name == u"containerd.sock"_s;
}

/// Merged services are relative to the first file's folder.
class ServiceJudge
{
public:
    ServiceJudge(HostAccessCollector &into, const QString &base, const ServiceEntry &service)
        : m_into(into)
        , m_base(base)
        , m_service(service)
    {
    }

    void judge()
    {
        mounts();
        build();
        powers();
        neighbours();
        for (const QString &written : m_service.environmentFiles) {
            if (const auto path = m_into.outside(written, m_base))
                add(u"read "_s + *path);
        }
    }

private:
    void add(const QString &what) { m_into.add(what, m_service.name); }

    void mounts()
    {
        for (const MountEntry &mount : m_service.mounts) {
            if (mount.kind == MountEntry::Kind::Other)
                add(u"mount of an unusual kind at "_s + mount.target);
            // "$HOME:/x" reads like the name of a volume.
            const bool maybePath
                = mount.kind == MountEntry::Kind::Volume && mount.source.startsWith(u'$');
            if (mount.kind != MountEntry::Kind::Bind && !maybePath)
                continue;
            if (isEngineSocket(mount.source))
                add(u"docker socket"_s);
            else if (const auto path = m_into.outside(mount.source, m_base))
                add(u"mount "_s + *path + (mount.readOnly ? u" read-only"_s : QString()));
        }
    }

    void build()
    {
        if (!m_service.build)
            return;
        const BuildSection &build = *m_service.build;
        const QString context = build.context.isEmpty() ? u"."_s : build.context;
        if (isRemotePlace(context))
            return add(u"build from "_s + context);
        if (const auto path = m_into.outside(context, m_base))
            add(u"build from "_s + *path);
        // A Dockerfile is named relative to its context.
        const QString dockerfile = QDir::isAbsolutePath(build.dockerfile)
            ? build.dockerfile
            : QString(context + u'/' + build.dockerfile);
        if (!build.dockerfile.isEmpty()) {
            if (const auto path = m_into.outside(dockerfile, m_base))
                add(u"build with "_s + *path);
        }
    }

    void powers()
    {
        if (m_service.privileged)
            add(u"privileged"_s);
        for (const QString &capability : m_service.capabilitiesAdded)
            add(u"capability "_s + capability);
        for (const QString &device : m_service.devices)
            add(u"device "_s + device);
        for (const QString &option : m_service.securityOptions) {
            if (!option.startsWith(u"no-new-privileges"_s) || option.endsWith(u"false"_s))
                add(u"security_opt "_s + option);
        }
        shared(m_service.networkMode, u"network"_s);
        shared(m_service.pid, u"processes"_s);
        shared(m_service.ipc, u"memory"_s);
    }

    /// Another service of the same file is inside; a host or a foreign container is not.
    void shared(const QString &value, const QString &what)
    {
        static const QStringList kOwn {
            QString(), u"none"_s, u"bridge"_s, u"default"_s, u"private"_s, u"shareable"_s};
        if (!kOwn.contains(value) && !value.startsWith(u"service:"_s))
            add(value + u' ' + what);
    }

    /// What it can talk to beyond its own networks, and who can talk to it.
    void neighbours()
    {
        for (const QString &host : m_service.extraHosts) {
            if (host.contains(u"host-gateway"_s) || host.contains(u'$'))
                add(u"extra_hosts "_s + host);
        }
        for (const QString &link : m_service.externalLinks)
            add(u"external_links "_s + link);
        for (const QString &other : m_service.volumesFrom) {
            if (other.startsWith(u"container:"_s) || other.contains(u'$'))
                add(u"volumes_from "_s + other);
        }
        for (const PortMapping &port : m_service.ports) {
            // Without an address it is bound to 127.0.0.1.
            static const QStringList kLoopback {QString(), u"::1"_s, u"[::1]"_s, u"localhost"_s};
            if (!kLoopback.contains(port.address) && !port.address.startsWith(u"127."_s))
                add(u"port "_s + port.address + u':' + port.host + u':' + port.container);
        }
    }

    HostAccessCollector &m_into;
    const QString &m_base;
    const ServiceEntry &m_service;
};

} // namespace

QStringList hostAccessOf(const ComposeFile &file, const QString &repositoryRoot)
{
    HostAccessCollector into(repositoryRoot);
    const QString base = file.path.isEmpty() ? repositoryRoot : QFileInfo(file.path).absolutePath();
    const auto &services = file.written.isEmpty() ? file.services : file.written;
    for (const ServiceEntry &service : services)
        ServiceJudge(into, base, service).judge();
    for (auto it = file.takenByFiles.begin(); it != file.takenByFiles.end(); ++it) {
        if (isTellingVariable(it.key(), it.value()))
            into.add(u"host variable "_s + it.key());
    }
    for (const ComposeSource &source : file.sources)
        addSource(into, source);
    for (const QString &include : file.sources.isEmpty() ? file.includes : QStringList()) {
        if (isRemotePlace(include))
            into.add(u"include "_s + include);
        else if (const auto path = into.outside(include, base))
            into.add(u"include "_s + *path);
    }
    return into.sentences();
}

} // namespace devstack
