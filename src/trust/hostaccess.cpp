// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccess.h"

#include "core/files.h"
#include "core/pathway.h"
#include "model/compose/composeplaces.h"
#include "model/compose/composereader.h"
#include "model/yaml/yamljson.h"
#include "trust/abridged.h"
#include "trust/buildfetches.h"
#include "trust/hostaccesscollector.h"
#include "trust/hostaccesssource.h"
#include "trust/hostaccessvariables.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isEngineSocket(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return name == u"docker.sock"_s || name == u"podman.sock"_s || name == u"containerd.sock"_s;
}

/// "name=address", which Compose writes, as "name:address".
QString withColon(QString host)
{
    const qsizetype equals = host.indexOf(u'=');
    const qsizetype colon = host.indexOf(u':');
    if (equals >= 0 && (colon < 0 || equals < colon))
        host[equals] = u':';
    return host;
}

/// Whether a variable in the place of a host port can only be a port: "${PORT:-8080}" says that it
/// is a number, and the value is judged where it is known.
bool mayHoldAddress(const QString &host)
{
    static const QRegularExpression kNumber(u"^\\$\\{[A-Za-z_][A-Za-z0-9_]*:?-[0-9]+\\}$"_s);
    return !kNumber.match(host).hasMatch();
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
            // "$HOME:/x" reads like the name of a volume, "${ALL}" like a path in the container.
            if (mount.kind == MountEntry::Kind::Anonymous && !m_into.knows(mount.target))
                add(u"mount "_s + mount.target);
            const bool maybePath = mount.kind == MountEntry::Kind::Volume
                && (mount.source.isEmpty() || !m_into.knows(mount.source));
            if (mount.kind != MountEntry::Kind::Bind && !maybePath)
                continue;
            if (isEngineSocket(mount.source)
                || (m_into.knows(mount.source)
                    && isEngineSocket(pathwayOf(m_into.absolute(mount.source, m_base)).end)))
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
        const QString file
            = build.dockerfile.isEmpty() ? QString(context + u"/Dockerfile"_s) : dockerfile;
        constexpr qint64 kLargest = 1024 * 1024;
        const auto content = !build.isInline && m_into.knows(file)
            ? readFile(m_into.absolute(file, m_base), kLargest)
            : Result<QByteArray>(notFound(file));
        if (!content) {
            if (!build.isInline && m_into.knows(file)
                && QFileInfo(m_into.absolute(file, m_base)).size() > kLargest)
                add(u"build fetches what a Dockerfile of more than 1 MiB says, unread"_s);
            return;
        }
        QStringList given;
        for (auto it = build.arguments.begin(); it != build.arguments.end(); ++it)
            given += it.key() + u'=' + it.value();
        for (const QString &address :
             fetchedByBuild(QString::fromUtf8(*content), given.join(u'\n')))
            add(u"build fetches "_s + abridged(address, address));
    }

    void powers()
    {
        if (m_service.privileged)
            add(u"privileged"_s);
        for (const QString &capability : m_service.capabilitiesAdded)
            add(u"capability "_s + capability);
        for (const QString &device : m_service.devices)
            add(u"device "_s + withEndOfDevice(device));
        for (const QString &option : m_service.securityOptions) {
            static const QStringList kLess {
                u"no-new-privileges"_s, u"no-new-privileges:true"_s, u"no-new-privileges=true"_s};
            if (!kLess.contains(option))
                add(u"security_opt "_s + option);
        }
        shared(m_service.networkMode, u"network"_s);
        shared(m_service.pid, u"processes"_s);
        shared(m_service.ipc, u"memory"_s);
    }

    /// "/dev/x:/dev/y:rwm", and where the device's own path leads.
    QString withEndOfDevice(const QString &device) const
    {
        const QString path = device.section(u':', 0, 0);
        if (!path.startsWith(u'/') || !m_into.knows(path))
            return device;
        const QString shown = HostAccessCollector::withEnd(QDir::cleanPath(path));
        // Before what stands behind the path, which Compose leaves out (notAgreed()).
        return shown == QDir::cleanPath(path) ? device
                                              : QString(shown + device.sliced(path.size()));
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
            if (host.contains(u"host-gateway"_s) || !m_into.knows(host))
                add(u"extra_hosts "_s + withColon(host));
        }
        for (const QString &link : m_service.externalLinks)
            add(u"external_links "_s + link);
        for (const QString &other : m_service.volumesFrom) {
            if (other.startsWith(u"container:"_s) || !m_into.knows(other))
                add(u"volumes_from "_s + other);
        }
        for (const PortMapping &port : m_service.ports) {
            // Without an address it is bound to 127.0.0.1.
            static const QStringList kLoopback {QString(), u"::1"_s, u"[::1]"_s, u"localhost"_s};
            // "${P}:80" may hold an address as well as a port.
            const QString first = port.host.isEmpty() ? port.container : port.host;
            const bool isKnown
                = m_into.knows(first) || !port.address.isEmpty() || !mayHoldAddress(first);
            if ((!kLoopback.contains(port.address) && !port.address.startsWith(u"127."_s))
                || !isKnown)
                add(u"port "_s + port.address + u':' + port.host + u':' + port.container);
        }
    }

    HostAccessCollector &m_into;
    const QString &m_base;
    const ServiceEntry &m_service;
};

