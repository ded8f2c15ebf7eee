// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/hostnetworks.h"

#include "core/files.h"

#include <QNetworkInterface>
#include <QtEndian>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Route
{
    QString interface;
    Subnet subnet;
};

QList<Route> readRoutes(const QByteArray &text)
{
    constexpr quint32 kRouteUp = 0x0001; // RTF_UP of linux/route.h
    QList<Route> routes;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        // Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 8)
            continue;
        bool isDestination = false;
        bool isMask = false;
        const quint32 destination = qFromBigEndian(fields.at(1).toUInt(&isDestination, 16));
        const quint32 mask = qFromBigEndian(fields.at(7).toUInt(&isMask, 16));
        const bool isUp = (fields.at(3).toUInt(nullptr, 16) & kRouteUp) != 0;
        if (!isDestination || !isMask || !isUp || mask == 0)
            continue;
        routes.append(
            {QString::fromUtf8(fields.at(0)), {destination & mask, int(qPopulationCount(mask))}});
    }
    return routes;
}

} // namespace

QList<Subnet> parseRoutes(const QByteArray &text)
{
    QList<Subnet> subnets;
    const QList<Route> routes = readRoutes(text);
    for (const Route &route : routes)
        subnets.append(route.subnet);
    return subnets;
}

QList<Subnet> hostSubnets(const QStringList &exceptInterfaces)
{
    QList<Subnet> subnets;
    const auto add = [&](const QString &interface, const Subnet &subnet) {
        if (!exceptInterfaces.contains(interface) && !subnets.contains(subnet))
            subnets.append(subnet);
    };
    if (const auto text = readFile(u"/proc/net/route"_s, 4 * 1024 * 1024)) {
        const QList<Route> routes = readRoutes(*text);
        for (const Route &route : routes)
            add(route.interface, route.subnet);
    }
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        const QList<QNetworkAddressEntry> entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            if (entry.ip().protocol() != QAbstractSocket::IPv4Protocol || entry.prefixLength() < 0)
                continue;
            const auto subnet = Subnet::parse(entry.ip().toString() + u'/'
                                              + QString::number(entry.prefixLength()));
            if (subnet)
                add(interface.name(), *subnet);
        }
    }
    return subnets;
}

} // namespace devstack
