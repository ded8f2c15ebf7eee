// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/assembling.h"

#include "assembly/claims.h"
#include "assembly/databases.h"
#include "assembly/hostnetworks.h"
#include "assembly/names.h"
#include "core/files.h"
#include "core/text.h"
#include "model/reach.h"
#include "service/assemblysummary.h"
#include "service/parts.h"
#include "service/resolving.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QUdpSocket>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString portKey(const PortWant &want)
{
    return QStringList {
        want.ida, want.service, QString::number(want.container), want.protocol, want.host}
        .join(u'/');
}

/// The remembered numbers as the choices the allocator understands.
QList<PortChoice> rememberedPorts(const QList<PortWant> &wants, const PortChoices &kept)
{
    QList<PortChoice> choices;
    for (const PortWant &want : wants) {
        if (const int port = kept.value(portKey(want)); port > 0)
            choices += PortChoice {want,
                                   want.address.isEmpty() ? u"127.0.0.1"_s : want.address,
                                   port,
                                   want.host.section(u'-', 0, 0).toInt(),
                                   {}};
    }
    return choices;
}

bool canBind(const QString &address, int port, const QString &protocol)
{
    const QHostAddress host = address.isEmpty() || address == u"0.0.0.0"
        ? QHostAddress(QHostAddress::AnyIPv4)
        : QHostAddress(address);
    if (protocol == u"udp") {
        QUdpSocket socket;
        return socket.bind(host, quint16(port), QAbstractSocket::DontShareAddress);
    }
    // A low port is the engine's to bind, and that may: what we may not is no sign of another
    // owner.
    QTcpServer server;
    return server.listen(host, quint16(port))
        || server.serverError() == QAbstractSocket::SocketAccessError;
}

/// Words in the values of environment variables that could be host names.
QSet<QString> namesIn(const QJsonObject &resolved)
{
    static const QRegularExpression kSeparator(u"[^A-Za-z0-9._-]+"_s);
    QSet<QString> names;
    const QJsonObject services = resolved.value(u"services"_s).toObject();
    for (const auto &service : services) {
        const QJsonObject environment = service.toObject().value(u"environment"_s).toObject();
        for (const auto &value : environment) {
            for (const QString &word : value.toString().split(kSeparator, Qt::SkipEmptyParts))
                names += word;
        }
    }
    return names;
}

Result<QMap<QString, QMap<QString, QString>>> literalEnvironment(const IdaReading &ida)
{
    QMap<QString, QMap<QString, QString>> values;
    const ServiceEnvironment environment = ida.environment();
    for (auto service = environment.begin(); service != environment.end(); ++service) {
        for (auto variable = service->begin(); variable != service->end(); ++variable) {
            QString value = variable->value;
            if (!variable->secret.isEmpty()) {
                const QByteArray name = variable->secret.toUtf8();
                if (!qEnvironmentVariableIsSet(name.constData())) {
                    return invalidInput(
                        u"%1: the secret “%2” for %3 is not set."_s.arg(
                            ida.name, variable->secret, variable.key()),
                        ida.manifest.mark,
                        u"Set the environment variable %1 and run this again."_s.arg(
                            variable->secret));
                }
                value = qEnvironmentVariable(name.constData());
            }
            values[service.key()].insert(variable.key(), value);
        }
    }
    return values;
}

/// Takes the steps from resolved files to assembled ones for the whole workspace.
class Assembler
{
public:
    Assembler(Workspace::Parts &parts,
              const WorkspaceReading &reading,
              const EngineState &engine,
              std::stop_token stop)
        : m_parts(parts)
        , m_reading(reading)
        , m_engine(engine)
        , m_stop(std::move(stop))
    {
    }

