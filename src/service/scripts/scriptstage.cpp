// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/scripts/scriptstage.h"

#include "assembly/names.h"
#include "assembly/portmoves.h"
#include "core/companionprogram.h"
#include "core/filelock.h"
#include "core/files.h"
#include "foreign/guard/centralmapping.h"
#include "foreign/guard/launcher.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/effectiveproject.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Of the user's environment a script gets these and nothing else: enough for shells, make,
/// locales, proxies and docker's own settings; no tokens.
const QStringList kPassed {u"HOME"_s,
                           u"USER"_s,
                           u"LOGNAME"_s,
                           u"SHELL"_s,
                           u"LANG"_s,
                           u"LANGUAGE"_s,
                           u"TZ"_s,
                           u"TMPDIR"_s,
                           u"XDG_RUNTIME_DIR"_s,
                           u"XDG_STATE_HOME"_s,
                           u"XDG_CONFIG_HOME"_s,
                           u"SSL_CERT_FILE"_s,
                           u"SSL_CERT_DIR"_s,
                           u"DOCKER_CONFIG"_s,
                           u"HTTP_PROXY"_s,
                           u"HTTPS_PROXY"_s,
                           u"NO_PROXY"_s,
                           u"http_proxy"_s,
                           u"https_proxy"_s,
                           u"no_proxy"_s,
                           u"OPENEDX_RELEASE"_s};

/// What the central devstack exported to its scripts (options.mk), as far as it means anything
/// here.
const QMap<QString, QString> kCentralDefaults {
    {u"COMPOSE_PROJECT_NAME"_s, u"devstack"_s},
    {u"OPENEDX_PROJECT_NAME"_s, u"devstack"_s},
    {u"COMPOSE_HTTP_TIMEOUT"_s, u"180"_s},
    {u"ALWAYS_CACHE_PROGRAMS"_s, u"false"_s},
    // One line per event: what a terminal would redraw is unreadable in a journal.
    {u"COMPOSE_PROGRESS"_s, u"plain"_s},
    {u"BUILDKIT_PROGRESS"_s, u"plain"_s},
};

Result<QString> program(const QString &name, const QString &hint)
{
    const QString found = QStandardPaths::findExecutable(name);
    if (found.isEmpty())
        return notFound(u"“%1” is not installed, and scripts need it."_s.arg(name), hint);
    return found;
}

void addName(QStringList &names, const QString &name)
{
    if (!name.isEmpty() && !names.contains(name) && !name.contains(u'$'))
        names += name;
}

/// What scripts may call a service: the names its file gives it first, then those that Compose
/// would have given it in the checkout.
QStringList oldNamesOf(const IdaDefinition &ida, const QString &service)
{
    QStringList names;
    const ServiceEntry entry = ida.compose.services.value(service);
    addName(names, entry.containerName);
    for (auto it = ida.manifest.provides.begin(); it != ida.manifest.provides.end(); ++it) {
        if (it.value() == service)
            addName(names, it.key());
    }
    addName(names, entry.hostname);
    const QString folder = QFileInfo(ida.path).fileName().toLower();
    addName(names, u"%1-%2-1"_s.arg(folder, service));
    addName(names, u"%1_%2_1"_s.arg(folder, service));
    return names;
}

/// One IDA as the launchers know it.
struct MappedIda
{
    QList<GuardContainer> containers;
    QList<GuardContainer> unmade;
    GuardProject project;
    QList<PortChoice> ports;
};

MappedIda mapIda(Workspace::Internals &internals, const IdaDefinition &ida)
{
    MappedIda mapped;
    GuardProject &project = mapped.project;
    project.ida = ida.name;
    project.checkout = ida.path;
    project.files = ida.composeFiles;
    project.registerUser = ida.manifest.registerUser;
    project.registerOauth = ida.manifest.registerOauth;
    for (auto *registration : {&project.registerUser, &project.registerOauth}) {
        if (*registration && (*registration)->service.isEmpty())
            (*registration)->service = ida.manifest.primary;
    }
    const auto folder = internals.idaFolder(ida.name);
    const auto summary = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
    if (!summary || !folder) {
        project.engineNote
            = u"“%1” was never provisioned here. “devstack up %1” does it."_s.arg(ida.name);
        for (const QString &service : ida.compose.services.keys())
            mapped.unmade += GuardContainer {ida.name, service, {}, oldNamesOf(ida, service)};
        return mapped;
    }
    // A file that somebody else wrote is run by nobody.
    if (const auto sealed = effectiveProject(internals, ida.name, summary->project); !sealed)
        project.engineNote = sealed.error().message + u' ' + sealed.error().hint;
    project.command = {u"compose"_s,
                       u"--project-name"_s,
                       summary->project,
                       u"--project-directory"_s,
                       *folder,
                       u"--file"_s,
                       *folder + u"/compose.json"_s};
    for (const AssembledService &service : summary->services) {
        project.services.insert(service.name, service.key);
        const GuardContainer container {
            ida.name, service.name, service.container, oldNamesOf(ida, service.name)};
        for (PortChoice port : service.ports) {
            port.want.ida = ida.name;
            mapped.ports += port;
        }
        // The primary one answers for the IDA as a whole.
        if (service.name == ida.manifest.primary)
            mapped.containers.prepend(container);
        else
            mapped.containers.append(container);
    }
    for (const QString &service : ida.compose.services.keys()) {
        if (!project.services.contains(service))
            project.leftOut += service;
    }
    return mapped;
}