/// As the files say them; what their variables mean is judged apart (rereadCompose()).
const QMap<QString, ServiceEntry> &judgedServices(const ComposeFile &file)
{
    return file.written.isEmpty() ? file.services : file.written;
}

/// The folder that paths of merged services begin at.
QString baseOf(const ComposeFile &file, const QString &repositoryRoot)
{
    return file.directory.isEmpty() ? repositoryRoot : file.directory;
}

struct LaidMount
{
    QString path; ///< absolute
    bool isWritable = false;
    QString service;
    Pathway way = pathwayOf(path);

    /// Whether something below `folder` decides where this leads.
    bool passesBelow(const QString &folder) const
    {
        const QString prefix = folder.endsWith(u'/') ? folder : QString(folder + u'/');
        return std::ranges::any_of(way.passed,
                                   [&](const QString &place) { return place.startsWith(prefix); });
    }
};

/// The folders that volumes of these files are made of, by the volume's key: `driver_opts` with a
/// device, or with layers (`o: lowerdir=…`).
QMap<QString, QStringList> foldersOfVolumes(const HostAccessCollector &into,
                                            const ComposeFile &file)
{
    QMap<QString, QStringList> folders;
    for (const ComposeSource &source : file.sources) {
        const YamlNode &content = source.values.isNull() ? source.content : source.values;
        const auto volumes = content.value(u"volumes");
        for (const YamlNode::Entry &one : volumes ? volumes->entries() : QList<YamlNode::Entry>()) {
            const auto options = one.value.value(u"driver_opts");
            for (const YamlNode::Entry &option :
                 options ? options->entries() : QList<YamlNode::Entry>()) {
                for (const QString &path : pathsOfVolume(option.key, option.value.text())) {
                    if (into.knows(path))
                        folders[one.key] += QDir::cleanPath(path);
                }
            }
        }
    }
    return folders;
}