    Result<AssembledWorkspace> assemble(const QStringList &idas)
    {
        resolveAll(idas);
        if (m_stop.stop_requested())
            return cancelled();
        choosePorts();
        if (const auto done = chooseSubnets(); !done)
            return done.error();
        m_result.generations
            = m_parts.withState([](WorkspaceState &state) { return state.generations(); });
        QList<NameClaim> claims;
        for (const IdaReading *ida : std::as_const(m_resolvedIdas))
            claims += claimedNames(
                ida->name, m_resolved.value(ida->name), ida->manifest, referredBy(ida->name));
        const auto withheld = withheldNames(claims);
        for (const IdaReading *ida : std::as_const(m_resolvedIdas)) {
            if (!idas.contains(ida->name))
                continue;
            auto assembled = assembleOne(*ida, withheld.value(ida->name));
            if (assembled)
                m_result.idas.insert(ida->name, std::move(*assembled));
            else
                m_result.failed.insert(ida->name, assembled.error());
        }
        return std::move(m_result);
    }

private:
    void resolveAll(const QStringList &wanted)
    {
        for (const IdaReading &ida : m_reading.idas) {
            if (!ida.usable() || !ida.runsHere() || m_stop.stop_requested())
                continue;
            // Untrusted repositories outside of the selection are left out: no Compose process
            // touches them.
            const TrustKey key {m_parts.folder, ida.trustSubject()};
            if (!wanted.contains(ida.name)
                && !m_parts.trust.isTrusted(key, reachOf(ida.compose, ida.path)))
                continue;
            const auto resolved = resolve(m_parts, ida, m_stop);
            if (resolved) {
                m_resolved.insert(ida.name, *resolved);
                m_resolvedIdas += &ida;
            } else if (wanted.contains(ida.name)) {
                m_result.failed.insert(ida.name, resolved.error());
            }
        }
    }

    void choosePorts()
    {
        QList<PortWant> wants;
        for (const IdaReading *ida : std::as_const(m_resolvedIdas))
            wants += wantedPorts(ida->name, m_resolved.value(ida->name));
        QSet<int> ours;
        QSet<int> foreign;
        for (const ContainerInfo &container : m_engine.containers) {
            const bool isOurs
                = container.labels.value(QString::fromUtf16(label::kWorkspace)) == m_parts.id;
            for (const ContainerPort &port : container.ports)
                (isOurs ? ours : foreign) += port.hostPort;
        }
        const auto kept = m_parts.withState([](WorkspaceState &state) { return state.ports(); });
        m_result.ports
            = allocatePorts(wants,
                            rememberedPorts(wants, kept),
                            [&](const QString &address, int port, const QString &protocol) {
                                return !foreign.contains(port)
                                    && (ours.contains(port) || canBind(address, port, protocol));
                            });
    }

    Result<> chooseSubnets()
    {
        QList<SubnetWant> wants {{workspaceNetworkName(m_parts.id), kWorkspacePrefix}};
        for (const IdaReading *ida : std::as_const(m_resolvedIdas))
            wants += {names(*ida).privateNetwork(), kPrivatePrefix};
        QMap<QString, Subnet> remembered;
        const auto kept = m_parts.withState([](WorkspaceState &state) { return state.subnets(); });
        for (auto it = kept.begin(); it != kept.end(); ++it) {
            if (const auto subnet = Subnet::parse(it.value()))
                remembered.insert(it.key(), *subnet);
        }
        QSet<QString> ownNetworks;
        for (const SubnetWant &want : std::as_const(wants))
            ownNetworks += want.network;
        QList<Subnet> taken;
        QStringList bridges;
        for (const NetworkInfo &network : m_engine.networks) {
            // The kernel's bridge of a network of ours must not count as somebody else's route.
            if (ownNetworks.contains(network.name))
                bridges += u"br-"_s + network.id.left(12);
            for (const QString &text : network.subnets) {
                const auto subnet = Subnet::parse(text);
                if (!subnet)
                    continue;
                if (ownNetworks.contains(network.name))
                    remembered.insert(network.name, *subnet);
                else
                    taken += *subnet;
            }
        }
        taken += hostSubnets(bridges);
        const auto chosen = allocateSubnets(wants, defaultSubnetRanges(), taken, remembered);
        if (!chosen)
            return chosen.error();
        m_result.subnets = *chosen;
        return ok();
    }

