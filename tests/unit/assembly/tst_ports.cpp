// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/ports.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class PortsTest : public QObject
{
    Q_OBJECT

private slots:
    void allocates_data();
    void allocates();
    void readsResolvedPorts();
    void explainsARememberedMove();
    void aPortOfTheRangeIsNoMove();
    void saysWhenTheRangeIsUsedUp();
    void givesAThousandIdasPortsThatDiffer();
};

namespace {

/// "ida service address host container/protocol"
PortWant want(const QString &text)
{
    const QStringList words = text.split(u' ');
    return {words.at(0),
            words.at(1),
            words.at(2) == u"-" ? QString() : words.at(2),
            words.at(3) == u"-" ? QString() : words.at(3),
            words.at(4).section(u'/', 0, 0).toInt(),
            words.at(4).section(u'/', 1)};
}

QList<PortWant> wants(const QStringList &texts)
{
    QList<PortWant> list;
    for (const QString &text : texts)
        list.append(want(text));
    return list;
}

PortProbe machineWith(const QSet<int> &taken)
{
    return [taken](const QString &, int port, const QString &) { return !taken.contains(port); };
}

} // namespace

void PortsTest::allocates_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QStringList>("before"); // "want → host"
    QTest::addColumn<QList<int>>("taken");
    QTest::addColumn<QStringList>("hosts"); // address:port by name of IDA and service
    QTest::addColumn<QString>("reason"); // of the last

    const QStringList none;
    QTest::newRow("free: as written, on loopback")
        << QStringList {u"a app - 18000 18000/tcp"_s} << none << QList<int> {}
        << QStringList {u"127.0.0.1:18000"_s} << "";
    QTest::newRow("an address of the file stays")
        << QStringList {u"a app 0.0.0.0 80 80/tcp"_s} << none << QList<int> {}
        << QStringList {u"0.0.0.0:80"_s} << "";
    QTest::newRow("wanted twice: first by name has it")
        << QStringList {u"b db - 3306 3306/tcp"_s, u"a db - 3306 3306/tcp"_s} << none
        << QList<int> {} << QStringList {u"127.0.0.1:3306"_s, u"127.0.0.1:23306"_s}
        << "3306 is taken by a";
    QTest::newRow("taken on the machine")
        << QStringList {u"a db - 3306 3306/tcp"_s} << none << QList<int> {3306}
        << QStringList {u"127.0.0.1:23306"_s} << "3306 is held by another program of this machine";
    QTest::newRow("and its look-alike too")
        << QStringList {u"a db - 3306 3306/tcp"_s} << none << QList<int> {3306, 23306}
        << QStringList {u"127.0.0.1:23307"_s} << "3306 is held by another program of this machine";
    QTest::newRow("never on a port that another wants")
        << QStringList {u"a db - 3306 3306/tcp"_s, u"b app - 23306 80/tcp"_s} << none
        << QList<int> {3306} << QStringList {u"127.0.0.1:23307"_s, u"127.0.0.1:23306"_s} << "";
    QTest::newRow("other protocols do not meet")
        << QStringList {u"a d - 53 53/tcp"_s, u"a d - 53 53/udp"_s} << none << QList<int> {}
        << QStringList {u"127.0.0.1:53"_s, u"127.0.0.1:53"_s} << "";
    QTest::newRow("every address holds each one")
        << QStringList {u"a x 0.0.0.0 80 80/tcp"_s, u"b x - 80 80/tcp"_s} << none << QList<int> {}
        << QStringList {u"0.0.0.0:80"_s, u"127.0.0.1:20080"_s} << "80 is taken by a";
    QTest::newRow("two addresses do not meet")
        << QStringList {u"a x 127.0.0.2 80 80/tcp"_s, u"b x - 80 80/tcp"_s} << none << QList<int> {}
        << QStringList {u"127.0.0.2:80"_s, u"127.0.0.1:80"_s} << "";
    QTest::newRow("a range gives its first free one")
        << QStringList {u"a x - 7000-7003 80/tcp"_s} << none << QList<int> {7000, 7001}
        << QStringList {u"127.0.0.1:7002"_s} << "";
    QTest::newRow("a port without host")
        << QStringList {u"a x - - 5555/tcp"_s} << none << QList<int> {}
        << QStringList {u"127.0.0.1:25555"_s} << "";
    QTest::newRow("what moved stays moved")
        << QStringList {u"a db - 3306 3306/tcp"_s} << QStringList {u"a db - 3306 3306/tcp=23306"_s}
        << QList<int> {} << QStringList {u"127.0.0.1:23306"_s} << "remembered";
    QTest::newRow("remembered wins over name order")
        << QStringList {u"a db - 3306 3306/tcp"_s, u"b db - 3306 3306/tcp"_s}
        << QStringList {u"b db - 3306 3306/tcp=3306"_s} << QList<int> {}
        << QStringList {u"127.0.0.1:23306"_s, u"127.0.0.1:3306"_s} << "remembered";
    QTest::newRow("remembered but lost")
        << QStringList {u"a db - 3306 3306/tcp"_s} << QStringList {u"a db - 3306 3306/tcp=23306"_s}
        << QList<int> {3306, 23306} << QStringList {u"127.0.0.1:23307"_s}
        << "3306 is held by another program of this machine";
}

