// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "composefolder.h"
#include "model/compose/composeservice.h"
#include "model/compose/composevariables.h"
#include "model/yaml/yamlreader.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// The forms in which repositories write their services, ports, mounts and resources.
class TestComposeService : public QObject
{
    Q_OBJECT

private slots:
    void readsPorts_data();
    void readsPorts();
    void readsMounts_data();
    void readsMounts();
    void readsService();
    void readsLongForms();
    void readsResources();
    void findsVariables_data();
    void findsVariables();
    void manyVariablesOfOneText();
};

void TestComposeService::readsPorts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts"); // address, host, container, protocol
    QTest::newRow("container") << u"80"_s << QStringList {{}, {}, u"80"_s, u"tcp"_s};
    QTest::newRow("host") << u"18040:18040"_s << QStringList {{}, u"18040"_s, u"18040"_s, u"tcp"_s};
    QTest::newRow("udp") << u"53:53/udp"_s << QStringList {{}, u"53"_s, u"53"_s, u"udp"_s};
    QTest::newRow("range") << u"3000-3005"_s << QStringList {{}, {}, u"3000-3005"_s, u"tcp"_s};
    QTest::newRow("ranges") << u"127.0.0.1:8000-8002:80-82"_s
                            << QStringList {u"127.0.0.1"_s, u"8000-8002"_s, u"80-82"_s, u"tcp"_s};
    QTest::newRow("random host") << u"127.0.0.1::80"_s
                                 << QStringList {u"127.0.0.1"_s, {}, u"80"_s, u"tcp"_s};
    QTest::newRow("ipv6") << u"[::1]:6001:6001"_s
                          << QStringList {u"::1"_s, u"6001"_s, u"6001"_s, u"tcp"_s};
    QTest::newRow("ipv6 bare") << u"::1:6001:6001"_s
                               << QStringList {u"::1"_s, u"6001"_s, u"6001"_s, u"tcp"_s};
    QTest::newRow("variables") << u"${PORT}:${PORT:-7080}"_s
                               << QStringList {{}, u"${PORT}"_s, u"${PORT:-7080}"_s, u"tcp"_s};
    QTest::newRow("variable address")
        << u"${IP:-[::1]}:${P:-1}:2/udp"_s
        << QStringList {u"${IP:-[::1]}"_s, u"${P:-1}"_s, u"2"_s, u"udp"_s};
    QTest::newRow("forgotten dollar")
        << u"{X:-1}:2"_s << QStringList {{}, u"{X:-1}"_s, u"2"_s, u"tcp"_s};
    QTest::newRow("zeros before") << u"080-081:0080/udp"_s
                                  << QStringList {{}, u"080-081"_s, u"80"_s, u"udp"_s};
    QTest::newRow("empty") << QString() << QStringList {{}, {}, {}, u"tcp"_s};
}

void TestComposeService::readsPorts()
{
    QFETCH(QString, text);
    const PortMapping port = shortPort(text);
    QTEST((QStringList {port.address, port.host, port.container, port.protocol}), "parts");
}

void TestComposeService::readsMounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("readOnly");
    constexpr int kBind = int(MountEntry::Kind::Bind);
    constexpr int kVolume = int(MountEntry::Kind::Volume);
    QTest::newRow("anonymous") << u"/edx/node_modules"_s << int(MountEntry::Kind::Anonymous)
                               << QString() << u"/edx/node_modules"_s << false;
    QTest::newRow("named") << u"data:/var/lib/mysql"_s << kVolume << u"data"_s
                           << u"/var/lib/mysql"_s << false;
    QTest::newRow("dot") << u".:/app"_s << kBind << u"."_s << u"/app"_s << false;
    QTest::newRow("outside") << u"../src:/edx/src:cached"_s << kBind << u"../src"_s << u"/edx/src"_s
                             << false;
    QTest::newRow("read only") << u"./c:/c:ro,z"_s << kBind << u"./c"_s << u"/c"_s << true;
    QTest::newRow("not read only") << u"./c:/c:roz"_s << kBind << u"./c"_s << u"/c"_s << false;
    QTest::newRow("home") << u"~/x:/x"_s << kBind << u"~/x"_s << u"/x"_s << false;
    QTest::newRow("variable path")
        << u"${W:-/a:b}/repo:/x"_s << kBind << u"${W:-/a:b}/repo"_s << u"/x"_s << false;
    QTest::newRow("variable name") << u"${V}:/x"_s << kVolume << u"${V}"_s << u"/x"_s << false;
    QTest::newRow("one letter is a drive")
        << u"v:d"_s << int(MountEntry::Kind::Anonymous) << QString() << u"v:d"_s << false;
    QTest::newRow("one letter and a folder")
        << u"v:/x:ro"_s << kBind << u"v:/x"_s << u"ro"_s << false;
    QTest::newRow("drive") << u"C:\\x:/x:ro"_s << kBind << u"C:\\x"_s << u"/x"_s << true;
}