/// Removes the folders of runs that were killed together with their keeper: nothing uses them, as a
/// script of the IDA runs once at a time.
void removeLeftovers(const QString &folder)
{
    const auto entries
        = QDir(folder).entryInfoList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        if (!FileLock::holder(keeperLock(entry.filePath())))
            QDir(entry.filePath()).removeRecursively();
    }
}

} // namespace

Result<QString> guardProgram()
{
    return companionProgram(u"devstack-guard"_s, "DEVSTACK_GUARD_PROGRAM");
}

Result<std::unique_ptr<ScriptStage>>
ScriptStage::make(Workspace &workspace, const QString &ida, const WorkspaceDefinition &definition)
{
    Workspace::Internals &internals = workspace.internals();
    const auto launcher = guardProgram();
    if (!launcher)
        return launcher.error();
    const auto docker = program(u"docker"_s, u"“devstack doctor” says what to install."_s);
    if (!docker)
        return docker.error();
    const auto idaFolder = internals.idaFolder(ida);
    if (!idaFolder)
        return idaFolder.error();
    std::unique_ptr<ScriptStage> stage(new ScriptStage);
    GuardMap &map = stage->m_map;
    map.run = QUuid::createUuid().toString(QUuid::Id128);
    map.ida = ida;
    map.workspace = internals.id;
    map.network = workspaceNetworkName(internals.id);
    map.oldNetworks = {u"devstack_default"_s};
    map.docker = *docker;
    map.make = QStandardPaths::findExecutable(u"make"_s);
    map.folder = *idaFolder + u"/scripts/"_s + map.run.left(12);
    removeLeftovers(*idaFolder + u"/scripts"_s);
    stage->m_launcher = *launcher;
    stage->m_checkouts = map.folder + u"/workspace"_s;
    map.central = stage->m_checkouts + u"/devstack"_s;
    stage->m_endpoint = *internals.endpoint;
    QList<PortChoice> ports;
    for (const IdaDefinition &other : definition.idas) {
        if (!other.present || !other.runsHere())
            continue;
        const MappedIda mapped = mapIda(internals, other);
        ports += mapped.ports;
        map.containers += mapped.containers;
        map.unmade += mapped.unmade;
        map.projects += mapped.project;
        stage->m_links.insert(QFileInfo(other.path).fileName(), other.path);
        for (const NamedResource &network : other.compose.networks) {
            if (network.external && !map.oldNetworks.contains(network.name))
                map.oldNetworks
                    += network.explicitName.isEmpty() ? network.name : network.explicitName;
        }
    }
    map.ports = portMovesFor(ida, ports);
    const QProcessEnvironment environment = stage->environment(false);
    for (const QString &name : kEngineVariables) {
        if (environment.contains(name))
            map.engine.insert(name, environment.value(name));
    }
    if (const auto written = stage->write(); !written)
        return written.error();
    return stage;
}

Result<> ScriptStage::write() const
{
    const auto failed = [](const QString &path) {
        return ioError(u"“%1” cannot be created."_s.arg(path),
                       {},
                       u"Check the free space and the permissions of its folder."_s);
    };
    const QString launchers = m_map.folder + u"/bin"_s;
    if (!QDir().mkpath(launchers) || !QDir().mkpath(m_checkouts))
        return failed(launchers);
    for (const QString &name : kLauncherNames) {
        if ((name != u"make" || !m_map.make.isEmpty())
            && !QFile::link(m_launcher, launchers + u'/' + name))
            return failed(launchers + u'/' + name);
    }
    for (auto it = m_links.begin(); it != m_links.end(); ++it) {
        if (it.key() != u"devstack" && !QFile::link(it.value(), m_checkouts + u'/' + it.key()))
            return failed(m_checkouts + u'/' + it.key());
    }
    const auto files = centralFiles(m_launcher);
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (const auto written = writeFile(m_map.central + u'/' + it.key(), *it); !written)
            return written;
    }
    if (const auto written = writeFile(m_map.eventsPath(), {}, true); !written)
        return written;
    return m_map.write(m_map.folder + u"/map.json"_s);
}

ScriptStage::~ScriptStage()
{
    // Links are removed, not followed.
    if (!m_map.folder.isEmpty())
        QDir(m_map.folder).removeRecursively();
}

QProcessEnvironment ScriptStage::environment(bool terminal) const
{
    const QProcessEnvironment host = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment result;
    for (const QString &name : host.keys()) {
        if (kPassed.contains(name) || name.startsWith(u"LC_"))
            result.insert(name, host.value(name));
    }
    for (auto it = kCentralDefaults.begin(); it != kCentralDefaults.end(); ++it)
        result.insert(it.key(), it.value());
    result.insert(u"PATH"_s,
                  m_map.folder + u"/bin:"_s
                      + host.value(u"PATH"_s, u"/usr/local/bin:/usr/bin:/bin"_s));
    result.insert(u"TERM"_s, terminal ? host.value(u"TERM"_s, u"xterm"_s) : u"dumb"_s);
    result.insert(u"DEVSTACK_WORKSPACE"_s, m_checkouts);
    result.insert(QString::fromLatin1(GuardMap::kVariable), m_map.folder + u"/map.json"_s);
    m_endpoint.applyTo(result);
    return result;
}

QStringList ScriptStage::keeper() const
{
    return {m_launcher, u"keep"_s, u"--sweep"_s};
}

} // namespace devstack