void PortsTest::allocates()
{
    QFETCH(QStringList, wanted);
    QFETCH(QStringList, before);
    QFETCH(QList<int>, taken);
    QFETCH(QStringList, hosts);
    QFETCH(QString, reason);
    QList<PortChoice> remembered;
    for (const QString &text : before) {
        const PortWant old = want(text.section(u'=', 0, 0));
        remembered.append({old,
                           u"127.0.0.1"_s,
                           text.section(u'=', 1).toInt(),
                           old.host.toInt(),
                           u"remembered"_s});
    }
    const QList<PortChoice> choices
        = allocatePorts(wants(wanted), remembered, machineWith({taken.begin(), taken.end()}));
    QStringList found;
    for (const PortChoice &choice : choices)
        found.append(choice.address + u':' + QString::number(choice.host));
    QCOMPARE(found, hosts);
    QCOMPARE(choices.last().reason, reason);
    // What was chosen and remembered is chosen again.
    QCOMPARE(allocatePorts(wants(wanted), choices, machineWith({taken.begin(), taken.end()})),
             choices);
}

void PortsTest::readsResolvedPorts()
{
    const QJsonObject resolved = QJsonDocument::fromJson(R"({"services": {
        "db": {"ports": [{"mode": "ingress", "target": 3306, "published": "3306", "protocol": "tcp"},
                         {"host_ip": "127.0.0.1", "target": 53, "published": "53", "protocol": "udp"},
                         {"target": 5555, "protocol": "tcp"}]},
        "host": {"network_mode": "host", "ports": [{"target": 80, "published": "80"}]},
        "side": {"network_mode": "service:db", "ports": [{"target": 81, "published": "81"}]}}})")
                                     .object();
    QCOMPARE(
        wantedPorts(u"a"_s, resolved),
        wants({u"a db - 3306 3306/tcp"_s, u"a db 127.0.0.1 53 53/udp"_s, u"a db - - 5555/tcp"_s}));
}

void PortsTest::saysWhenTheRangeIsUsedUp()
{
    const auto choices = allocatePorts(
        wants({u"a x - 80 80/tcp"_s}), {}, machineWith({80, 20000, 20001}), {20000, 20001});
    QCOMPARE(choices.first().host, 0);
    QVERIFY(choices.first().reason.contains(u"20000"));
}

void PortsTest::givesAThousandIdasPortsThatDiffer()
{
    QList<PortWant> many;
    for (int i = 0; i < 1000; ++i)
        many.append(want(u"ida%1 app - 18000 18000/tcp"_s.arg(i, 4, 10, QChar(u'0'))));
    QSet<int> hosts;
    const auto choices = allocatePorts(many, {}, machineWith({}));
    for (const PortChoice &choice : choices)
        hosts.insert(choice.host);
    QCOMPARE(hosts.size(), 1000);
    QVERIFY(!hosts.contains(0));
}

void PortsTest::explainsARememberedMove()
{
    const QList<PortWant> both = wants({u"a db - 3306 3306/tcp"_s, u"b db - 3306 3306/tcp"_s});
    const PortChoice before {both.last(), u"127.0.0.1"_s, 23306, 3306, {}};
    const auto choices = allocatePorts(both, {before}, machineWith({}));
    QCOMPARE(choices.last().host, 23306);
    QVERIFY(choices.last().isMoved());
    QCOMPARE(choices.last().reason, u"3306 is taken by a"_s);
    QVERIFY(!choices.first().isMoved());
}

void PortsTest::aPortOfTheRangeIsNoMove()
{
    const auto choices
        = allocatePorts(wants({u"a x - 7000-7003 80/tcp"_s}), {}, machineWith({7000}));
    QCOMPARE(choices.first().host, 7001);
    QVERIFY(!choices.first().isMoved());
}

QTEST_GUILESS_MAIN(PortsTest)
#include "tst_ports.moc"