    IdaNames names(const IdaReading &ida) const
    {
        QStringList siblings;
        for (const IdaReading &other : m_reading.idas) {
            if (other.name != ida.name)
                siblings += other.name;
        }
        return {m_parts.id, ida.name, siblings};
    }

    QSet<QString> referredBy(const QString &exceptIda) const
    {
        QSet<QString> referred;
        for (auto it = m_resolved.begin(); it != m_resolved.end(); ++it) {
            if (it.key() != exceptIda)
                referred += namesIn(it.value());
        }
        return referred;
    }

    Result<Assembly> assembleOne(const IdaReading &ida, const QSet<QString> &withheld)
    {
        const QJsonObject &resolved = m_resolved[ida.name];
        const IdaNames own = names(ida);
        AssemblyInput input;
        input.workspace = m_parts.id;
        input.ida = ida.name;
        input.siblings = own.siblings;
        input.checkout = ida.path;
        input.mode = ida.mode;
        input.images = ida.images;
        input.manifest = ida.manifest;
        const auto environment = literalEnvironment(ida);
        if (!environment)
            return environment.error();
        input.environment = *environment;
        input.without = ida.without();
        input.privateSubnet = m_result.subnets.value(own.privateNetwork());
        const auto volumes = databaseVolumes(resolved, ida.manifest);
        const IdaGenerations generations = m_result.generations.value(ida.name);
        for (const QString &key : volumes.keys()) {
            const QString name
                = dataVolumeName(m_parts.id, ida.name, key, generations.generation(key));
            input.dataVolumes.insert(key, name);
        }
        m_result.dataVolumes.insert(ida.name, input.dataVolumes);
        input.ports = m_result.ports;
        input.paths = probePaths(mountedPaths(resolved));
        input.referredNames = referredBy(ida.name);
        input.withheldNames = withheld;
        input.databases = unaskedDatabases(resolved);
        input.lean = m_reading.choices.lean.value_or(true);
        input.hasStartInterval = m_engine.hasStartInterval;
        return devstack::assemble(resolved, input);
    }

    Workspace::Parts &m_parts;
    const WorkspaceReading &m_reading;
    const EngineState &m_engine;
    std::stop_token m_stop;
    QList<const IdaReading *> m_resolvedIdas;
    QMap<QString, QJsonObject> m_resolved;
    AssembledWorkspace m_result;
};

Result<> rememberChoices(Workspace::Parts &parts, const AssembledWorkspace &assembled)
{
    const auto saved = parts.withState([&](WorkspaceState &state) -> Result<> {
        PortChoices ports = state.ports();
        const PortChoices portsBefore = ports;
        for (const PortChoice &choice : assembled.ports)
            ports.insert(portKey(choice.want), choice.host);
        if (ports != portsBefore) {
            if (const auto done = state.savePorts(ports); !done)
                return done;
        }
        Subnets subnets = state.subnets();
        const Subnets subnetsBefore = subnets;
        for (auto it = assembled.subnets.begin(); it != assembled.subnets.end(); ++it)
            subnets.insert(it.key(), it->toString());
        return subnets == subnetsBefore ? ok() : state.saveSubnets(subnets);
    });
    if (!saved)
        return saved;
    for (auto it = assembled.idas.begin(); it != assembled.idas.end(); ++it) {
        const auto folder = parts.idaFolder(it.key());
        if (!folder)
            return folder.error();
        const QByteArray content = QJsonDocument(it->model).toJson(QJsonDocument::Indented);
        const QString path = *folder + u"/compose.json"_s;
        const auto before = readFile(path, 16 * 1024 * 1024);
        if (!before || *before != content) {
            if (const auto done = writeFile(path, content, true); !done)
                return done;
        }
        if (const auto done = writeSummary(*folder, *it); !done)
            return done;
    }
    return ok();
}

} // namespace

