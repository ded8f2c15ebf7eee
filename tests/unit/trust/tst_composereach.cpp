// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"
#include "trust/buildfetches.h"
#include "trust/hostaccess.h"

#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Compose files as a hostile repository could write them, and ordinary ones that must not ask for
/// anything.
class TestComposeReach : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void service_data();
    void service();
    void file_data();
    void file();
    void staysSilent_data();
    void staysSilent();
    void valuesStandInSentences_data();
    void valuesStandInSentences();
    void linkedVariablesAreRead();
    void mountsOfTwoServicesMeet();
    void foldersAsVolumesAreMounts();
    void linksOfProcessesAreSaid();
    void judgesWhatComposeAnswered_data();
    void judgesWhatComposeAnswered();
    void otherFormsAreCovered_data();
    void otherFormsAreCovered();
    void buildersFetch_data();
    void buildersFetch();
    void otherVariablesAreOtherFetches();
    void dockerfilesAreRead();
    void longValuesStayDistinct();
    void longValuesShowTheirEnd();
    void variablesAreSaidWhereverTheyAreNamed();
    void readsVariablesOfTheHost();
    void linkedFileIsRefused();
    void namesWithoutValueAreVariables();
    void environmentFilesTakeVariables();
    void pwdIsTheRepository();

private:
    void write(const QString &name, const QByteArray &content) const;
    QStringList reach(const QByteArray &content) const;
    QString root() const { return m_folder.filePath(u"repo"_s); }

    QTemporaryDir m_folder;
};

void TestComposeReach::initTestCase()
{
    QVERIFY(QDir().mkpath(root() + u"/sub/deep"_s));
    for (const char *name : {"AWS_SECRET_ACCESS_KEY", "PLAIN_SETTING", "DB_PASSWORD"})
        qunsetenv(name);
    write(u"sub/inc.yml"_s,
          "services:\n  other: {image: x, volumes: ['../../outside:/e'], label_file: ../labels}\n");
    write(u"sub/deep/up.yml"_s, "services:\n  other: {image: x, volumes: ['../../near:/e']}\n");
    write(u"sub/base.yml"_s,
          "services:\n"
          "  evil: {image: x, runtime: evil, label_file: ../../labels, build: github.com/evil/z}\n"
          "  good: {image: x, volumes: ['./a:/a'], label_file: ../labels}\n"
          "  chained: {extends: {file: ../sub/base.yml, service: evil}}\n"
          "  away: {extends: {file: ../../other.yml, service: evil}}\n"
          "volumes: {unused: {driver: plugin}}\n");
    QVERIFY(QFile::link(root() + u"/sub/deep/up.yml"_s, root() + u"/near.yml"_s));
    QVERIFY(QDir().mkpath(root() + u"/real/sub"_s) && QDir().mkpath(root() + u"/hop"_s));
    QVERIFY(QFile::link(u"real"_s, root() + u"/link"_s));
    QVERIFY(QFile::link(u"../real"_s, root() + u"/hop/on"_s));
    QVERIFY(QFile::link(u"hop/on"_s, root() + u"/far"_s));
    QVERIFY(QFile::link(u"/opt"_s, root() + u"/out"_s));
    QVERIFY(QFile::link(u"/var/run/docker.sock"_s, root() + u"/plain"_s));
    QVERIFY(QFile::link(u"ring"_s, root() + u"/ring"_s));
}