/// Everything of the host that containers of these files get a way to, secrets and configs
/// included.
QList<LaidMount> mountsOf(const HostAccessCollector &into,
                          const ComposeFile &file,
                          const QMap<QString, ServiceEntry> &services,
                          const QString &base)
{
    QList<LaidMount> mounts;
    const QMap<QString, QStringList> volumes = foldersOfVolumes(into, file);
    for (const ServiceEntry &service : services) {
        for (const MountEntry &mount : service.mounts) {
            if (mount.kind == MountEntry::Kind::Bind && into.knows(mount.source))
                mounts.append({into.absolute(mount.source, base), !mount.readOnly, service.name});
            else if (mount.kind == MountEntry::Kind::Volume) {
                for (const QString &path : volumes.value(mount.source))
                    mounts.append({path, !mount.readOnly, service.name});
            }
        }
        for (const QString &device : service.devices) {
            const QString path = device.section(u':', 0, 0);
            if (path.startsWith(u'/') && into.knows(path))
                mounts.append({QDir::cleanPath(path), false, service.name});
        }
    }
    for (const ComposeSource &source : file.sources) {
        if (!source.service.isEmpty())
            continue;
        for (const QString &section : {u"secrets"_s, u"configs"_s}) {
            const auto known = source.content.value(section);
            for (const YamlNode::Entry &one : known ? known->entries() : QList<YamlNode::Entry>()) {
                const auto path = one.value.value(u"file");
                if (path && path->isScalar() && into.knows(path->text()))
                    mounts.append({into.absolute(path->text(), source.base), false, {}});
            }
        }
    }
    return mounts;
}

/// The Engine looks where a link leads when a container starts. What lies below a folder that a
/// container may write can be made a link by then, whatever it is now.
void laterLinks(HostAccessCollector &into, const ComposeFile &file, const QString &base)
{
    const QList<LaidMount> mounts = mountsOf(into, file, judgedServices(file), base);
    for (const LaidMount &above : mounts) {
        for (const LaidMount &below : mounts) {
            if (above.isWritable && below.path != above.path && !above.way.end.isEmpty()
                && below.passesBelow(above.way.end)) {
                into.add(
                    u"mount %1 beside %2: the container can turn it into a link to anywhere"_s.arg(
                        into.shown(below.path), into.shown(above.path)),
                    above.service);
            }
        }
    }
}

void judgeFile(HostAccessCollector &into, const ComposeFile &file, const QString &repositoryRoot)
{
    const QString base = baseOf(file, repositoryRoot);
    for (const ServiceEntry &service : judgedServices(file))
        ServiceJudge(into, base, service).judge();
    laterLinks(into, file, base);
    for (const ComposeSource &source : file.sources)
        addSource(into, source);
    for (const QString &include : file.sources.isEmpty() ? file.includes : QStringList()) {
        if (isRemotePlace(include))
            into.add(u"include "_s + farFile(include));
        else if (const auto path = into.outside(include, base))
            into.add(u"include "_s + *path);
    }
}

/// Variables of the host that files and environment files take.
void takenVariables(HostAccessCollector &into, const ComposeFile &file)
{
    for (auto it = file.takenByFiles.begin(); it != file.takenByFiles.end(); ++it) {
        if (isTellingVariable(it.key(), it.value()))
            into.add(u"host variable "_s + it.key());
    }
    for (const ComposeSource &source : file.sources)
        addVariables(into, source);
    // What Compose is handed is said, wherever it may use it: the project's name becomes a variable
    // of its own, for one.
    for (const QString &name : file.variables) {
        const QString sentence = u"host variable "_s + name;
        if (isTellingVariable(name, true) && !into.says(sentence))
            into.add(sentence);
    }
}

/// Compose reads `.env` beside each file by itself.
void variableFiles(HostAccessCollector &into,
                   const ComposeFile &file,
                   const QString &repositoryRoot)
{
    QStringList folders {repositoryRoot};
    for (const ComposeSource &source : file.sources)
        folders += source.base;
    folders.removeDuplicates();
    for (const QString &folder : std::as_const(folders)) {
        const QFileInfo info(folder + u"/.env"_s);
        if (!info.isSymLink() && !info.exists())
            continue;
        if (const auto path = into.outside(u".env"_s, folder))
            into.add(u"read "_s + *path);
    }
}

} // namespace

QStringList hostAccessOf(const ComposeFile &file, const QString &repositoryRoot)
{
    HostAccessCollector into(repositoryRoot);
    judgeFile(into, file, repositoryRoot);
    takenVariables(into, file);
    variableFiles(into, file, repositoryRoot);
    return into.sentences();
}

