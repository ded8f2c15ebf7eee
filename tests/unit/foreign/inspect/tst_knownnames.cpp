// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/knownnames.h"
#include "support/scratchcheckout.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// The table of host names and how a company extends it.
class TestKnownNames : public QObject
{
    Q_OBJECT

private slots:
    void builtIn_data();
    void builtIn();
    void noHostTwice();
    void overlays();
    void refuses_data();
    void refuses();
};

void TestKnownNames::builtIn_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("ida");
    QTest::addColumn<bool>("infrastructure");
    QTest::newRow("lms") << u"edx.devstack.lms"_s << u"edx-platform"_s << false;
    QTest::newRow("studio") << u"edx.devstack.studio"_s << u"edx-platform"_s << false;
    QTest::newRow("discovery") << u"edx.devstack.discovery"_s << u"course-discovery"_s << false;
    QTest::newRow("notes") << u"edx.devstack.edxnotesapi"_s << u"edx-notes-api"_s << false;
    QTest::newRow("catalog") << u"enterprise.catalog.app"_s << u"enterprise-catalog"_s << false;
    QTest::newRow("redis") << u"edx.devstack.redis"_s << u"redis"_s << true;
    QTest::newRow("mysql") << u"edx.devstack.mysql57"_s << u"mysql57"_s << true;
}

void TestKnownNames::builtIn()
{
    QFETCH(QString, host);
    QFETCH(QString, ida);
    QFETCH(bool, infrastructure);
    const KnownService *service = KnownNames::builtIn().find(host);
    QVERIFY(service);
    QCOMPARE(service->ida, ida);
    QCOMPARE(service->isInfrastructure(), infrastructure);
    QVERIFY(!KnownNames::builtIn().find(u"www.example.org"_s));
    QCOMPARE(KnownNames::builtIn().named(u"lms"_s)->ida, u"edx-platform"_s);
}

void TestKnownNames::noHostTwice()
{
    QSet<QString> seen;
    for (const KnownService &service : KnownNames::builtIn().services()) {
        for (const QString &host : service.hosts) {
            QVERIFY2(!seen.contains(host), qPrintable(host));
            seen.insert(host);
        }
    }
    QVERIFY(seen.size() > 50);
}

void TestKnownNames::overlays()
{
    ScratchCheckout machine, user;
    QVERIFY(machine.write(u"devstack/names.yml"_s,
                          "services:\n  payments: {hosts: [pay.example, edx.devstack.pay]}\n  "
                          "credentials: {hosts: [certs.example]}\n"));
    QVERIFY(user.write(u"devstack/names.yml"_s,
                       "services:\n  payments: {names: [pay], hosts: [pay2.example], url: "
                       "\"https://git.example.org/pay.git\"}\n"));
    qputenv("XDG_CONFIG_DIRS", machine.path().toUtf8() + ":relative");
    qputenv("XDG_CONFIG_HOME", user.path().toUtf8());
    QCOMPARE(KnownNames::overlayFiles().size(), 2);
    const auto names = KnownNames::read();
    QVERIFY(names);
    QVERIFY(!names->find(u"pay.example"_s)); // the user's entry replaced the machine's
    QCOMPARE(names->find(u"pay2.example"_s)->url, u"https://git.example.org/pay.git"_s);
    QCOMPARE(names->named(u"pay"_s)->ida, u"payments"_s);
    QCOMPARE(names->find(u"certs.example"_s)->ida, u"credentials"_s);
    QVERIFY(!names->find(u"edx.devstack.credentials"_s));
    QVERIFY(names->find(u"edx.devstack.lms"_s));
    QVERIFY(user.write(u"devstack/names.yml"_s, "services: [1]\n"));
    const auto broken = KnownNames::read();
    QVERIFY(!broken);
    QCOMPARE(broken.error().where.file, user.path() + u"/devstack/names.yml"_s);
    QCOMPARE(broken.error().where.line, 1);
}

void TestKnownNames::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::newRow("unknown section") << QByteArray("version: 1\nservice: {}\n") << 2;
    QTest::newRow("unknown key") << QByteArray("services:\n  a:\n    host: [x]\n") << 3;
    QTest::newRow("no list") << QByteArray("infrastructure:\n  redis: x\n") << 2;
    QTest::newRow("other version") << QByteArray("version: 2\n") << 1;
}

void TestKnownNames::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    const auto names = KnownNames::parse(content, u"names.yml"_s, {});
    QVERIFY(!names);
    QCOMPARE(names.error().where.line, line);
}

QTEST_GUILESS_MAIN(TestKnownNames)
#include "tst_knownnames.moc"