void TestComposeReach::write(const QString &name, const QByteArray &content) const
{
    QFile file(root() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QStringList TestComposeReach::reach(const QByteArray &content) const
{
    write(u"compose.yml"_s, content);
    const auto compose = readComposeFile(root() + u"/compose.yml"_s, root());
    if (!compose)
        return {u"unreadable: "_s + compose.error().toText()};
    return hostAccessOf(*compose, root());
}

void TestComposeReach::service_data()
{
    QTest::addColumn<QByteArray>("key"); // a line of the service "app"
    QTest::addColumn<QString>("sentence"); // %1: the folder above the repository
    const auto row = [](const char *key, const QString &sentence) {
        QTest::newRow(key) << QByteArray(key) << sentence;
    };
    row("privileged: 'true'", u"privileged (app)"_s);
    row("privileged: ${P:-false}", u"privileged (app)"_s);
    row("volumes: ['/etc:/e']", u"mount /etc (app)"_s);
    row("volumes: ['$HOME:/e']", u"mount $HOME (app)"_s);
    row("volumes: ['${X}:/e']", u"mount ${X} (app)"_s);
    row("volumes: ['${ALL}']", u"mount ${ALL} (app)"_s);
    row("volumes: ['/srv/x[1]:/e']", u"mount /srv/x[1] (app)"_s);
    row("volumes: ['/srv/[a:/e']", u"mount /srv/[a (app)"_s);
    row("ports: ['${P}:80']", u"port :${P}:80 (app)"_s);
    row("ports: ['${P}']", u"port ::${P} (app)"_s);
    row("build: {additional_contexts: ['${X}']}", u"build.additional_contexts ${X} (app)"_s);
    row("build: {cache_from: ['${Y}']}", u"build.cache_from ${Y} (app)"_s);
    row("volumes: ['.:/r', './sub:/x']",
        u"mount ./sub beside .: the container can turn it into a link to anywhere (app)"_s);
    row("volumes: [{type: bind, source: ./a, target: /r}, './a/b/c:/x:ro']",
        u"mount ./a/b/c beside ./a: the container can turn it into a link to anywhere (app)"_s);
    row("volumes: ['./real:/r', './link/sub:/x']",
        u"mount ./link/sub beside ./real: the container can turn it into a link to anywhere (app)"_s);
    row("volumes: ['./hop:/r', './far/sub:/x']",
        u"mount ./far/sub beside ./hop: the container can turn it into a link to anywhere (app)"_s);
    row("volumes: ['./out:/x']", u"mount %1/repo/out → /opt (app)"_s);
    row("volumes: ['./out/deeper:/x:ro']",
        u"mount %1/repo/out/deeper → /opt/deeper read-only (app)"_s);
    row("volumes: ['./ring:/x']", u"mount %1/repo/ring → links without an end (app)"_s);
    row("env_file: ./out/x", u"read %1/repo/out/x → /opt/x (app)"_s);
    row("build: ./out", u"build from %1/repo/out → /opt (app)"_s);
    row("volumes: ['./plain:/s']", u"docker socket (app)"_s);
    row("volumes: ['/var/run/docker.sock:/s']", u"docker socket (app)"_s);
    row("labels: {ofelia.enabled: 'true', org.opencontainers.image.title: t}",
        u"label ofelia.enabled=true (app)"_s);
    row("labels: [traefik.enable=true]", u"label traefik.enable=true (app)"_s);
    row("build: {dockerfile_inline: \"FROM x\\nADD http://127.0.0.1:1/x /y\"}",
        u"build fetches http://127.0.0.1:1/x (app)"_s);
    row("volumes: ['/run:/r']", u"mount /run (app)"_s);
    row("volumes: ['/proc/1/root:/r']", u"mount /proc/1/root (app)"_s);
    row("volumes: [{type: bind, source: ../, target: /e}]", u"mount %1 (app)"_s);
    row("volumes: ['../src:/edx/src']", u"mount %1/src (app)"_s);
    row("volumes: [{type: image, source: x, target: /e}]",
        u"mount of an unusual kind at /e (app)"_s);
    row("volumes: [{type: bind, source: ., target: /e, bind: {propagation: rshared}}]",
        u"volumes.bind.propagation rshared (app)"_s);
    row("volumes: [{type: bind, source: ., target: /e, surprise: 1}]",
        u"volumes.surprise 1 (app)"_s);
    row("provider: {type: sh, options: {x: y}}", u"provider {type: sh, options: {x: y}} (app)"_s);
    row("use_api_socket: true", u"use_api_socket true (app)"_s);
    row("security_opt: ['seccomp:unconfined']", u"security_opt seccomp:unconfined (app)"_s);
    row("security_opt: ['no-new-privileges:false']",
        u"security_opt no-new-privileges:false (app)"_s);
    row("security_opt: ['no-new-privileges:true\\u2028x']",
        u"security_opt no-new-privileges:true\\u2028x (app)"_s);
    row("cap_add: [SYS_ADMIN]", u"capability SYS_ADMIN (app)"_s);
    row("devices: ['/dev/sda:/dev/sda']", u"device /dev/sda:/dev/sda (app)"_s);
    row("devices: [{source: /dev/sda, target: /x}]", u"device /dev/sda (app)"_s);
    row("device_cgroup_rules: ['a *:* rwm']", u"device_cgroup_rules [a *:* rwm] (app)"_s);
    row("gpus: all", u"gpus all (app)"_s);
    row("deploy: {resources: {reservations: {devices: [{driver: nvidia}]}}}",
        u"deploy.resources.reservations.devices [{driver: nvidia}] (app)"_s);
    row("volumes_from: ['container:other']", u"volumes_from container:other (app)"_s);
    row("network_mode: 'container:other'", u"container:other network (app)"_s);
    row("network_mode: host", u"host network (app)"_s);
    row("network_mode: '${M}'", u"${M} network (app)"_s);
    row("pid: host", u"host processes (app)"_s);
    row("ipc: host", u"host memory (app)"_s);
    row("uts: host", u"uts host (app)"_s);
    row("userns_mode: host", u"userns_mode host (app)"_s);
    row("cgroup: host", u"cgroup host (app)"_s);
    row("cgroup_parent: /system.slice", u"cgroup_parent /system.slice (app)"_s);
    row("credential_spec: {file: /etc/passwd}", u"credential_spec {file: /etc/passwd} (app)"_s);
    row("runtime: evil", u"runtime evil (app)"_s);
    row("sysctls: {net.ipv4.ip_forward: 1}", u"sysctls {net.ipv4.ip_forward: 1} (app)"_s);
    row("annotations: {cdi.k8s.io/x: y}", u"annotations {cdi.k8s.io/x: y} (app)"_s);
    row("oom_score_adj: -1000", u"oom_score_adj -1000 (app)"_s);
    row("group_add: [docker]", u"group_add [docker] (app)"_s);
    row("external_links: [other]", u"external_links other (app)"_s);
    row("extra_hosts: ['host.docker.internal:host-gateway']",
        u"extra_hosts host.docker.internal:host-gateway (app)"_s);
    row("logging: {driver: syslog}", u"logging.driver syslog (app)"_s);
    row("logging: {options: {syslog-address: 'tcp://1.2.3.4:5'}}",
        u"logging.options.syslog-address tcp://1.2.3.4:5 (app)"_s);
    row("models: [m]", u"models [m] (app)"_s);
    row("post_start: [{command: id, privileged: true}]", u"post_start.privileged true (app)"_s);
    row("pre_stop: [{command: id, privileged: '${P}'}]", u"pre_stop.privileged ${P} (app)"_s);
    row("develop: {watch: [{action: sync, path: /etc, target: /e}]}",
        u"develop.watch.path /etc (app)"_s);
    row("env_file: /etc/shadow", u"read /etc/shadow (app)"_s);
    row("env_file: [{path: /etc/shadow, required: false}]", u"read /etc/shadow (app)"_s);
    row("label_file: /etc/shadow", u"label_file /etc/shadow (app)"_s);
    row("label_file: [./own, ../labels]", u"label_file %1/labels (app)"_s);
    row("ports: ['0.0.0.0:8099:80']", u"port 0.0.0.0:8099:80 (app)"_s);
    row("ports: [{target: 80, published: 8099, host_ip: 192.0.2.1}]",
        u"port 192.0.2.1:8099:80 (app)"_s);
    row("ports: ['${IP}:8099:80']", u"port ${IP}:8099:80 (app)"_s);
    row("environment: [AWS_SECRET_ACCESS_KEY]", u"host variable AWS_SECRET_ACCESS_KEY (app)"_s);
    row("environment: {AWS_SECRET_ACCESS_KEY: }", u"host variable AWS_SECRET_ACCESS_KEY (app)"_s);
    row("environment: {X: '${AWS_SECRET_ACCESS_KEY}'}",
        u"host variable AWS_SECRET_ACCESS_KEY (app)"_s);
    row("command: echo $AWS_SECRET_ACCESS_KEY", u"host variable AWS_SECRET_ACCESS_KEY (app)"_s);
    row("build: {args: [AWS_SECRET_ACCESS_KEY]}", u"host variable AWS_SECRET_ACCESS_KEY (app)"_s);
    row("build: {context: /etc, dockerfile_inline: 'FROM x'}", u"build from /etc (app)"_s);
    row("build: 'github.com/evil/x'", u"build from github.com/evil/x (app)"_s);
    row("build: 'user@host:evil/x'", u"build from user@host:evil/x (app)"_s);
    row("build: {additional_contexts: {h: /etc}}", u"build.additional_contexts h /etc (app)"_s);
    row("build: {additional_contexts: ['h=git://e/x']}",
        u"build.additional_contexts h git://e/x (app)"_s);
    row("build: {ssh: [default]}", u"build.ssh [default] (app)"_s);
    row("build: {network: host}", u"build.network host (app)"_s);
    row("build: {entitlements: [security.insecure]}",
        u"build.entitlements [security.insecure] (app)"_s);
    row("build: {privileged: true}", u"build.privileged true (app)"_s);
    row("build: {cache_to: ['type=local,dest=/root/x']}",
        u"build.cache_to type=local,dest=/root/x (app)"_s);
    row("build: {cache_from: ['type=local,src=/root/x']}",
        u"build.cache_from type=local,src=/root/x (app)"_s);
    row("extends: {file: /elsewhere/x.yml, service: evil}", u"extends /elsewhere/x.yml (app)"_s);
    row("extends: {file: ../x.yml, service: evil}", u"extends %1/x.yml (app)"_s);
    row("extends: {file: '${X:-/x.yml}', service: evil}", u"extends ${X:-/x.yml} (app)"_s);
    row("extends: {file: 'git://x/y', service: evil}",
        u"extends git://x/y, unread: it may have files of this machine read and reach anything (app)"_s);
    row("extends: {file: github.com/evil/y, service: evil}",
        u"extends github.com/evil/y, unread: it may have files of this machine read and reach anything (app)"_s);
    row("extends: {file: sub/base.yml, service: away}", u"extends %1/other.yml (away)"_s);
    row("<<: {runtime: evil}", u"runtime evil (app)"_s);
    row("surprise: {a: [1, 2]}", u"surprise {a: [1, 2]} (app)"_s);
    row("surprise: \"\\e[2J\"", u"?"_s);
}

void TestComposeReach::service()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, sentence);
    const QStringList found = reach("services:\n  app:\n    image: x\n    " + key + "\n");
    if (sentence == u"?"_s) {
        QCOMPARE(found.size(), 1);
        QVERIFY(!found.first().contains(QChar(0x1b)));
        return;
    }
    QCOMPARE(found, QStringList(sentence.replace(u"%1"_s, m_folder.path())));
}