QStringList
hostAccessOf(const ComposeFile &file, const QString &repositoryRoot, const VariableValues &values)
{
    if (file.variables.isEmpty())
        return hostAccessOf(file, repositoryRoot);
    const auto expanded = rereadCompose(
        file, repositoryRoot, [&](const YamlNode &document) { return values.expanded(document); });
    // Files that cannot be read with their values are refused by Compose as well, or judged again
    // when it did not refuse them.
    if (!expanded)
        return hostAccessOf(file, repositoryRoot);
    HostAccessCollector into(repositoryRoot);
    judgeFile(into, *expanded, repositoryRoot);
    takenVariables(into, file);
    variableFiles(into, *expanded, repositoryRoot);
    return into.sentences();
}

QStringList hostAccessOfModel(const QJsonObject &model, const QString &repositoryRoot)
{
    HostAccessCollector into(repositoryRoot, HostAccessCollector::Dollars::Plain);
    // Compose writes "$" as "$$", since its answer may be read as a compose file again.
    const YamlNode document = VariableValues().expanded(fromJson(model));
    if (const auto file = readResolvedModel(document, repositoryRoot))
        judgeFile(into, *file, repositoryRoot);
    else
        into.add(u"something unknown: "_s + file.error().message);
    return into.sentences();
}

QStringList writableFolders(const ComposeFile &file, const QString &repositoryRoot)
{
    const HostAccessCollector into(repositoryRoot);
    QStringList folders;
    for (const LaidMount &mount :
         mountsOf(into, file, file.services, baseOf(file, repositoryRoot))) {
        // Whoever may write the home folder needs no link to get anywhere.
        const QString home = QDir::homePath() + u'/';
        const bool isAll = mount.way.end == u"/" || home.startsWith(mount.way.end + u'/');
        if (mount.isWritable && !mount.way.end.isEmpty() && !isAll)
            folders += mount.way.end;
    }
    folders.removeDuplicates();
    return folders;
}

QStringList hostAccessBelow(const ComposeFile &file,
                            const QString &repositoryRoot,
                            const QMap<QString, QStringList> &folders)
{
    HostAccessCollector into(repositoryRoot);
    for (const LaidMount &mount :
         mountsOf(into, file, file.services, baseOf(file, repositoryRoot))) {
        for (auto owner = folders.begin(); owner != folders.end(); ++owner) {
            if (std::ranges::any_of(*owner,
                                    [&](const QString &one) { return mount.passesBelow(one); }))
                into.add(
                    u"mount %1 below what %2 can write: it can turn it into a link to anywhere"_s
                        .arg(into.shown(mount.path), owner.key()),
                    mount.service);
        }
    }
    return into.sentences();
}

QStringList notAgreed(const QStringList &resolved, const QStringList &agreed)
{
    static const QRegularExpression kParts(u"^(.*?)( \\([^()]*\\))?$"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    const auto isCovered = [&](const QString &sentence) {
        if (agreed.contains(sentence))
            return true;
        const auto parts = kParts.match(sentence);
        QString body = parts.captured(1);
        // Compose adds the usual name of a Dockerfile to a folder that was said.
        static const QString kBuild = u"build with "_s;
        static const QString kUsualName = u"/Dockerfile"_s;
        if (body.startsWith(kBuild) && body.endsWith(kUsualName))
            return agreed.contains(u"build from "_s
                                   + body.sliced(kBuild.size()).chopped(kUsualName.size())
                                   + parts.captured(2));
        if (body.startsWith(u"port "_s))
            body = body.section(u':', 0, -3);
        else if (!body.startsWith(u"device "_s))
            return false;
        return std::ranges::any_of(agreed, [&](const QString &one) {
            const auto known = kParts.match(one);
            return known.captured(2) == parts.captured(2)
                && (known.captured(1) == body || known.captured(1).startsWith(body + u':'));
        });
    };
    QStringList beyond = resolved;
    beyond.removeIf(isCovered);
    return beyond;
}

} // namespace devstack