const ContainerInfo *
EngineState::container(const QString &workspaceId, const QString &ida, const QString &service) const
{
    static const QString kWorkspaceLabel = QString::fromUtf16(label::kWorkspace);
    static const QString kIdaLabel = QString::fromUtf16(label::kIda);
    static const QString kServiceLabel = QString::fromUtf16(label::kService);
    for (const ContainerInfo &container : containers) {
        if (container.labels.value(kWorkspaceLabel) == workspaceId
            && container.labels.value(kIdaLabel) == ida
            && container.labels.value(kServiceLabel) == service)
            return &container;
    }
    return nullptr;
}

bool lacksNetwork(const EngineState &engine,
                  const ContainerInfo &container,
                  const QJsonObject &model,
                  const QString &serviceKey)
{
    const QJsonObject networks = model.value(u"networks"_s).toObject();
    const QJsonObject joined = model.value(u"services"_s)
                                   .toObject()
                                   .value(serviceKey)
                                   .toObject()
                                   .value(u"networks"_s)
                                   .toObject();
    for (const QString &key : joined.keys()) {
        const QString name = networks.value(key).toObject().value(u"name"_s).toString();
        const auto held = std::ranges::find(container.networks, name, &ContainerNetwork::name);
        const auto existing = std::ranges::find(engine.networks, name, &NetworkInfo::name);
        if (held == container.networks.end())
            return true;
        if (!held->id.isEmpty() && (existing == engine.networks.end() || existing->id != held->id))
            return true;
    }
    return false;
}

Result<EngineState> observe(Workspace::Parts &parts, std::stop_token stop)
{
    const auto engine = parts.engine();
    if (!engine)
        return engine.error();
    EngineState state;
    auto containers = listContainers(**engine, {}, stop);
    if (!containers)
        return containers.error();
    state.containers = std::move(*containers);
    auto networks = listNetworks(**engine, {}, stop);
    if (!networks)
        return networks.error();
    state.networks = std::move(*networks);
    auto volumes
        = listVolumes(**engine, {QString::fromUtf16(label::kWorkspace) + u'=' + parts.id}, stop);
    if (!volumes)
        return volumes.error();
    for (VolumeInfo &volume : *volumes)
        state.volumes.insert(volume.name, volume);
    auto images = listImages(**engine, {}, stop);
    if (!images)
        return images.error();
    for (const ImageInfo &image : *images) {
        for (const QString &tag : image.tags)
            state.images.insert(tag, image);
        for (const QString &digest : image.digests)
            state.images.insert(digest, image);
    }
    const auto speaks = (*engine)->speaks(44, stop);
    state.hasStartInterval = speaks && *speaks;
    return state;
}

Result<AssembledWorkspace> assembleWorkspace(Workspace::Parts &parts,
                                             const WorkspaceReading &reading,
                                             const QStringList &idas,
                                             const EngineState &engine,
                                             bool remember,
                                             std::stop_token stop)
{
    auto assembled = Assembler(parts, reading, engine, std::move(stop)).assemble(idas);
    if (assembled && remember) {
        if (const auto done = rememberChoices(parts, *assembled); !done)
            return done.error();
    }
    return assembled;
}

Result<ComposeProject>
effectiveProject(Workspace::Parts &parts, const QString &ida, const QString &project)
{
    const auto folder = parts.idaFolder(ida);
    if (!folder)
        return folder.error();
    ComposeProject result;
    result.name = project;
    result.directory = *folder;
    result.files = {*folder + u"/compose.json"_s};
    return result;
}

QString
dataVolumeName(const QString &workspaceId, const QString &ida, const QString &key, int generation)
{
    return u"%1-%2-%3-g%4"_s.arg(workspaceId, slug(ida), slug(key)).arg(generation);
}

} // namespace devstack