void TestComposeReach::file_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("sentences");
    const auto row = [](const char *content, const QStringList &sentences) {
        QTest::newRow(content) << QByteArray(content) << sentences;
    };
    row("volumes: {v: {driver: local, driver_opts: {type: none, o: bind, device: /}}}",
        {u"volume v: driver_opts device=/"_s,
         u"volume v: driver_opts o=bind"_s,
         u"volume v: driver_opts type=none"_s});
    // The Engine follows links of a folder that is a volume, too.
    row("volumes: {v: {driver_opts: {device: '%1/repo/out'}}}",
        {u"volume v: driver_opts device=%1/repo/out → /opt"_s});
    row("volumes: {v: {driver_opts: {type: overlay, o: 'lowerdir=/usr:%1/repo/out,ro'}}}",
        {u"volume v: driver_opts o=lowerdir=/usr:%1/repo/out,ro → /opt"_s,
         u"volume v: driver_opts type=overlay"_s});
    row("volumes: {v: {driver: vieux/sshfs}}", {u"volume v: driver vieux/sshfs"_s});
    row("volumes: {v: {external: true, name: other}}",
        {u"volume v: external name other"_s, u"volume v: external true"_s});
    row("secrets: {s: {file: ./own/key}}\nvolumes: {v: {external: true, name: v}}",
        {u"volume v: external true"_s});
    row("volumes: {v: {external: {name: other}}}", {u"volume v: external {name: other}"_s});
    row("networks: {n: {driver: macvlan, driver_opts: {parent: eth0}}}",
        {u"network n: driver macvlan"_s, u"network n: driver_opts parent=eth0"_s});
    row("networks: {n: {ipam: {driver: evil}}}", {u"network n: ipam.driver evil"_s});
    row("secrets: {s: {file: /etc/shadow}}", {u"secret s: file /etc/shadow"_s});
    row("secrets: {s: {file: '~root/x'}}", {u"secret s: file ~root/x"_s});
    row("secrets: {s: {environment: PLAIN_SETTING}}", {u"secret s: environment PLAIN_SETTING"_s});
    row("configs: {c: {file: '${X}'}}", {u"config c: file ${X}"_s});
    row("configs: {c: {external: true}}", {u"config c: external true"_s});
    row("configs: {c: {content: '${DB_PASSWORD}'}}", {u"config c: host variable DB_PASSWORD"_s});
    row("models: {m: {model: x}}", {u"models {m: {model: x}}"_s});
    row("surprise: yes", {u"surprise yes"_s});
    row("include: [/elsewhere/x.yml]", {u"include /elsewhere/x.yml"_s});
    row("include: ['git://h/y']",
        {u"include git://h/y, unread: it may have files of this machine read and reach anything"_s});
    row("include: ['git@h:y']",
        {u"include git@h:y, unread: it may have files of this machine read and reach anything"_s});
    row("include: ['me@h:y']",
        {u"include me@h:y, unread: it may have files of this machine read and reach anything"_s});
    row("include: ['github.com/evil/y']",
        {u"include github.com/evil/y, unread: it may have files of this machine read and reach anything"_s});
    row("include: ['oci://h/y']",
        {u"include oci://h/y, unread: it may have files of this machine read and reach anything"_s});
    row("include: ['${X:-sub/inc.yml}']", {u"include ${X:-sub/inc.yml}"_s});
    row("include: [{path: [sub/none.yml, ../x.yml]}]", {u"include %1/x.yml"_s});
    row("include: [{path: sub/none.yml, env_file: /etc/shadow}]",
        {u"include.env_file /etc/shadow"_s});
    row("include: [{path: sub/none.yml, surprise: 1}]", {u"include.surprise 1"_s});
    // Relative paths of included files begin where Compose lets them begin.
    row("include: [sub/inc.yml]", {u"mount %1/outside (other)"_s});
    row("include: [{path: sub/inc.yml, project_directory: sub/deep}]", {});
    row("include: [{path: sub/inc.yml, project_directory: .}]",
        {u"label_file %1/labels (other)"_s, u"mount %2/outside (other)"_s});
    row("include: [{path: sub/inc.yml, project_directory: /opt/a/b}]",
        {u"include.project_directory /opt/a/b"_s,
         u"label_file /opt/a/labels (other)"_s,
         u"mount /opt/outside (other)"_s});
    row("include: [{path: sub/inc.yml, project_directory: '${X}'}]",
        {u"include.project_directory ${X}"_s, u"*"_s});
    row("include: [sub/deep/up.yml]", {});
    row("include: [near.yml]", {u"mount %2/near (other)"_s});
    row("services: {app: {extends: {file: sub/base.yml, service: chained}}}",
        {u"build from github.com/evil/z (app)"_s,
         u"label_file %1/labels (evil)"_s,
         u"runtime evil (evil)"_s});
    row("services: {app: {extends: {file: sub/base.yml, service: good}}}", {});
}

