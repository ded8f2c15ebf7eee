// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "composefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What a repository's compose files are together: which are read, what they extend, include and
/// override.
class TestComposeFile : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void extends();
    void extendsStaysInside();
    void includes();
    void mergesOverride();
    void picksFiles_data();
    void picksFiles();
    void readsManifest();
};

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
    const testing::ComposeFolder folder;
    const auto compose = folder.read(content);
    QVERIFY(!compose);
    QVERIFY2(compose.error().message.contains(message), qPrintable(compose.error().toText()));
    QVERIFY2(compose.error().where.toString().endsWith(u"docker-compose.yml:"_s + place)
                 || place.isEmpty(),
             qPrintable(compose.error().toText()));
}

void TestComposeFile::extends()
{
    const testing::ComposeFolder folder;
    folder.write(u"sub/base.yml"_s,
                 "services:\n  base: {build: {context: ., target: dev}, volumes: ['./data:/data', "
                 "'vol:/v'], environment: [A=1, B=1], command: old}\n");
    const auto compose = folder.read(R"(services:
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
    const testing::ComposeFolder folder;
    folder.write(u"../outside.yml"_s, "services: {s: {image: secret}}\n");
    const QString secret = QDir::cleanPath(folder.file(u"../outside.yml"_s));
    QVERIFY(QFile::link(secret, folder.file(u"link.yml"_s)));
    for (const QByteArray &file : {QByteArray("../outside.yml"),
                                   secret.toUtf8(),
                                   QByteArray("link.yml"),
                                   QByteArray("https://example.org/x.yml")}) {
        const auto compose
            = folder.read("services: {a: {extends: {file: '" + file + "', service: s}}}\n");
        QVERIFY(compose);
        QCOMPARE(compose->services.value(u"a"_s).image, QString());
        QCOMPARE(compose->files.size(), 1);
    }
    // Nor is the compose file itself taken from elsewhere: its errors would show what is there.
    const QString root = folder.path();
    const auto linked = readComposeFiles({root + u"/link.yml"_s}, root);
    QVERIFY(!linked);
    QVERIFY(linked.error().message.contains(u"outside of the repository"_s));
}

void TestComposeFile::includes()
{
    const testing::ComposeFolder folder;
    folder.write(
        u"sub/more.yml"_s,
        "include: [../docker-compose.yml]\nservices:\n  more: {image: m, build: .}\n  app: "
        "{ports: ['1']}\nvolumes: {v: }\n");
    const auto compose = folder.read(R"(include:
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
    const testing::ComposeFolder folder;
    folder.write(
        u"docker-compose.yml"_s,
        "services: {app: {image: a, ports: ['80:80'], volumes: ['.:/app'], healthcheck: {test: "
        "x}}}\nx-devstack: {title: One}\n");
    folder.write(u"docker-compose.override.yml"_s,
                 "services: {app: {image: b, ports: ['90:90', '80:80'], volumes: ['./x:/app'], "
                 "healthcheck: {disable: true}}, extra: {image: e}}\n"
                 "x-devstack: {primary: extra}\n");
    const QString root = folder.path();
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
    const testing::ComposeFolder folder;
    for (const QString &name : present)
        folder.write(name, "services: {}\n");
    QStringList names;
    for (const QString &path : composeFilesIn(folder.path()))
        names.append(QFileInfo(path).fileName());
    QTEST(names, "picked");
}

void TestComposeFile::readsManifest()
{
    const testing::ComposeFolder folder;
    QVERIFY(!folder.read("services: {app: {}}\n")->manifest.declared);
    const auto compose = folder.read(
        "services: {app: {}}\nx-devstack:\n  bootstrap: [{run: echo $$A}]\nx-other: {a: $B}\n");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QVERIFY(compose->manifest.declared);
    QCOMPARE(compose->manifest.bootstrap.first().run.shell, u"echo $A"_s);
    QCOMPARE(compose->variables, QStringList {u"B"_s});
    QVERIFY(!readComposeFile(folder.file(u"none.yml"_s), folder.path()));
}

QTEST_GUILESS_MAIN(TestComposeFile)
#include "tst_composefile.moc"
