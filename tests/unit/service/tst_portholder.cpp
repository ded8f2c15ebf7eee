// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/portholder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Ports that this very program holds are told to be its own.
class TestPortHolder : public QObject
{
    Q_OBJECT

private slots:
    void namesProgramAndProcess_data();
    void namesProgramAndProcess();
    void aConnectionIsNoHolder();
    void nobody();

private:
    static QString ours()
    {
        // The kernel keeps the first fifteen characters of a program's name.
        return u"%1 (pid %2)"_s.arg(
            QFileInfo(QCoreApplication::applicationFilePath()).fileName().left(15),
            QString::number(QCoreApplication::applicationPid()));
    }
};

void TestPortHolder::namesProgramAndProcess_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QString>("address");
    QTest::newRow("TCP on loopback") << u"tcp"_s << u"127.0.0.1"_s;
    QTest::newRow("TCP everywhere") << u"tcp"_s << u"0.0.0.0"_s;
    if (QTcpServer().listen(QHostAddress::LocalHostIPv6)) // containers often have none
        QTest::newRow("TCP over IPv6") << u"tcp"_s << u"::1"_s;
    QTest::newRow("UDP") << u"udp"_s << u"127.0.0.1"_s;
}

void TestPortHolder::namesProgramAndProcess()
{
    QFETCH(QString, protocol);
    QFETCH(QString, address);
    QTcpServer server;
    QUdpSocket socket;
    int port = 0;
    if (protocol == u"udp") {
        QVERIFY(socket.bind(QHostAddress(address), 0));
        port = socket.localPort();
    } else {
        QVERIFY(server.listen(QHostAddress(address), 0));
        port = server.serverPort();
    }
    QCOMPARE(programOnPort(port, protocol), ours());
    QCOMPARE(programOnPort(port, protocol == u"udp" ? u"tcp"_s : u"udp"_s), QString());
}

void TestPortHolder::aConnectionIsNoHolder()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QTcpSocket client;
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    QVERIFY(client.waitForConnected());
    QCOMPARE(programOnPort(client.localPort(), u"tcp"_s), QString());
}

void TestPortHolder::nobody()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const int port = server.serverPort();
    server.close();
    QCOMPARE(programOnPort(port, u"tcp"_s), QString());
    QCOMPARE(programOnPort(port, u"tcp"_s, u"/nowhere"_s), QString());
}

QTEST_GUILESS_MAIN(TestPortHolder)
#include "tst_portholder.moc"