void TestComposeReach::file()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, sentences);
    content.replace("%1", m_folder.path().toUtf8());
    if (!content.startsWith("services"))
        content.prepend("services: {app: {image: x}}\n");
    const QStringList found = reach(content);
    const bool more = sentences.removeAll(u"*"_s) > 0;
    sentences.replaceInStrings(u"%1"_s, m_folder.path());
    sentences.replaceInStrings(u"%2"_s, QFileInfo(m_folder.path()).path());
    if (!more) {
        QCOMPARE(found, sentences);
        return;
    }
    QVERIFY2(found.size() > sentences.size(), qPrintable(found.join(u'\n')));
    for (const QString &sentence : std::as_const(sentences))
        QVERIFY2(found.contains(sentence), qPrintable(found.join(u'\n')));
}

void TestComposeReach::staysSilent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("open") << QByteArray(R"(
version: "2.1"
services:
  mysql:
    container_name: ida.mysql
    image: mysql:8.0
    command: mysqld --character-set-server=utf8mb4
    environment: {MYSQL_ROOT_PASSWORD: "", MYSQL_ALLOW_EMPTY_PASSWORD: "yes"}
    ports: ["3306:3306"]
    volumes: ["ida_mysql:/var/lib/mysql"]
    networks: {devstack_default: {aliases: [edx.devstack.ida.mysql]}}
  app:
    image: openedx/ida-dev
    build: {context: ., dockerfile: Dockerfile, target: dev, args: {PYTHON: "3.11"}}
    hostname: ida.devstack
    command: bash -c 'while true; do python manage.py runserver 0.0.0.0:18150; sleep 2; done'
    depends_on: {mysql: {condition: service_healthy}}
    environment:
      DJANGO_SETTINGS_MODULE: ida.settings.devstack
      SECRET_KEY: ${IDA_SECRET_KEY:-development}
      DB_PASSWORD: ${DB_PASSWORD:-password}
    env_file: [{path: .env.dev, required: false}]
    networks: [default, devstack_default]
    ports: ["127.0.0.1:18150:18150", "${DEBUG_PORT:-18151}:18151"]
    stdin_open: true
    tty: true
    restart: unless-stopped
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
    ulimits: {memlock: {soft: -1, hard: -1}}
    deploy: {resources: {limits: {cpus: "1", memory: 512M}}, replicas: 1}
    develop: {watch: [{action: sync, path: ./src, target: /app}]}
    healthcheck: {test: [CMD, "true"], interval: 5s}
    post_start: [{command: id, user: app}]
    extra_hosts: ["search:192.0.2.7"]
    network_mode: service:mysql
    secrets: [key]
    volumes:
      - .:/edx/app/ida:ro
      - {type: volume, source: ida_mysql, target: /m, volume: {nocopy: true}}
      - {type: tmpfs, target: /tmp, tmpfs: {size: 1000}}
      - {type: bind, source: ./conf, target: /c, read_only: true, bind: {create_host_path: false}}
    x-note: {privileged: true}
secrets: {key: {file: ./conf/key}}
configs: {c: {content: "a: b"}}
volumes: {ida_mysql: , named: {name: ida_data, driver: local}}
networks:
  default: {driver: bridge, ipam: {config: [{subnet: 172.30.0.0/24}]}}
  devstack_default: {external: true, name: devstack_default}
x-anything: {volumes: ['/:/host']}
)");
    for (const char *ida : {"platform", "credentials", "catalog", "licences"}) {
        QFile file(QStringLiteral(DEVSTACK_SAMPLE) + u"/idas/"_s + QLatin1StringView(ida)
                   + u"/docker-compose.yml"_s);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QTest::newRow(ida) << file.readAll();
    }
}

