// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/addresstaken.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What the Engines of different years say when somebody else holds an address.
class TestAddressTaken : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void whoseName();
};

void TestAddressTaken::tells_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("port");
    QTest::addColumn<bool>("subnet");
    QTest::newRow("by a container")
        << u"driver failed programming external connectivity on endpoint x: Bind for "
           "0.0.0.0:8080 failed: port is already allocated"_s
        << true << false;
    QTest::newRow("by a program") << u"Error starting userland proxy: listen tcp4 0.0.0.0:8080: "
                                     "bind: address already in use"_s
                                  << true << false;
    QTest::newRow("by a program, Engine 28")
        << u"failed to bind host port 0.0.0.0:8080/tcp: address already in use"_s << true << false;
    QTest::newRow("of the command inside")
        << u"OSError: [Errno 98] Address already in use"_s << false << false;
    QTest::newRow("subnet")
        << u"invalid pool request: Pool overlaps with other one on this address space"_s << false
        << true;
    QTest::newRow("nothing of it") << u"no such image"_s << false << false;
}

void TestAddressTaken::tells()
{
    QFETCH(QString, said);
    for (const Error &error : {failed(said), failed(u"It failed."_s).because(said)}) {
        QTEST(isPortTaken(error), "port");
        QTEST(isSubnetTaken(error), "subnet");
    }
}

void TestAddressTaken::whoseName()
{
    const QString said
        = u"Error response from daemon: Conflict. The container name \"/w-shop-app\" is already in "
          "use by container \"0a1b2c\". You have to remove (or rename) that container to be able "
          "to "
          "reuse that name."_s;
    QCOMPARE(takenContainerName(failed(said)), u"w-shop-app"_s);
    QCOMPARE(takenContainerName(failed(u"It failed."_s).because(said)), u"w-shop-app"_s);
    QCOMPARE(takenContainerName(failed(u"no such image"_s)), QString());
}

QTEST_GUILESS_MAIN(TestAddressTaken)
#include "tst_addresstaken.moc"
