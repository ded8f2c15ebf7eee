// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/subnets.h"

#include <QSet>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class SubnetsTest : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void overlaps();
    void allocates();
    void keepsRemembered();
    void skipsWhatIsTaken();
    void fallsBackToTheNextRange();
    void saysWhenNothingIsLeft();
    void counts();
};

namespace {

Subnet net(const QString &text)
{
    return Subnet::parse(text).value();
}

} // namespace

void SubnetsTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical"); // empty: refused
    QTest::newRow("network") << "10.213.0.64/26"
                             << "10.213.0.64/26";
    QTest::newRow("host bits are cleared") << "10.213.0.70/26"
                                           << "10.213.0.64/26";
    QTest::newRow("address") << "10.0.0.1"
                             << "10.0.0.1/32";
    QTest::newRow("all") << "0.0.0.0/0"
                         << "0.0.0.0/0";
    QTest::newRow("version 6") << "fd00::/8"
                               << "";
    QTest::newRow("prefix too long") << "10.0.0.0/33"
                                     << "";
    QTest::newRow("no prefix") << "10.0.0.0/"
                               << "";
    QTest::newRow("word") << "ten"
                          << "";
    QTest::newRow("empty") << ""
                           << "";
}

void SubnetsTest::parses()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto subnet = Subnet::parse(text);
    QCOMPARE(subnet ? subnet->toString() : QString(), canonical);
}

void SubnetsTest::overlaps()
{
    QVERIFY(net(u"10.0.0.0/8"_s).overlaps(net(u"10.213.0.0/26"_s)));
    QVERIFY(net(u"10.213.0.0/26"_s).overlaps(net(u"10.0.0.0/8"_s)));
    QVERIFY(!net(u"10.213.0.0/26"_s).overlaps(net(u"10.213.0.64/26"_s)));
}

void SubnetsTest::allocates()
{
    const auto given = allocateSubnets(
        {{u"w"_s, 24}, {u"a"_s, 26}, {u"b"_s, 26}}, {net(u"10.213.0.0/16"_s)}, {});
    QVERIFY(given.hasValue());
    QCOMPARE(given->value(u"w"_s).toString(), u"10.213.0.0/24"_s);
    QCOMPARE(given->value(u"a"_s).toString(), u"10.213.1.0/26"_s);
    QCOMPARE(given->value(u"b"_s).toString(), u"10.213.1.64/26"_s);
}

void SubnetsTest::keepsRemembered()
{
    const QMap<QString, Subnet> before {{u"b"_s, net(u"10.213.0.0/26"_s)},
                                        {u"c"_s, net(u"10.213.9.0/26"_s)}};
    const auto given = allocateSubnets({{u"a"_s, 26}, {u"b"_s, 26}, {u"c"_s, 26}},
                                       {net(u"10.213.0.0/16"_s)},
                                       {net(u"10.213.9.0/24"_s)},
                                       before);
    QVERIFY(given.hasValue());
    QCOMPARE(given->value(u"b"_s).toString(), u"10.213.0.0/26"_s);
    QCOMPARE(given->value(u"a"_s).toString(), u"10.213.0.64/26"_s);
    QCOMPARE(given->value(u"c"_s).toString(), u"10.213.0.128/26"_s); // its old one is taken now
}

void SubnetsTest::skipsWhatIsTaken()
{
    const auto given = allocateSubnets({{u"a"_s, 26}},
                                       {net(u"10.213.0.0/16"_s)},
                                       {net(u"10.213.0.0/17"_s), net(u"10.213.128.10/32"_s)});
    QVERIFY(given.hasValue());
    QCOMPARE(given->value(u"a"_s).toString(), u"10.213.128.64/26"_s);
}

void SubnetsTest::fallsBackToTheNextRange()
{
    const auto given
        = allocateSubnets({{u"a"_s, 26}}, defaultSubnetRanges(), {net(u"10.0.0.0/8"_s)});
    QVERIFY(given.hasValue());
    QCOMPARE(given->value(u"a"_s).toString(), u"172.30.0.0/26"_s);
}

void SubnetsTest::saysWhenNothingIsLeft()
{
    const auto given = allocateSubnets({{u"a"_s, 26}, {u"b"_s, 26}}, {net(u"10.213.0.0/26"_s)}, {});
    QVERIFY(!given);
    QVERIFY(given.error().kind == Error::Kind::Conflict);
    QVERIFY(given.error().message.contains(u"network b"));
}

void SubnetsTest::counts()
{
    QCOMPARE(freeSubnets({net(u"10.213.0.0/24"_s)}, {}), 4);
    QCOMPARE(freeSubnets({net(u"10.213.0.0/24"_s)}, {net(u"10.213.0.65/32"_s)}), 3);
    QCOMPARE(freeSubnets({net(u"10.213.0.0/24"_s)}, {net(u"10.0.0.0/8"_s)}), 0);
}

QTEST_GUILESS_MAIN(SubnetsTest)
#include "tst_subnets.moc"