void TestComposeReach::staysSilent()
{
    QFETCH(QByteArray, content);
    QCOMPARE(reach(content), QStringList());
}

void TestComposeReach::valuesStandInSentences_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("variables"); // the .env beside it
    QTest::addColumn<QStringList>("sentences");
    const auto row = [](const char *key, const char *variables, const QStringList &sentences) {
        QTest::addRow("%s | %s", key, variables)
            << QByteArray(key) << QByteArray(variables) << sentences;
    };
    row("volumes: ['${D:-./data}:/d']", "", {});
    row("volumes: ['${D:-./data}:/d']", "D=/srv/decoy", {u"mount /srv/decoy (app)"_s});
    row("volumes: ['${D}']", "D=/srv/decoy:/z", {u"mount /srv/decoy (app)"_s});
    row("volumes: ['/srv/decoy${V:-:/y}']", "", {u"mount /srv/decoy (app)"_s});
    row("volumes: ['${D-}${E:+/etc:/y}']", "E=1", {u"mount /etc (app)"_s});
    row("volumes: ['${A:-${B:-/srv/b}}:/x']", "", {u"mount /srv/b (app)"_s});
    row("volumes: ['${A?needed}:/x']", "", {u"mount ${A?needed} (app)"_s});
    row("ports: ['${P}:80']", "P=8080", {});
    row("ports: ['${P}:80']", "P=0.0.0.0:18099", {u"port 0.0.0.0:18099:80 (app)"_s});
    row("build: {additional_contexts: ['${X}']}",
        "X=a=/etc",
        {u"build.additional_contexts a /etc (app)"_s});
    row("build: {cache_from: ['${Y}']}",
        "Y=type=local,src=/etc",
        {u"build.cache_from type=local,src=/etc (app)"_s});
    row("privileged: ${P:-false}", "", {});
    row("privileged: ${P:-false}", "P=true", {u"privileged (app)"_s});
    row("pid: '${P:-}'", "P=host", {u"host processes (app)"_s});
    row("network_mode: '${M:-bridge}'", "M=host", {u"host network (app)"_s});
    row("env_file: '${F}'", "F=/etc/shadow", {u"read /etc/shadow (app)"_s});
    // Two changes of one variable are two questions.
    row("volumes: ['${D}:/d']", "D=/srv/other", {u"mount /srv/other (app)"_s});
}

void TestComposeReach::valuesStandInSentences()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, variables);
    write(u".env"_s, variables);
    write(u"compose.yml"_s, "services:\n  app:\n    image: x\n    " + key + "\n");
    const auto compose = readComposeFile(root() + u"/compose.yml"_s, root());
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const VariableValues values = VariableValues::read(root(), compose->variables);
    QTEST(hostAccessOf(*compose, root(), values), "sentences");
    QFile::remove(root() + u"/.env"_s);
}

void TestComposeReach::linkedVariablesAreRead()
{
    const QString outside = m_folder.filePath(u"env2"_s);
    QFile file(outside);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("D=/srv/linked");
    file.close();
    QVERIFY(QFile::link(outside, root() + u"/.env"_s));
    write(u"compose.yml"_s, "services: {app: {image: x, volumes: ['${D}:/d']}}\n");
    const auto compose = readComposeFile(root() + u"/compose.yml"_s, root());
    const QStringList found
        = hostAccessOf(*compose, root(), VariableValues::read(root(), compose->variables));
    QVERIFY(QFile::remove(root() + u"/.env"_s));
    QCOMPARE(
        found,
        (QStringList {u"mount /srv/linked (app)"_s, u"read %1/.env → %2"_s.arg(root(), outside)}));
    // A device is nothing to read: it has no end.
    QVERIFY(QFile::link(u"/dev/zero"_s, root() + u"/.env"_s));
    QCOMPARE(VariableValues::read(root(), compose->variables).all().keys(), QStringList {u"PWD"_s});
    QVERIFY(QFile::remove(root() + u"/.env"_s));
}

void TestComposeReach::mountsOfTwoServicesMeet()
{
    QCOMPARE(
        reach("services:\n"
              "  a: {image: x, volumes: ['./src:/s']}\n"
              "  b: {image: x, volumes: ['./src/conf:/c:ro', './srcs:/d']}\n"
              "secrets: {s: {file: src/key}}\n"),
        (QStringList {
            u"mount ./src/conf beside ./src: the container can turn it into a link to anywhere (a)"_s,
            u"mount ./src/key beside ./src: the container can turn it into a link to anywhere (a)"_s}));
    QVERIFY(reach("services:\n"
                  "  a: {image: x, volumes: ['./src:/s:ro', './src:/t']}\n"
                  "  b: {image: x, volumes: ['./other/conf:/c']}\n")
                .isEmpty());
    // A dollar that begins no variable stays one.
    QCOMPARE(
        reach("services:\n"
              "  a: {image: x, volumes: ['.:/s']}\n"
              "  b: {image: x, volumes: ['./$,x}:/c']}\n"),
        QStringList(
            u"mount ./$,x} beside .: the container can turn it into a link to anywhere (a)"_s));
}

