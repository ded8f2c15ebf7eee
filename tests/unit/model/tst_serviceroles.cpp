// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"
#include "model/compose/serviceroles.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Roles and the primary service, from compose files as repositories write them.
class TestServiceRoles : public QObject
{
    Q_OBJECT

private slots:
    void guesses_data();
    void guesses();
    void findsPrimary_data();
    void findsPrimary();
    void namesImages();

private:
    Result<ComposeFile> read(const QByteArray &content);
    QTemporaryDir m_folder;
};

Result<ComposeFile> TestServiceRoles::read(const QByteArray &content)
{
    QFile file(m_folder.filePath(u"docker-compose.yml"_s));
    if (!file.open(QIODevice::WriteOnly))
        return ioError(u"cannot write"_s);
    file.write(content);
    file.close();
    return readComposeFile(file.fileName(), m_folder.path());
}

void TestServiceRoles::guesses_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QString>("role");
    QTest::addColumn<DatabaseKind>("kind");
    const auto none = DatabaseKind::None;
    QTest::newRow("mysql") << QByteArray("{image: 'mysql:8.0.28-oracle'}") << u"database"_s
                           << DatabaseKind::MySql;
    QTest::newRow("own mysql") << QByteArray("{image: 'reg:5000/edxops/mysql:5.7'}")
                               << u"database"_s << DatabaseKind::MySql;
    QTest::newRow("mariadb by mount")
        << QByteArray("{build: ./db, volumes: ['data:/var/lib/mysql']}") << u"database"_s
        << DatabaseKind::MySql;
    QTest::newRow("postgres") << QByteArray("{image: 'pgvector/pgvector:pg16'}") << u"database"_s
                              << DatabaseKind::Postgres;
    QTest::newRow("mongo") << QByteArray("{image: 'mongo@sha256:0'}") << u"database"_s
                           << DatabaseKind::Mongo;
    QTest::newRow("exporter") << QByteArray("{image: prom/mysqld-exporter, ports: ['9104']}")
                              << u"other"_s << none;
    QTest::newRow("memcached") << QByteArray("{image: 'memcached:1.6.6'}") << u"cache"_s << none;
    QTest::newRow("redis") << QByteArray("{image: redis}") << u"cache"_s << none;
    QTest::newRow("search") << QByteArray("{image: 'elasticsearch:7.17.21'}") << u"search"_s
                            << none;
    QTest::newRow("kafka") << QByteArray("{image: confluentinc/cp-kafka}") << u"queue"_s << none;
    QTest::newRow("celery") << QByteArray("{build: ., command: celery -A app worker -Q q}")
                            << u"worker"_s << none;
    QTest::newRow("celery in sh") << QByteArray(
        "{build: ., command: [sh, -c, 'celery -A app worker']}")
                                  << u"worker"_s << none;
    QTest::newRow("consumer") << QByteArray(
        "{image: x, command: python manage.py consume_events -t a}")
                              << u"worker"_s << none;
    QTest::newRow("app") << QByteArray(
        "{build: ., command: python manage.py runserver, ports: ['80']}")
                         << u"app"_s << none;
    QTest::newRow("image app") << QByteArray("{image: 'openedx/edx_exams', ports: ['18740:18740']}")
                               << u"app"_s << none;
    QTest::newRow("proxy") << QByteArray("{image: nginx, ports: ['80']}") << u"other"_s << none;
}

void TestServiceRoles::guesses()
{
    QFETCH(QByteArray, service);
    const auto compose = read("services:\n  it: " + service + "\n");
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QTEST(toString(roleOf(compose->services.value(u"it"_s))), "role");
    QTEST(databaseKindOf(compose->services.value(u"it"_s)), "kind");
}

void TestServiceRoles::findsPrimary_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("primary");
    QTest::newRow("declared") << QByteArray(
        "services: {a: {build: .}, b: {image: x}}\nx-devstack: {primary: b}\n")
                              << u"b"_s;
    QTest::newRow("builds") << QByteArray(
        "services: {adb: {image: mysql, ports: ['1']}, web: {build: .}}\n")
                            << u"web"_s;
    QTest::newRow("mounts") << QByteArray(
        "services: {a: {image: redis}, web: {image: x, volumes: ['.:/app']}}\n")
                            << u"web"_s;
    QTest::newRow("not the worker") << QByteArray(
        "services: {a: {build: ., command: celery worker}, web: {build: {context: .}}}\n")
                                    << u"web"_s;
    QTest::newRow("publishes") << QByteArray(
        "services: {a: {build: .}, web: {build: ., ports: ['80']}}\n")
                               << u"web"_s;
    QTest::newRow("worker by name")
        << QByteArray("services: {a-worker: {build: ., ports: ['1']}, web: {build: .}}\n")
        << u"web"_s;
    QTest::newRow("not the watcher") << QByteArray(
        "services: {watch: {image: 'node:20', command: yarn watch, volumes: ['.:/src'], ports: "
        "['2']}, web: {build: ., ports: ['1'], profiles: [backend]}}\n")
                                     << u"web"_s;
    QTest::newRow("not the proxy") << QByteArray(
        "services: {nginx: {build: ./nginx, volumes: ['./:/app'], ports: ['1']}, web: {build: "
        ".}}\n") << u"web"_s;
    QTest::newRow("not the notebook") << QByteArray(
        "services: {notebook: {build: ., command: jupyter notebook, ports: ['1']}, web: {build: "
        ".}}\n") << u"web"_s;
    QTest::newRow("a server") << QByteArray(
        "services: {admin: {build: ., ports: ['1']}, web: {build: ., command: gunicorn a.wsgi}}\n")
                              << u"web"_s;
    QTest::newRow("what the proxy forwards to") << QByteArray(
        "services: {api: {build: ., ports: ['1']}, front-proxy: {image: nginx, links: [web]}, web: "
        "{build: ., ports: ['2']}}\n") << u"web"_s;
    QTest::newRow("builds a folder of it")
        << QByteArray("services: {a: {image: x, ports: ['1']}, web: {build: ./backend}}\n")
        << u"web"_s;
    QTest::newRow("builds another's") << QByteArray(
        "services: {a: {build: 'https://h.org/x.git', ports: ['1']}, web: {build: .}}\n")
                                      << u"web"_s;
    QTest::newRow("a front end alone") << QByteArray(
        "services: {cache: {image: redis, ports: ['1']}, front: {image: 'node:20', command: npm "
        "start, volumes: ['.:/app']}}\n")
                                       << u"front"_s;
    QTest::newRow("none") << QByteArray("services: {}\n") << QString();
}

void TestServiceRoles::findsPrimary()
{
    QFETCH(QByteArray, content);
    const auto compose = read(content);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QTEST(primaryService(*compose), "primary");
}

void TestServiceRoles::namesImages()
{
    QCOMPARE(imageName(u"registry:5000/a/MySQL:8@sha256:abc"_s), u"mysql"_s);
    QCOMPARE(imageName(u"redis"_s), u"redis"_s);
    QCOMPARE(imageName(QString()), QString());
}

QTEST_GUILESS_MAIN(TestServiceRoles)
#include "tst_serviceroles.moc"