void TestComposeService::readsMounts()
{
    QFETCH(QString, text);
    const MountEntry mount = shortMount(text);
    QTEST(int(mount.kind), "kind");
    QTEST(mount.source, "source");
    QTEST(mount.target, "target");
    QTEST(mount.readOnly, "readOnly");
}

void TestComposeService::readsService()
{
    const auto compose = testing::ComposeFolder().read(R"(---
version: "3.8"
x-base: &base
  restart: always
  environment: &env {A: 1, B: true, C: , D: ""}
services:
  app:
    << : *base
    image: ${IMAGE:-x}:latest
    build: .
    container_name: edx.app
    hostname: app.local
    command: >
      bash -c 'while true; do x; sleep 2; done' # not a comment
    entrypoint: [sh, -c]
    environment: [E=, F, "G=a=b", 'H=={VAR:-x}']
    env_file: .env
    ports: [18040:18040, "80"]
    depends_on: [db]
    links: [ "mysql:edx.devstack.mysql57", redis ]
    extra_hosts: ["a.odl.local:host-gateway"]
    networks:
      default:
      devstack_default: {aliases: [app.alias]}
    privileged: true
    cap_add: [SYS_ADMIN]
    profiles: [full]
    healthcheck: {test: curl -f http://localhost/}
    tmpfs: /run
    stdin_open: true
    unknown_to_us: [x]
  worker:
    <<: *base
    environment: *env
    network_mode: service:app
    healthcheck: {disable: true}
)");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const ServiceEntry app = compose->services.value(u"app"_s);
    QCOMPARE(app.restart, u"always"_s);
    QCOMPARE(app.image, u"${IMAGE:-x}:latest"_s);
    QCOMPARE(app.build->context, u"."_s);
    QCOMPARE(app.command.size(), 1);
    QVERIFY(app.command.first().endsWith(u"# not a comment\n"));
    QCOMPARE(app.environment.keys(), (QStringList {u"E"_s, u"F"_s, u"G"_s, u"H"_s}));
    QVERIFY(!app.environment.value(u"E"_s).isNull() && app.environment.value(u"E"_s).isEmpty());
    QVERIFY(app.environment.value(u"F"_s).isNull());
    QCOMPARE(app.environment.value(u"G"_s), u"a=b"_s);
    QCOMPARE(app.environment.value(u"H"_s), u"={VAR:-x}"_s);
    QCOMPARE(app.environmentFiles, QStringList {u".env"_s});
    QCOMPARE(app.ports.size(), 2);
    QCOMPARE(app.ports.first().mark.line, 18);
    QCOMPARE(app.dependsOn.size(), 3);
    QCOMPARE(app.dependsOn.at(1).service, u"mysql"_s);
    QVERIFY(app.dependsOn.at(1).viaLink && !app.dependsOn.at(0).viaLink);
    QCOMPARE(app.networks.value(u"devstack_default"_s), QStringList {u"app.alias"_s});
    QVERIFY(app.privileged && app.hasHealthcheck);
    QCOMPARE(app.mounts.first().target, u"/run"_s);
    QCOMPARE(app.keyMarks.value(u"container_name"_s).line, 11);
    QCOMPARE(app.mark, (SourceMark {compose->path, 7, 3}));
    const ServiceEntry worker = compose->services.value(u"worker"_s);
    QCOMPARE(worker.environment.value(u"A"_s), u"1"_s);
    QCOMPARE(worker.environment.value(u"B"_s), u"true"_s);
    QVERIFY(worker.environment.value(u"C"_s).isNull());
    QVERIFY(!worker.environment.value(u"D"_s).isNull());
    QVERIFY(!worker.hasHealthcheck);
    QCOMPARE(worker.networkMode, u"service:app"_s);
    QCOMPARE(compose->variables, (QStringList {u"C"_s, u"F"_s, u"IMAGE"_s}));
}

void TestComposeService::readsLongForms()
{
    const auto compose = testing::ComposeFolder().read(R"(services:
  app:
    build: {context: ../x, dockerfile: D, target: dev, args: [A=1, B]}
    ports:
    - {target: 80, published: "8080-8081", host_ip: 127.0.0.1, protocol: udp}
    - target: 90
    volumes:
    - {type: bind, source: ./a, target: /a, read_only: true}
    - {type: volume, target: /anon}
    - {type: volume, source: data, target: /data}
    - {type: tmpfs, target: /t}
    depends_on:
      db: {condition: service_healthy}
      init: {condition: service_completed_successfully, restart: true}
      cache:
    env_file:
    - .env
    - {path: local.env, required: false}
    environment: {A: x, B: null}
    extra_hosts: {h: 1.2.3.4}
    devices: [{source: /dev/kvm, target: /dev/kvm}]
)");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const ServiceEntry app = compose->services.value(u"app"_s);
    QCOMPARE(app.build->target, u"dev"_s);
    QCOMPARE(app.build->arguments.value(u"A"_s), u"1"_s);
    QVERIFY(app.build->arguments.contains(u"B"_s));
    QCOMPARE(app.ports.at(0).address, u"127.0.0.1"_s);
    QCOMPARE(app.ports.at(0).host, u"8080-8081"_s);
    QCOMPARE(app.ports.at(1).container, u"90"_s);
    QVERIFY(app.mounts.at(0).readOnly);
    QVERIFY(app.mounts.at(1).kind == MountEntry::Kind::Anonymous);
    QVERIFY(app.mounts.at(3).kind == MountEntry::Kind::Tmpfs);
    QCOMPARE(app.dependsOn.at(0).condition, u"service_healthy"_s);
    QCOMPARE(app.dependsOn.at(1).condition, u"service_completed_successfully"_s);
    QCOMPARE(app.dependsOn.at(2).condition, u"service_started"_s);
    QCOMPARE(app.environmentFiles, (QStringList {u".env"_s, u"local.env"_s}));
    QCOMPARE(app.extraHosts, QStringList {u"h=1.2.3.4"_s});
    QCOMPARE(app.devices, QStringList {u"/dev/kvm"_s});
}

void TestComposeService::readsResources()
{
    const auto compose = testing::ComposeFolder().read(R"(name: proj
services: {}
networks:
  default:
  a: {external: true}
  b: {external: {name: "${P:-x}_default"}}
  c: {name: "${P:-x}_c"}
volumes: {v: , w: {external: true, name: shared}}
secrets: {s: {file: x}}
)");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->name, u"proj"_s);
    QVERIFY(!compose->networks.value(u"default"_s).external);
    QVERIFY(compose->networks.value(u"a"_s).external);
    QVERIFY(compose->networks.value(u"b"_s).external);
    QCOMPARE(compose->networks.value(u"b"_s).explicitName, u"${P:-x}_default"_s);
    QCOMPARE(compose->networks.value(u"c"_s).explicitName, u"${P:-x}_c"_s);
    QCOMPARE(compose->volumes.keys(), (QStringList {u"v"_s, u"w"_s}));
    QCOMPARE(compose->variables, QStringList {u"P"_s});
}

void TestComposeService::findsVariables_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << u"a b"_s << QStringList();
    QTest::newRow("bare") << u"a$B-c"_s << QStringList {u"B"_s};
    QTest::newRow("braces") << u"${A}${B:-1}${C?no}"_s << QStringList {u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("nested") << u"${A:-${B:+$C}}"_s << QStringList {u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("escaped") << u"$$A $${B} $$$C"_s << QStringList {u"C"_s};
    QTest::newRow("odd") << u"$ $1 ${ $"_s << QStringList();
}

void TestComposeService::findsVariables()
{
    QFETCH(QString, text);
    QTEST(variablesIn(text), "names");
}

/// Not by looking through the text for each, which takes minutes.
void TestComposeService::manyVariablesOfOneText()
{
    QString text;
    for (int i = 0; i < 100'000; ++i)
        text += u"${V%1}"_s.arg(i);
    text += u"${V7:-x}${W-}$X:-"_s;
    const auto node = parseYaml("{a: '" + text.toUtf8() + "'}", u"f"_s);
    QVERIFY(node);
    const QMap<QString, bool> taken = variablesTaken(*node);
    QCOMPARE(taken.size(), 100'002);
    QVERIFY(taken.value(u"V7"_s));
    QVERIFY(taken.value(u"W"_s));
    QVERIFY(!taken.value(u"V8"_s));
    QVERIFY(!taken.value(u"X"_s, true));
}

QTEST_GUILESS_MAIN(TestComposeService)
#include "tst_composeservice.moc"