/// A folder that is mounted as a volume is a mount, and below /proc each process finds another
/// place.
void TestComposeReach::foldersAsVolumesAreMounts()
{
    const QByteArray volumes
        = QByteArray("volumes: {all: {driver_opts: {type: none, o: bind, device: '")
        + root().toUtf8() + "'}}}\n";
    const QStringList found = reach("services:\n"
                                    "  a: {image: x, volumes: ['all:/s']}\n"
                                    "  b: {image: x, volumes: ['./sub:/d']}\n"
                                    + volumes);
    QVERIFY2(found.contains(
                 u"mount ./sub beside .: the container can turn it into a link to anywhere (a)"_s),
             qPrintable(found.join(u'\n')));
    // Devices and layers are followed, too.
    const QStringList others
        = reach("services:\n"
                "  a: {image: x, volumes: ['.:/s', 'layers:/l'], devices: ['"
                + root().toUtf8()
                + "/sub/dev:/dev/x']}\n"
                  "volumes: {layers: {driver_opts: {type: overlay, o: 'lowerdir="
                + root().toUtf8() + "/sub'}}}\n");
    for (const QString &path : {u"./sub"_s, u"./sub/dev"_s})
        QVERIFY2(
            others.contains(
                u"mount %1 beside .: the container can turn it into a link to anywhere (a)"_s.arg(
                    path)),
            qPrintable(others.join(u'\n')));
}

void TestComposeReach::linksOfProcessesAreSaid()
{
    QDir().mkpath(root() + u"/srv"_s);
    const auto restore = qScopeGuard([before = QDir::currentPath()] { QDir::setCurrent(before); });
    QVERIFY(QDir::setCurrent(root())); // where the link looks as if it led inside
    const QStringList targets {
        u"/proc/self/cwd/srv"_s, u"/proc/self/root"_s, u"/proc/thread-self/cwd"_s, u"/dev/fd"_s};
    for (const QString &target : targets) {
        QFile::remove(root() + u"/now"_s);
        QVERIFY(QFile::link(target, root() + u"/now"_s));
        const QString end = target == u"/dev/fd" ? u"/proc/self/fd"_s : target;
        QCOMPARE(reach("services: {app: {image: x, volumes: ['./now:/d']}}\n"),
                 QStringList(u"mount %1/now → %2 (app)"_s.arg(root(), end)));
        QCOMPARE(
            reach("services: {app: {image: x, devices: ['" + root().toUtf8() + "/now:/dev/x']}}\n"),
            QStringList(u"device %1/now → %2:/dev/x (app)"_s.arg(root(), end)));
    }
    QFile::remove(root() + u"/now"_s);
}

void TestComposeReach::judgesWhatComposeAnswered_data()
{
    QTest::addColumn<QByteArray>("service"); // as Compose 2.40 writes it
    QTest::addColumn<QStringList>("sentences");
    QTest::newRow("nothing") << QByteArray(R"("command":["a$$b"],"environment":{"A":"$$HOME"})")
                             << QStringList();
    QTest::newRow("bind") << QByteArray(
        R"("volumes":[{"type":"bind","source":"/srv/decoy","target":"/x","bind":{"create_host_path":true}}])")
                          << QStringList {u"mount /srv/decoy (app)"_s};
    QTest::newRow("privileged") << QByteArray(R"("privileged":true)")
                                << QStringList {u"privileged (app)"_s};
    QTest::newRow("port") << QByteArray(
        R"("ports":[{"mode":"ingress","host_ip":"0.0.0.0","target":80,"published":"8080","protocol":"tcp"}])")
                          << QStringList {u"port 0.0.0.0:8080:80 (app)"_s};
    QTest::newRow("hosts") << QByteArray(R"("extra_hosts":["h=host-gateway"])")
                           << QStringList {u"extra_hosts h:host-gateway (app)"_s};
    QTest::newRow("unknown") << QByteArray(R"("surprise":{"a":1})")
                             << QStringList {u"surprise {a: 1} (app)"_s};
    QTest::newRow("dollar") << QByteArray(
        R"("volumes":[{"type":"bind","source":"/srv/a$$b","target":"/x"}])")
                            << QStringList {u"mount /srv/a$b (app)"_s};
    // As of [":dev/sda:/dev/x", "::"]; what else it says must not disappear behind it.
    QTest::newRow("devices without a source")
        << QByteArray(
               R"("privileged":true,"devices":[{"target":"dev/sda","permissions":"/dev/x"},{}])")
        << QStringList {u"device : (app)"_s, u"device :dev/sda (app)"_s, u"privileged (app)"_s};
    QTest::newRow("cannot be read") << QByteArray(R"("volumes":{"a":1})") << QStringList {u"?"_s};
}

void TestComposeReach::judgesWhatComposeAnswered()
{
    QFETCH(QByteArray, service);
    QFETCH(QStringList, sentences);
    const QJsonObject model
        = QJsonDocument::fromJson("{\"name\":\"resolve\",\"services\":{\"app\":{\"image\":\"x\","
                                  + service
                                  + "}},\"networks\":{\"default\":{\"name\":\"d\",\"ipam\":{}}}}")
              .object();
    QVERIFY(!model.isEmpty());
    const QStringList found = hostAccessOfModel(model, root());
    if (sentences == QStringList(u"?"_s))
        QVERIFY2(!found.isEmpty(), "a model that cannot be judged must not pass");
    else
        QCOMPARE(found, sentences);
}

