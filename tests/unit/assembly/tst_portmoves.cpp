// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/portmoves.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class PortMovesTest : public QObject
{
    Q_OBJECT

private slots:
    void follows_data();
    void follows();
    void ownPortsWin();
    void severalOthersAreAmbiguous();
    void manifestFollows();
};

namespace {

PortChoice choice(const QString &ida, int original, int host, const QString &protocol = u"tcp"_s)
{
    return {{ida, u"app"_s, {}, QString::number(original), 80, protocol},
            u"127.0.0.1"_s,
            host,
            original,
            u"moved"_s};
}

} // namespace

void PortMovesTest::follows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("url") << "http://localhost:18000/login"
                         << "http://localhost:28000/login";
    QTest::newRow("bare") << "localhost:18000"
                          << "localhost:28000";
    QTest::newRow("address") << "http://127.0.0.1:18000"
                             << "http://127.0.0.1:28000";
    QTest::newRow("every address") << "0.0.0.0:18000"
                                   << "0.0.0.0:28000";
    QTest::newRow("version 6") << "http://[::1]:18000/"
                               << "http://[::1]:28000/";
    QTest::newRow("name below localhost") << "http://shop.localhost:18000/"
                                          << "http://shop.localhost:28000/";
    QTest::newRow("encoded") << "next=http%3A%2F%2Flocalhost%3A18000%2Fa"
                             << "next=http%3A%2F%2Flocalhost%3A28000%2Fa";
    QTest::newRow("several") << "localhost:18000,localhost:18000,localhost:1800"
                             << "localhost:28000,localhost:28000,localhost:2";
    QTest::newRow("shorter is another port") << "localhost:1800"
                                             << "localhost:2";
    QTest::newRow("longer is another port") << "localhost:180001"
                                            << "localhost:180001";
    QTest::newRow("another host")
        << "http://mylocalhost:18000 db.localhost.org:18000 edx.devstack.lms:18000"
        << "http://mylocalhost:18000 db.localhost.org:18000 edx.devstack.lms:18000";
    QTest::newRow("another address") << "10.127.0.0.1:18000 127.0.0.11:18000"
                                     << "10.127.0.0.1:18000 127.0.0.11:18000";
    QTest::newRow("a number alone") << "18000"
                                    << "18000";
    QTest::newRow("credentials") << "mysql://root:pw@localhost:18000/db"
                                 << "mysql://root:pw@localhost:28000/db";
    QTest::newRow("empty") << ""
                           << "";
}

void PortMovesTest::follows()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const PortMoves moves
        = portMovesFor(u"a"_s, {choice(u"b"_s, 18000, 28000), choice(u"b"_s, 1800, 2)});
    QCOMPARE(followPorts(text, moves).text, expected);
}

void PortMovesTest::ownPortsWin()
{
    const QList<PortChoice> choices {choice(u"a"_s, 3306, 3306),
                                     choice(u"b"_s, 3306, 23306),
                                     choice(u"c"_s, 53, 20053, u"udp"_s)};
    QVERIFY(portMovesFor(u"a"_s, choices).targets.isEmpty());
    QCOMPARE(portMovesFor(u"b"_s, choices).targets, (QMap<int, int> {{3306, 23306}}));
}

void PortMovesTest::severalOthersAreAmbiguous()
{
    const PortMoves moves
        = portMovesFor(u"x"_s, {choice(u"a"_s, 3306, 3306), choice(u"b"_s, 3306, 23306)});
    const FollowedText followed = followPorts(u"localhost:3306"_s, moves);
    QCOMPARE(followed.text, u"localhost:3306"_s);
    QCOMPARE(followed.ambiguous, QSet<int> {3306});
}

void PortMovesTest::manifestFollows()
{
    Manifest manifest;
    manifest.urls.append({u"web"_s, u"http://localhost:18000/"_s, u"/health/"_s, {}});
    manifest.clients[u"lms"_s].oauth.append(
        {u"id"_s, {}, {}, {}, {u"http://localhost:18000/complete/"_s}, {}});
    const Manifest followed
        = followPorts(manifest, portMovesFor(u"a"_s, {choice(u"a"_s, 18000, 28000)}));
    QCOMPARE(followed.urls.first().url, u"http://localhost:28000/"_s);
    QCOMPARE(followed.urls.first().health, u"/health/"_s);
    QCOMPARE(followed.clients.value(u"lms"_s).oauth.first().redirectUris.first(),
             u"http://localhost:28000/complete/"_s);
}

QTEST_GUILESS_MAIN(PortMovesTest)
#include "tst_portmoves.moc"
