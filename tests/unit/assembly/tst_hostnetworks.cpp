// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/hostnetworks.h"

#include <QFileInfo>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class HostNetworksTest : public QObject
{
    Q_OBJECT

private slots:
    void parsesRoutes();
    void readsThisMachine();
};

void HostNetworksTest::parsesRoutes()
{
#if Q_BYTE_ORDER != Q_LITTLE_ENDIAN
    QSKIP("the text is in the host's byte order");
#endif
    const QByteArray text
        = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
          "eth0\t00000000\t0100A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
          "eth0\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
          "tun0\t0000000A\t0100A8C0\t0003\t0\t0\t0\t000000FF\t0\t0\t0\n"
          "down\t000013AC\t00000000\t0000\t0\t0\t0\t0000FFFF\t0\t0\t0\n"
          "nonsense\n"
          "eth1\tZZ\t0\t0001\t0\t0\t0\tFF\t0\t0\t0\n";
    QStringList found;
    const QList<Subnet> subnets = parseRoutes(text);
    for (const Subnet &subnet : subnets)
        found.append(subnet.toString());
    QCOMPARE(found, (QStringList {u"192.168.0.0/24"_s, u"10.0.0.0/8"_s}));
}

void HostNetworksTest::readsThisMachine()
{
    // Every machine has its loopback network, from its interfaces.
    const QList<Subnet> subnets = hostSubnets();
    QVERIFY(subnets.contains(Subnet::parse(u"127.0.0.0/8"_s).value()));
    QVERIFY(!hostSubnets({u"lo"_s})
                 .contains(Subnet::parse(u"127.0.0.0/8"_s).value()));
}

QTEST_GUILESS_MAIN(HostNetworksTest)
#include "tst_hostnetworks.moc"

