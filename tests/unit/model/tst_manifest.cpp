// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "manifesttext.h"
#include "model/compose/manifestcheck.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a manifest may say and how several become one.
class TestManifest : public QObject
{
    Q_OBJECT

private slots:
    void readsEverything();
    void accepts_data();
    void accepts();
    void checksReferences_data();
    void checksReferences();
    void merges();
};

namespace {

const QByteArray kFull = R"(
version: 1
name: credentials
title: Credentials
description: Issues and shows programme certificates.
owner: squad-aperture
primary: app
depends_on:
  lms:
    repository: https://git.example.org/platform.git
    ref: main
    variant: light
    for: [run]
    optional: true
  catalog:
provides: {edx.devstack.credentials: app}
urls:
  web: {url: "http://localhost:18150/", health: /health/}
variants:
  light: {profiles: [light], environment: {app: {CELERY_ALWAYS_EAGER: "true", N: 0x10, S: {secret: API_KEY}}}, without: [worker]}
configurations:
  default: {seeds: [base]}
  records: {environment: {app: {ENABLE_RECORDS: "1"}}, seeds: [base, records], dependencies: {lms: {configuration: default}}}
schema:
  - {service: db, volume: credentials_db, snapshot: "registry.example.org/schemas/credentials:2026-11-01"}
bootstrap:
  - {service: app, run: "test \"$$X\" && python manage.py migrate", timeout: 5m, inputs: ["*/migrations/*.py"]}
clients:
  lms:
    users: [{name: credentials_worker, email: credentials@example.org, staff: true, superuser: true}]
    oauth: [{id: sso-key, secret: sso-secret, grant: authorization-code, redirect_uris: ["http://localhost:18150/complete/"]}]
seeds:
  base: [{service: app, run: python manage.py loaddata seeds/base.json, inputs: [seeds/base.json]}]
  records: [{service: app, run: [a, 8, true]}, {ida: lms, run: ./manage.py lms create_demo_programs}]
data:
  sql: {service: db, run: mysql credentials}
commands:
  dbshell: {service: db, run: mysql credentials, tty: true}
register:
  user: {service: app, run: [manage_user, "{name}", "{email}", "{staff:--staff}"]}
  oauth: {service: app, run: [create, "--client-id={id}", "--redirect-uris={redirect_uris}"]}
resources: {memory: 1g, cpus: 1.5}
)";

ComposeFile sampleCompose()
{
    ComposeFile compose;
    for (const QString &name : {u"app"_s, u"db"_s, u"worker"_s})
        compose.services.insert(name, {});
    compose.volumes.insert(u"credentials_db"_s, {});
    return compose;
}

} // namespace

void TestManifest::readsEverything()
{
    const auto read = parseManifest(kFull, u"m"_s);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    const Manifest &m = *read;
    QVERIFY(m.declared);
    QCOMPARE(m.name, u"credentials"_s);
    QCOMPARE(m.owner, u"squad-aperture"_s);
    QCOMPARE(m.primary, u"app"_s);
    const Dependency lms = m.dependencies.value(u"lms"_s);
    QCOMPARE(lms.repository, u"https://git.example.org/platform.git"_s);
    QVERIFY(lms.purpose.run && !lms.purpose.provision && lms.optional);
    QCOMPARE(lms.mark.line, 9);
    QVERIFY(m.dependencies.value(u"catalog"_s).purpose.provision);
    QCOMPARE(m.provides.value(u"edx.devstack.credentials"_s), u"app"_s);
    QCOMPARE(m.urls.first().health, u"/health/"_s);
    const auto environment = m.variants.value(u"light"_s).environment.value(u"app"_s);
    QCOMPARE(environment.value(u"CELERY_ALWAYS_EAGER"_s).value, u"true"_s);
    QCOMPARE(environment.value(u"N"_s).value, u"16"_s);
    QCOMPARE(environment.value(u"S"_s).secret, u"API_KEY"_s);
    QCOMPARE(m.configurations.value(u"records"_s).dependencies.value(u"lms"_s).configuration,
             u"default"_s);
    QCOMPARE(m.schema.first().volume, u"credentials_db"_s);
    QCOMPARE(m.bootstrap.first().run.shell, u"test \"$X\" && python manage.py migrate"_s);
    QVERIFY(m.bootstrap.first().timeout == 5min);
    QCOMPARE(m.bootstrap.first().run.toVector().first(2), (QStringList {u"sh"_s, u"-c"_s}));
    QCOMPARE(m.clients.value(u"lms"_s).oauth.first().name, u"sso-key"_s);
    QVERIFY(m.clients.value(u"lms"_s).users.first().superuser);
    QCOMPARE(m.seeds.value(u"records"_s).at(0).run.arguments,
             (QStringList {u"a"_s, u"8"_s, u"true"_s}));
    QCOMPARE(m.seeds.value(u"records"_s).at(1).ida, u"lms"_s);
    QVERIFY(m.commands.value(u"dbshell"_s).tty);
    QCOMPARE(m.registerUser->run.arguments.size(), 4);
    QVERIFY(m.resources.memory == qint64(1) << 30);
    QVERIFY(m.resources.cpus == 1.5);
    QVERIFY(checkManifest(m, sampleCompose()));
}

