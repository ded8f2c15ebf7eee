// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/addresses.h"

#include "assembly/hostnetworks.h"
#include "assembly/names.h"
#include "service/projects/portholder.h"
#include "service/workspaceinternals.h"

#include <QHash>
#include <QHostAddress>
#include <QTcpServer>
#include <QUdpSocket>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

bool isPortFree(const QString &address, int port, const QString &protocol)
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

QString portKey(const PortWant &want)
{
    return QStringList {
        want.ida, want.service, QString::number(want.container), want.protocol, want.host}
        .join(u'/');
}

bool isMovedPort(const QString &key, int port)
{
    PortWant want;
    want.host = key.section(u'/', -1);
    return PortChoice {want, {}, port, 0, {}}.isMoved();
}

QList<PortChoice> choosePorts(Workspace::Internals &internals,
                              const QList<PortWant> &wants,
                              const EngineState &engine)
{
    QSet<int> ours;
    QHash<int, QString> foreign; // port → container
    for (const ContainerInfo &container : engine.containers) {
        const bool isOurs = container.labels.value(label::kWorkspace) == internals.id;
        for (const ContainerPort &port : container.ports) {
            if (isOurs)
                ours += port.hostPort;
            else
                foreign.insert(port.hostPort, container.name());
        }
    }
    const auto kept = internals.withState([](WorkspaceState &state) { return state.ports(); });
    return allocatePorts(
        wants,
        rememberedPorts(wants, kept),
        [&](const QString &address, int port, const QString &protocol) {
            return !foreign.contains(port)
                && (ours.contains(port) || isPortFree(address, port, protocol));
        },
        {},
        [&](int port, const QString &protocol) {
            return foreign.contains(port) ? u"the container %1"_s.arg(foreign.value(port))
                                          : programOnPort(port, protocol);
        });
}

Result<QMap<QString, Subnet>> chooseSubnets(Workspace::Internals &internals,
                                            const QList<SubnetWant> &wants,
                                            const EngineState &engine,
                                            const QList<Subnet> &avoid)
{
    QMap<QString, Subnet> remembered;
    const auto kept = internals.withState([](WorkspaceState &state) { return state.subnets(); });
    for (auto it = kept.begin(); it != kept.end(); ++it) {
        if (const auto subnet = Subnet::parse(it.value()))
            remembered.insert(it.key(), *subnet);
    }
    QSet<QString> ownNetworks;
    for (const SubnetWant &want : wants)
        ownNetworks += want.network;
    QList<Subnet> taken = avoid;
    QStringList bridges;
    for (const NetworkInfo &network : engine.networks) {
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
    return allocateSubnets(wants, defaultSubnetRanges(), taken, remembered);
}

} // namespace devstack