void TestComposeReach::otherFormsAreCovered_data()
{
    QTest::addColumn<QString>("resolved");
    QTest::addColumn<QString>("agreed");
    QTest::addColumn<bool>("covered");
    const auto row = [](const char *name, const QString &resolved, const QString &agreed, bool is) {
        QTest::newRow(name) << resolved << agreed << is;
    };
    row("same", u"mount /a (app)"_s, u"mount /a (app)"_s, true);
    row("part of a path", u"mount /a (app)"_s, u"mount /a:b (app)"_s, false);
    row("other service", u"mount /a (app)"_s, u"mount /a (b)"_s, false);
    row("range", u"port 0.0.0.0:81:81 (app)"_s, u"port 0.0.0.0:80-90:80-90 (app)"_s, true);
    row("other address", u"port 0.0.0.0:81:81 (app)"_s, u"port 10.0.0.1:81:81 (app)"_s, false);
    row("address 6", u"port :::81:81 (app)"_s, u"port :::80-90:80-90 (app)"_s, true);
    row("device", u"device /dev/kvm (app)"_s, u"device /dev/kvm:/dev/kvm (app)"_s, true);
    row("other device", u"device /dev/sda (app)"_s, u"device /dev/sda1:/dev/sda (app)"_s, false);
    row("Dockerfile of a folder",
        u"build with /b/Dockerfile (app)"_s,
        u"build from /b (app)"_s,
        true);
    row("another file", u"build with /b/Other (app)"_s, u"build from /b (app)"_s, false);
    row("a link", u"build with /b/Dockerfile → /etc/x (app)"_s, u"build from /b (app)"_s, false);
    row("another folder", u"build with /b/c/Dockerfile (app)"_s, u"build from /b (app)"_s, false);
    row("another service", u"build with /b/Dockerfile (b)"_s, u"build from /b (app)"_s, false);
    row("device elsewhere", u"device /dev/kvm (b)"_s, u"device /dev/kvm:/dev/kvm (app)"_s, false);
}

void TestComposeReach::otherFormsAreCovered()
{
    QFETCH(QString, resolved);
    QFETCH(QString, agreed);
    QTEST(notAgreed({resolved}, {agreed}).isEmpty(), "covered");
}

void TestComposeReach::buildersFetch_data()
{
    QTest::addColumn<QString>("dockerfile");
    QTest::addColumn<QStringList>("fetched");
    const auto row = [](const QString &dockerfile, const QStringList &fetched) {
        QTest::newRow(qPrintable(dockerfile)) << dockerfile << fetched;
    };
    row(u"FROM x\nADD . /app\nADD --chown=a:b f g /d\nRUN curl http://h/x\nENV A=$B"_s, {});
    row(u"# syntax=docker/dockerfile:1\nFROM x\nCOPY --from=y /a /b"_s, {});
    row(u"FROM x\n  add --checksum=sha256:1 \\\n  http://localhost/x /y"_s,
        {u"http://localhost/x"_s});
    row(u"# escape=`\nFROM x\nADD `\nhttp://h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD [\"https://h/x\", \"/y\"]"_s, {u"https://h/x"_s});
    row(u"FROM x\nONBUILD ADD git@h:r.git /y"_s, {u"git@h:r.git"_s});
    row(u"ARG A=http://h/x\nFROM x\nADD $A /y"_s, {u"$A as of 0"_s});
    row(u"ARG A=ttp://h/x\nFROM x\nADD h${A} /y"_s, {u"h${A} as of 0"_s});
    row(u"FROM x\nA\\\nDD http://h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD http:\\\n//h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD \\\n# note\nhttp://h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD \\\n\nhttp://h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD [\"ht\\u0074p:\\/\\/h/x\", \"/y\"]"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD \"ht\"'tp'\":/\"/h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD ht\\tp://h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD http://h/x [\"y\"]"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD --chown=a [\"http://h/x\", \"/y\"]"_s, {u"http://h/x"_s});
    row(u"# escape=`\nFROM x\nRUN a \\\nADD http://h/x /y"_s, {u"http://h/x"_s});
    row(u"FROM x\nADD . $APP_HOME\nADD ./app-$VERSION.tar /app"_s, {});
    row(u"# escape=`\n# syntax=evil/frontend\nFROM x"_s, {u"evil/frontend"_s});
    row(u"// syntax=docker/dockerfile.evil.org/x\nFROM x"_s, {u"docker/dockerfile.evil.org/x"_s});
    row(u"FROM x\n# syntax=evil/frontend"_s, {});
}

void TestComposeReach::buildersFetch()
{
    QFETCH(QString, dockerfile);
    QStringList found = fetchedByBuild(dockerfile);
    for (QString &address : found) // a hash of the whole stands behind variables
        address.replace(QRegularExpression(u"as of [0-9a-f]{16}$"_s), u"as of 0"_s);
    QTEST(found, "fetched");
}

/// What a variable of an address holds stands elsewhere: a change of that is another sentence.
void TestComposeReach::otherVariablesAreOtherFetches()
{
    const QString one = u"ARG A=http://h/x\nFROM x\nADD $A /y"_s;
    const QString other = u"ARG A=http://h/z\nFROM x\nADD $A /y"_s;
    QVERIFY(fetchedByBuild(one) != fetchedByBuild(other));
    QVERIFY(fetchedByBuild(one) != fetchedByBuild(one, u"A=http://h/z"_s));
    QCOMPARE(fetchedByBuild(one), fetchedByBuild(one));
}

/// The file itself, and what was agreed to is what it said.
void TestComposeReach::dockerfilesAreRead()
{
    write(u"Dockerfile"_s, "FROM x\nADD http://127.0.0.1:1/a /a\n");
    write(u"sub/Dockerfile.dev"_s, "FROM x\nADD http://127.0.0.1:1/b /b\n");
    const QStringList found = reach("services:\n  a: {build: .}\n"
                                    "  b: {build: {context: ., dockerfile: sub/Dockerfile.dev}}\n");
    QVERIFY(QFile::remove(root() + u"/Dockerfile"_s));
    QCOMPARE(found,
             (QStringList {u"build fetches http://127.0.0.1:1/a (a)"_s,
                           u"build fetches http://127.0.0.1:1/b (b)"_s}));
}

/// The end of a long value is what somebody would hide.
void TestComposeReach::longValuesShowTheirEnd()
{
    const QStringList found
        = reach("services: {app: {surprise: " + QByteArray(500, 'x') + "END}}\n");
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(u"xEND #"), qPrintable(found.first()));
    QVERIFY2(found.first().contains(u"343 characters"), qPrintable(found.first()));
}

