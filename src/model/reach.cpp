// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/reach.h"

#include "core/files.h"
#include "core/text.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Collects what one compose file reaches; each sentence ends with the service that does.
class ReachCollector
{
public:
    ReachCollector(const ComposeFile &file, const QString &root)
        : m_root(root)
        , m_base(file.path.isEmpty() ? root : QFileInfo(file.path).absolutePath())
    {
    }

    void add(const QString &what, const QString &service)
    {
        m_sentences
            += printable(service.isEmpty() ? what : QString(what + u" ("_s + service + u')'));
    }

    /// The path as it will be, when it is outside of the repository or cannot be known before
    /// variables are filled in.
    std::optional<QString> outside(const QString &written) const
    {
        if (written.contains(u'$'))
            return written;
        QString path = written;
        if (path == u"~"_s || path.startsWith(u"~/"_s))
            path = QDir::homePath() + path.mid(1);
        else if (path.startsWith(u'~'))
            return written;
        path = QDir::cleanPath(QDir::isAbsolutePath(path) ? path : QString(m_base + u'/' + path));
        const QString root = QFileInfo(m_root).canonicalFilePath();
        for (const QString &top : {QDir::cleanPath(m_root), root}) {
            if (path == top || (!top.isEmpty() && path.startsWith(top + u'/'))) {
                const auto confined = confinedPath(m_root, QDir(top).relativeFilePath(path));
                return confined ? std::nullopt : std::optional(path);
            }
        }
        return path;
    }

    QStringList sentences()
    {
        m_sentences.removeDuplicates();
        m_sentences.sort();
        return m_sentences;
    }

private:
    QString m_root;
    QString m_base; // what relative paths in the file are relative to
    QStringList m_sentences;
};

bool isEngineSocket(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return name == u"docker.sock"_s || name == u"podman.sock"_s || name == u"containerd.sock"_s;
}

bool isRemote(const QString &place)
{
    return place.contains(u"://"_s) || place.startsWith(u"git@"_s) || place.startsWith(u"oci:"_s);
}

void addMounts(ReachCollector &into, const ServiceEntry &service)
{
    for (const MountEntry &mount : service.mounts) {
        if (mount.kind == MountEntry::Kind::Other)
            into.add(u"mount of an unusual kind at "_s + mount.target, service.name);
        if (mount.kind != MountEntry::Kind::Bind)
            continue;
        if (isEngineSocket(mount.source))
            into.add(u"docker socket"_s, service.name);
        else if (const auto path = into.outside(mount.source))
            into.add(u"mount "_s + *path + (mount.readOnly ? u" read-only"_s : QString()),
                     service.name);
    }
}

void addBuild(ReachCollector &into, const ServiceEntry &service)
{
    if (!service.build)
        return;
    const BuildSection &build = *service.build;
    const QString context = build.context.isEmpty() ? u"."_s : build.context;
    if (isRemote(context)) {
        into.add(u"build from "_s + context, service.name);
        return;
    }
    if (const auto path = into.outside(context))
        into.add(u"build from "_s + *path, service.name);
    // A Dockerfile is named relative to its context.
    const QString dockerfile = QDir::isAbsolutePath(build.dockerfile)
        ? build.dockerfile
        : QString(context + u'/' + build.dockerfile);
    if (!build.dockerfile.isEmpty()) {
        if (const auto path = into.outside(dockerfile))
            into.add(u"build with "_s + *path, service.name);
    }
}

void addPowers(ReachCollector &into, const ServiceEntry &service)
{
    if (service.privileged)
        into.add(u"privileged"_s, service.name);
    for (const QString &capability : service.capabilitiesAdded)
        into.add(u"capability "_s + capability, service.name);
    for (const QString &device : service.devices)
        into.add(u"device "_s + device, service.name);
    // Another service of the same file is inside; a host or a foreign container is not.
    const auto shared = [&](const QString &value, const QString &what) {
        if (!value.isEmpty() && value != u"none"_s && value != u"bridge"_s && value != u"default"_s
            && value != u"private"_s && value != u"shareable"_s
            && !value.startsWith(u"service:"_s)) {
            into.add(value + u' ' + what, service.name);
        }
    };
    shared(service.networkMode, u"network"_s);
    shared(service.pid, u"processes"_s);
    shared(service.ipc, u"memory"_s);
}

} // namespace

QStringList reachOf(const ComposeFile &file, const QString &repositoryRoot)
{
    ReachCollector into(file, repositoryRoot);
    for (const ServiceEntry &service : file.services) {
        addMounts(into, service);
        addBuild(into, service);
        addPowers(into, service);
        for (const QString &written : service.environmentFiles) {
            if (const auto path = into.outside(written))
                into.add(u"read "_s + *path, service.name);
        }
    }
    for (const QString &include : file.includes) {
        if (isRemote(include))
            into.add(u"include "_s + include, {});
        else if (const auto path = into.outside(include))
            into.add(u"include "_s + *path, {});
    }
    return into.sentences();
}

} // namespace devstack