void TestManifest::accepts_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("list of dependencies") << QByteArray("depends_on: [lms, catalog]\n");
    QTest::newRow("relative repository")
        << QByteArray("depends_on: {lms: {repository: ../platform.git}}\n");
    QTest::newRow("ssh") << QByteArray(
        "depends_on: {lms: {repository: 'git@git.example.org:a/b.git'}}\n");
    QTest::newRow("seconds") << QByteArray("bootstrap: [{run: x, timeout: 90}]\n");
    QTest::newRow("bytes") << QByteArray("resources: {memory: 1073741824, cpus: .5}\n");
    QTest::newRow("dump") << QByteArray(
        "schema: [{service: db, volume: v, dump: a/schema.sql.zst}]\n");
    QTest::newRow("dump url") << QByteArray(
        "schema: [{service: db, volume: v, dump: 'https://x/y', sha256: "
        "'a000000000000000000000000000000000000000000000000000000000000000'}]\n");
    QTest::newRow("empty sections") << QByteArray("depends_on:\nseeds:\nurls: {}\n");
    QTest::newRow("full") << kFull;
}

void TestManifest::accepts()
{
    QFETCH(QByteArray, content);
    const auto read = parseManifest(content, u"m"_s);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
}

void TestManifest::checksReferences_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("primary") << QByteArray("primary: ap\n")
                             << u"primary: there is no service \"ap\""_s;
    QTest::newRow("provides") << QByteArray("provides: {a.b: web}\n")
                              << u"provides.a.b: there is no service \"web\""_s;
    QTest::newRow("bootstrap") << QByteArray("bootstrap: [{service: wroker, run: x}]\n")
                               << u"no service \"wroker\""_s;
    QTest::newRow("without") << QByteArray("variants: {l: {without: [x]}}\n")
                             << u"variants.l.without"_s;
    QTest::newRow("environment") << QByteArray("configurations: {c: {environment: {x: {A: 1}}}}\n")
                                 << u"no service \"x\""_s;
    QTest::newRow("seed") << QByteArray("configurations: {c: {seeds: [base]}}\n")
                          << u"no seed \"base\""_s;
    QTest::newRow("variant") << QByteArray("configurations: {c: {variant: light}}\n")
                             << u"no variant \"light\""_s;
    QTest::newRow("dependency") << QByteArray("configurations: {c: {dependencies: {lms: {}}}}\n")
                                << u"no dependency \"lms\""_s;
    QTest::newRow("clients") << QByteArray("clients: {lms: {}}\n") << u"no dependency \"lms\""_s;
    QTest::newRow("seed's ida") << QByteArray(
        "depends_on: [lms]\nseeds: {a: [{ida: lsm, run: x}]}\n")
                                << u"no dependency \"lsm\""_s;
    QTest::newRow("volume") << QByteArray(
        "schema: [{service: db, volume: credential_db, snapshot: a}]\n")
                            << u"no volume \"credential_db\""_s;
    QTest::newRow("register") << QByteArray("register: {user: {service: x, run: [a]}}\n")
                              << u"register.user: there is no service"_s;
}

void TestManifest::checksReferences()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const auto read = parseManifest(content, u"m"_s);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    const auto checked = checkManifest(*read, sampleCompose());
    QVERIFY(!checked);
    QVERIFY2(checked.error().message.contains(message), qPrintable(checked.error().toText()));
    QVERIFY(checked.error().where.line > 0);
}

void TestManifest::merges()
{
    const auto own = parseManifest(
        "title: Own\ndepends_on: {a: {ref: x}, b: {}}\nbootstrap: [{run: one}, {run: two}]\n"
        "urls: {web: {url: 'http://a/'}, api: {url: 'http://b/'}}\nresources: {memory: 1g}\n",
        u"own"_s);
    const auto over = parseManifest("depends_on: {a: {ref: y}, c: {}}\nbootstrap: [{run: three}]\n"
                                    "urls: {web: {url: 'http://c/'}}\nresources: {cpus: 2}\n",
                                    u"over"_s);
    QVERIFY(own && over);
    const Manifest result = merged(*own, *over);
    QCOMPARE(result.title, u"Own"_s);
    QCOMPARE(result.dependencies.keys(), (QStringList {u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(result.dependencies.value(u"a"_s).ref, u"y"_s);
    QCOMPARE(result.bootstrap.size(), 1);
    QCOMPARE(result.urls.size(), 2);
    QCOMPARE(result.urls.first().url, u"http://c/"_s);
    QVERIFY(result.resources.memory && result.resources.cpus);
    QVERIFY(!merged({}, {}).declared && merged({}, *over).declared);
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