/// Whatever Compose is handed, and wherever it puts it.
void TestComposeReach::variablesAreSaidWhereverTheyAreNamed()
{
    qputenv("PLAIN_SETTING", "something of this machine");
    const QStringList named = reach("name: $PLAIN_SETTING\nservices: {app: {image: x}}\n");
    const QStringList noted = reach("x-note: $PLAIN_SETTING\nservices: {app: {image: x}}\n");
    qunsetenv("PLAIN_SETTING");
    const QStringList expected {u"host variable PLAIN_SETTING"_s};
    QCOMPARE(named, expected);
    QCOMPARE(noted, expected);
}

void TestComposeReach::longValuesStayDistinct()
{
    const QByteArray same(500, 'x');
    const QStringList one = reach("services: {app: {surprise: " + same + "1}}\n");
    const QStringList two = reach("services: {app: {surprise: " + same + "2}}\n");
    QCOMPARE(one.size(), 1);
    QVERIFY(one.first().size() < 250);
    QVERIFY(one != two);
}

void TestComposeReach::readsVariablesOfTheHost()
{
    const QByteArray content
        = "services: {app: {environment: {A: '${PLAIN_SETTING:-x}', B: '${USER}', C: $$HOST}}}\n";
    QCOMPARE(reach(content), QStringList());
    qputenv("PLAIN_SETTING", "something of this machine");
    const QStringList found = reach(content);
    qunsetenv("PLAIN_SETTING");
    QCOMPARE(found, QStringList {u"host variable PLAIN_SETTING (app)"_s});
}

/// What Compose is handed is what was judged: names without a value count as variables.
void TestComposeReach::namesWithoutValueAreVariables()
{
    write(u"compose.yml"_s,
          "services: {app: {environment: [TAKEN, GIVEN=1], build: {args: [ARG]}}}\n"
          "secrets: {s: {environment: FROM}}\n");
    const auto compose = readComposeFile(root() + u"/compose.yml"_s, root());
    QVERIFY(compose);
    QCOMPARE(compose->variables, (QStringList {u"ARG"_s, u"FROM"_s, u"TAKEN"_s}));
}

/// What `.env` and env files take from the host is shown like what the compose file takes.
void TestComposeReach::environmentFilesTakeVariables()
{
    write(u"compose.yml"_s, "services: {app: {image: a, env_file: app.env}}\n");
    write(u".env"_s, "A=${DEVSTACK_TEST_SHELL}\n");
    write(u"app.env"_s, "AWS_SECRET_ACCESS_KEY\nB=${TZ}\n");
    qputenv("DEVSTACK_TEST_SHELL", "x");
    const ProjectVariables variables(root(), QProcessEnvironment::systemEnvironment());
    const auto compose = readProject(variables, root());
    const QStringList reach = compose ? hostAccessOf(*compose, root()) : QStringList();
    qunsetenv("DEVSTACK_TEST_SHELL");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(reach,
             (QStringList {u"host variable AWS_SECRET_ACCESS_KEY"_s,
                           u"host variable DEVSTACK_TEST_SHELL"_s}));
}

/// Wherever the user stands, ${PWD} is the repository's folder; what is outside of it is told, and
/// a path with another variable is judged as written, whatever its value is now.
void TestComposeReach::pwdIsTheRepository()
{
    write(u"compose.yml"_s,
          "services: {app: {image: a, build: $PWD, volumes: ['${PWD}:/a', '$PWD/conf:/b', "
          "'${PWD}/../x:/c', '${DIR}:/d', '${PWDX}/y:/e']}}\n");
    write(u".env"_s, "DIR=./inside\nPWDX=./inside\nPWD=/etc\n");
    const ProjectVariables variables(root(), QProcessEnvironment());
    const auto compose = readProject(variables, root());
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const QString outside = QDir::cleanPath(root() + u"/../x"_s);
    const QStringList wanted {u"mount ${DIR} (app)"_s,
                              u"mount ${PWDX}/y (app)"_s,
                              u"mount ./conf beside .: the container can turn it into a link to "
                              "anywhere (app)"_s,
                              u"mount %1 (app)"_s.arg(outside)};
    QCOMPARE(hostAccessOf(*compose, root()).join(u'\n'), wanted.join(u'\n'));
}

void TestComposeReach::linkedFileIsRefused()
{
    QFile elsewhere(m_folder.filePath(u"elsewhere.yml"_s));
    QVERIFY(elsewhere.open(QIODevice::WriteOnly));
    elsewhere.write("services: {app: {image: x}}\n");
    elsewhere.close();
    const QString link = root() + u"/docker-compose.yml"_s;
    QVERIFY(QFile::link(elsewhere.fileName(), link));
    const auto compose = readComposeFile(link, root());
    QVERIFY(!compose);
    QCOMPARE(compose.error().where.file, link);
}

QTEST_GUILESS_MAIN(TestComposeReach)
#include "tst_composereach.moc"
