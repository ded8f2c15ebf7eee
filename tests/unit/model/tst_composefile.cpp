// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/composereader.h"
#include "model/composeservice.h"
#include "model/composevariables.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// All forms in which repositories write their compose files.
class TestComposeFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsPorts_data();
    void readsPorts();
    void readsMounts_data();
    void readsMounts();
    void readsService();
    void readsLongForms();
    void readsResources();
    void findsVariables_data();
    void findsVariables();
    void refuses_data();
    void refuses();
    void extends();
    void extendsStaysInside();
    void includes();
    void mergesOverride();
    void picksFiles_data();
    void picksFiles();
    void readsManifest();

private:
    void write(const QString &name, const QByteArray &content);
    Result<ComposeFile> read(const QByteArray &content);
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestComposeFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"repo/sub"_s));
}

void TestComposeFile::write(const QString &name, const QByteArray &content)
{
    QFile file(m_folder->filePath(u"repo/"_s + name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

Result<ComposeFile> TestComposeFile::read(const QByteArray &content)
{
    write(u"docker-compose.yml"_s, content);
    return readComposeFile(m_folder->filePath(u"repo/docker-compose.yml"_s),
                           m_folder->filePath(u"repo"_s));
}

void TestComposeFile::readsPorts_data()
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
    QTest::newRow("empty") << QString() << QStringList {{}, {}, {}, u"tcp"_s};
}

void TestComposeFile::readsPorts()
{
    QFETCH(QString, text);
    const PortMapping port = shortPort(text);
    QTEST((QStringList {port.address, port.host, port.container, port.protocol}), "parts");
}

void TestComposeFile::readsMounts_data()
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
    QTest::newRow("drive") << u"C:\\x:/x:ro"_s << kBind << u"C:\\x"_s << u"/x"_s << true;
}

void TestComposeFile::readsMounts()
{
    QFETCH(QString, text);
    const MountEntry mount = shortMount(text);
    QTEST(int(mount.kind), "kind");
    QTEST(mount.source, "source");
    QTEST(mount.target, "target");
    QTEST(mount.readOnly, "readOnly");
}

void TestComposeFile::readsService()
{
    const auto compose = read(R"(---
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

void TestComposeFile::readsLongForms()
{
    const auto compose = read(R"(services:
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

void TestComposeFile::readsResources()
{
    const auto compose = read(R"(name: proj
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

void TestComposeFile::findsVariables_data()
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

void TestComposeFile::findsVariables()
{
    QFETCH(QString, text);
    QTEST(variablesIn(text), "names");
}

void TestComposeFile::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("place");
    QTest::newRow("services list") << QByteArray("services: [a]\n")
                                   << u"services: expected a mapping, found a list"_s << u"1:11"_s;
    QTest::newRow("service text") << QByteArray("services: {a: x}\n")
                                  << u"services.a: expected a mapping"_s << u"1:15"_s;
    QTest::newRow("service null") << QByteArray("services:\n  a:\n  b: {}\n")
                                  << u"services.a: expected a mapping, found nothing"_s
                                  << QString();
    QTest::newRow("ports text") << QByteArray("services: {a: {ports: '80'}}\n")
                                << u"services.a.ports: expected a list"_s << u"1:23"_s;
    QTest::newRow("port out of range")
        << QByteArray("services: {a: {ports: ['99999:80']}}\n")
        << u"services.a.ports: there is no port 99999"_s << u"1:24"_s;
    QTest::newRow("port range out of range") << QByteArray("services: {a: {ports: ['80-65536']}}\n")
                                             << u"there is no port 65536"_s << u"1:24"_s;
    QTest::newRow("environment text") << QByteArray("services: {a: {environment: A}}\n")
                                      << u"expected a mapping or a list"_s << u"1:29"_s;
    QTest::newRow("image map") << QByteArray("services: {a: {image: {}}}\n")
                               << u"services.a.image: expected text, found a mapping"_s
                               << u"1:23"_s;
    QTest::newRow("extends nobody")
        << QByteArray("services: {app: {}, b: {extends: {service: ap}}}\n")
        << u"names the service \"ap\""_s << u"1:34"_s;
    QTest::newRow("extends itself")
        << QByteArray("services: {a: {extends: b}, b: {extends: {service: a}}}\n")
        << u"leads back to itself"_s << QString();
    QTest::newRow("manifest") << QByteArray("services: {app: {}}\nx-devstack: {primary: ap}\n")
                              << u"there is no service \"ap\""_s << u"2:13"_s;
    QTest::newRow("manifest key") << QByteArray("services: {}\nx-devstack: {primry: app}\n")
                                  << u"unknown key \"primry\""_s << u"2:14"_s;
}

void TestComposeFile::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    QFETCH(QString, place);
    const auto compose = read(content);
    QVERIFY(!compose);
    QVERIFY2(compose.error().message.contains(message), qPrintable(compose.error().toText()));
    QVERIFY2(compose.error().where.toString().endsWith(u"docker-compose.yml:"_s + place)
                 || place.isEmpty(),
             qPrintable(compose.error().toText()));
}

void TestComposeFile::extends()
{
    write(u"sub/base.yml"_s,
          "services:\n  base: {build: {context: ., target: dev}, volumes: ['./data:/data', "
          "'vol:/v'], environment: [A=1, B=1], command: old}\n");
    const auto compose = read(R"(services:
  a: {extends: {file: sub/base.yml, service: base}, environment: {B: 2}, command: [new]}
  b: {extends: {service: a}, ports: ["80"]}
)");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const ServiceEntry b = compose->services.value(u"b"_s);
    QCOMPARE(b.name, u"b"_s);
    QCOMPARE(b.build->context, u"./sub"_s);
    QCOMPARE(b.build->target, u"dev"_s);
    QCOMPARE(b.mounts.at(0).source, u"./sub/data"_s);
    QCOMPARE(b.mounts.at(1).source, u"vol"_s);
    QCOMPARE(b.environment.value(u"A"_s), u"1"_s);
    QCOMPARE(b.environment.value(u"B"_s), u"2"_s);
    QCOMPARE(b.command, QStringList {u"new"_s});
    QCOMPARE(b.ports.size(), 1);
    QCOMPARE(compose->files.size(), 2);
}

void TestComposeFile::extendsStaysInside()
{
    QFile secret(m_folder->filePath(u"outside.yml"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("services: {s: {image: secret}}\n");
    secret.close();
    QVERIFY(QFile::link(secret.fileName(), m_folder->filePath(u"repo/link.yml"_s)));
    for (const QByteArray &file : {QByteArray("../outside.yml"),
                                   secret.fileName().toUtf8(),
                                   QByteArray("link.yml"),
                                   QByteArray("https://example.org/x.yml")}) {
        const auto compose = read("services: {a: {extends: {file: '" + file + "', service: s}}}\n");
        QVERIFY(compose);
        QCOMPARE(compose->services.value(u"a"_s).image, QString());
        QCOMPARE(compose->files.size(), 1);
    }
    // Nor is the compose file itself taken from elsewhere: its errors would show what is there.
    const QString root = m_folder->filePath(u"repo"_s);
    const auto linked = readComposeFiles({root + u"/link.yml"_s}, root);
    QVERIFY(!linked);
    QVERIFY(linked.error().message.contains(u"outside of the repository"_s));
}

void TestComposeFile::includes()
{
    write(u"sub/more.yml"_s,
          "include: [../docker-compose.yml]\nservices:\n  more: {image: m, build: .}\n  app: "
          "{ports: ['1']}\nvolumes: {v: }\n");
    const auto compose = read(R"(include:
- sub/more.yml
- {path: [sub/none.yml, "${X:-a}/b.yml"], env_file: [.env]}
- git@github.com:a/b.git
- https://example.org/c.yml
services: {app: {image: a}}
)");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.keys(), (QStringList {u"app"_s, u"more"_s}));
    QCOMPARE(compose->services.value(u"more"_s).build->context, u"./sub"_s);
    QCOMPARE(compose->services.value(u"app"_s).image, u"a"_s);
    QVERIFY(compose->volumes.contains(u"v"_s));
    QVERIFY(compose->includes.contains(u"git@github.com:a/b.git"_s));
    QVERIFY(compose->includes.contains(u"https://example.org/c.yml"_s));
    QCOMPARE(QFileInfo(compose->path).fileName(), u"docker-compose.yml"_s);
}

void TestComposeFile::mergesOverride()
{
    write(u"docker-compose.yml"_s,
          "services: {app: {image: a, ports: ['80:80'], volumes: ['.:/app'], healthcheck: {test: "
          "x}}}\nx-devstack: {title: One}\n");
    write(u"docker-compose.override.yml"_s,
          "services: {app: {image: b, ports: ['90:90', '80:80'], volumes: ['./x:/app'], "
          "healthcheck: {disable: true}}, extra: {image: e}}\n"
          "x-devstack: {primary: extra}\n");
    const QString root = m_folder->filePath(u"repo"_s);
    const auto compose = readComposeFiles(composeFilesIn(root), root);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const ServiceEntry app = compose->services.value(u"app"_s);
    QCOMPARE(app.image, u"b"_s);
    QCOMPARE(app.ports.size(), 2);
    QCOMPARE(app.mounts.size(), 1);
    QCOMPARE(app.mounts.first().source, u"./x"_s);
    QVERIFY(!app.hasHealthcheck);
    QVERIFY(compose->services.contains(u"extra"_s));
    QCOMPARE(compose->manifest.title, u"One"_s);
    QCOMPARE(compose->manifest.primary, u"extra"_s);
    QCOMPARE(compose->files.size(), 2);
}

void TestComposeFile::picksFiles_data()
{
    QTest::addColumn<QStringList>("present");
    QTest::addColumn<QStringList>("picked");
    QTest::newRow("none") << QStringList {u"docker-compose-38.yml"_s} << QStringList();
    QTest::newRow("new name first") << QStringList {u"docker-compose.yml"_s, u"compose.yaml"_s}
                                    << QStringList {u"compose.yaml"_s};
    QTest::newRow("yml before yaml")
        << QStringList {u"docker-compose.yaml"_s, u"docker-compose.yml"_s}
        << QStringList {u"docker-compose.yml"_s};
    QTest::newRow("override") << QStringList {u"docker-compose.yml"_s,
                                              u"docker-compose.override.yml"_s}
                              << QStringList {u"docker-compose.yml"_s,
                                              u"docker-compose.override.yml"_s};
    QTest::newRow("override alone")
        << QStringList {u"docker-compose.override.yml"_s} << QStringList();
}

void TestComposeFile::picksFiles()
{
    QFETCH(QStringList, present);
    for (const QString &name : present)
        write(name, "services: {}\n");
    QStringList names;
    for (const QString &path : composeFilesIn(m_folder->filePath(u"repo"_s)))
        names.append(QFileInfo(path).fileName());
    QTEST(names, "picked");
}

void TestComposeFile::readsManifest()
{
    QVERIFY(!read("services: {app: {}}\n")->manifest.declared);
    const auto compose = read(
        "services: {app: {}}\nx-devstack:\n  bootstrap: [{run: echo $$A}]\nx-other: {a: $B}\n");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QVERIFY(compose->manifest.declared);
    QCOMPARE(compose->manifest.bootstrap.first().run.shell, u"echo $A"_s);
    QCOMPARE(compose->variables, QStringList {u"B"_s});
    QVERIFY(!readComposeFile(m_folder->filePath(u"repo/none.yml"_s), m_folder->path()));
}

QTEST_GUILESS_MAIN(TestComposeFile)
#include "tst_composefile.moc"
