// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/lean.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class LeanTest : public QObject
{
    Q_OBJECT

private slots:
    void adds_data();
    void adds();
    void environment_data();
    void environment();
    void holdsBack_data();
    void holdsBack();
    void switchedOff();
    void secondTimeAddsNothing();
    void rulesAreComplete();
};

void LeanTest::adds_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("command"); // empty: unchanged
    QTest::newRow("image alone") << uR"({"image": "redis:7"})"_s << "--maxmemory 128mb";
    QTest::newRow("null command and entrypoint")
        << uR"({"image": "redis:7", "command": null, "entrypoint": null})"_s << "--maxmemory 128mb";
    QTest::newRow("options")
        << uR"({"image": "mysql:8", "command": ["--character-set-server=utf8"]})"_s
        << "--character-set-server=utf8 --performance-schema=OFF --innodb-buffer-pool-size=64M "
           "--innodb-log-buffer-size=4M "
           "--table-open-cache=400 --table-definition-cache=400";
    QTest::newRow("the file wins")
        << uR"({"image": "mysql:8", "command": ["--performance_schema=ON", "--innodb-buffer-pool-size=1G", "--innodb-log-buffer-size=1M", "--table-open-cache=1", "--table-definition-cache=2"]})"_s
        << "";
    QTest::newRow("the file wins, value apart")
        << uR"({"image": "redis", "command": ["redis-server", "--maxmemory", "1gb"]})"_s << "";
    QTest::newRow("the file wins, short form")
        << uR"({"image": "postgres:16", "command": ["-c", "shared_buffers=64MB"]})"_s << "";
    QTest::newRow("somebody's image of that name")
        << uR"({"image": "devstack-sample/mariadb:10.11"})"_s << "";
    QTest::newRow("a mirror of the library")
        << uR"({"image": "registry.example.org/hub/library/redis:7"})"_s << "--maxmemory 128mb";
    QTest::newRow("a publisher of its own")
        << uR"({"image": "valkey/valkey:8"})"_s << "--maxmemory 128mb";
    QTest::newRow("own image, known program")
        << uR"({"image": "own", "command": ["/usr/bin/redis-server", "--save", ""]})"_s
        << "/usr/bin/redis-server --save  --maxmemory 128mb";
    QTest::newRow("shell") << uR"({"image": "mysql", "command": ["sh", "-c", "mysqld"]})"_s << "";
    QTest::newRow("own entrypoint")
        << uR"({"image": "mysql", "entrypoint": ["/start.sh"]})"_s << "";
    QTest::newRow("the file wins, value glued on")
        << uR"({"image": "memcached:1.6", "command": ["memcached", "-m64"]})"_s << "";
    QTest::newRow("the file wins, long form")
        << uR"({"image": "memcached", "command": ["--memory-limit=64"]})"_s << "";
    QTest::newRow("celery worker")
        << uR"({"image": "shop", "command": ["celery", "-A", "shop", "worker", "-l", "info"]})"_s
        << "celery -A shop worker -l info --concurrency=1";
    QTest::newRow("celery worker as a module")
        << uR"({"image": "shop", "command": ["python3", "-m", "celery", "-A", "shop", "worker"]})"_s
        << "python3 -m celery -A shop worker --concurrency=1";
    QTest::newRow("celery beat")
        << uR"({"image": "shop", "command": ["celery", "-A", "shop", "beat"]})"_s << "";
    QTest::newRow("celery worker that is told")
        << uR"({"image": "shop", "command": ["celery", "worker", "-c", "4"]})"_s << "";
    QTest::newRow("celery worker of another pool")
        << uR"({"image": "shop", "command": ["celery", "worker", "--pool=gevent"]})"_s << "";
    QTest::newRow("celery worker in a shell")
        << uR"({"image": "shop", "command": ["bash", "-c", "celery -A shop worker"]})"_s << "";
    QTest::newRow("a worker of something else")
        << uR"({"image": "shop", "command": ["rq", "worker", "celery"]})"_s << "";
    QTest::newRow("unknown") << uR"({"image": "shop"})"_s << "";
}

void LeanTest::adds()
{
    QFETCH(QString, service);
    QFETCH(QString, command);
    const QJsonObject before = QJsonDocument::fromJson(service.toUtf8()).object();
    QJsonObject after = before;
    const LeanChange change = applyLean(after);
    QCOMPARE(change.what.isEmpty(), command.isEmpty());
    if (command.isEmpty()) {
        QCOMPARE(after, before);
        return;
    }
    QCOMPARE(after.value(u"command").toVariant().toStringList().join(u' '), command);
    QVERIFY(!change.why.isEmpty());
}

void LeanTest::environment_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("expected");
    const QString gunicorn = u"GUNICORN_CMD_ARGS"_s;
    QTest::newRow("gunicorn with a file")
        << uR"({"image": "shop", "command": ["gunicorn", "-c", "conf.py", "shop.wsgi"]})"_s
        << gunicorn << u"--workers=2"_s;
    QTest::newRow("gunicorn in a shell")
        << uR"({"image": "shop", "command": ["bash", "-c", "migrate && exec gunicorn --config=conf.py shop"]})"_s
        << gunicorn << u"--workers=2"_s;
    QTest::newRow("gunicorn that is told")
        << uR"({"image": "shop", "command": ["gunicorn", "-c", "conf.py", "-w4", "shop"]})"_s
        << gunicorn << QString();
    QTest::newRow("gunicorn without a file has one worker already")
        << uR"({"image": "shop", "command": ["gunicorn", "shop.wsgi"]})"_s << gunicorn << QString();
    QTest::newRow("the shell's -c is not gunicorn's")
        << uR"({"image": "shop", "command": ["bash", "-c", "gunicorn shop"]})"_s << gunicorn
        << QString();
    QTest::newRow("gunicorn, the variable is set")
        << uR"({"image": "shop", "command": ["gunicorn", "-c", "conf.py"], "environment": {"GUNICORN_CMD_ARGS": "--workers=9"}})"_s
        << gunicorn << u"--workers=9"_s;
    QTest::newRow("kafka") << uR"({"image": "apache/kafka:3.9.0"})"_s << u"KAFKA_HEAP_OPTS"_s
                           << u"-Xms128m -Xmx512m"_s;
    QTest::newRow("elasticsearch")
        << uR"({"image": "elasticsearch:8"})"_s << u"ES_JAVA_OPTS"_s << u"-Xms512m -Xmx512m"_s;
}

void LeanTest::environment()
{
    QFETCH(QString, service);
    QFETCH(QString, variable);
    QJsonObject changed = QJsonDocument::fromJson(service.toUtf8()).object();
    const QJsonValue command = changed.value(u"command");
    applyLean(changed);
    QTEST(changed.value(u"environment").toObject().value(variable).toString(), "expected");
    QCOMPARE(changed.value(u"command"), command);
}

/// Options, variables and files on which a rule depends: one of them and nothing is added.
void LeanTest::holdsBack_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("given"); // what the file says besides
    const auto row = [](const char *name, const char *image, const char *given) {
        QTest::newRow(name) << QString::fromLatin1(image) << QString::fromLatin1(given);
    };
    row("mysql: pages", "mysql:8", R"("command": ["--innodb-page-size=64k"])");
    row("mysql: loose", "mysql:8", R"("command": ["--loose-innodb_dedicated_server=ON"])");
    row("mysql: chunks", "mysql:8", R"("command": ["--innodb-buffer-pool-chunk-size=256M"])");
    row("mysql: group", "mysql:8", R"("command": ["--group-replication-bootstrap-group=ON"])");
    row("mysql: instruments", "mysql:8", R"("command": ["--performance-schema-instrument=x=ON"])");
    row("mysql: file", "mysql:8", R"("command": ["--defaults-file=/x.cnf"])");
    row("mysql: mount",
        "mysql:8",
        R"("volumes": [{"type": "bind", "source": "/x", "target": "/etc/mysql/conf.d"}])");
    row("mariadb: config",
        "mariadb:11",
        R"("configs": [{"source": "x", "target": "/etc/mysql/conf.d/x.cnf"}])");
    row("postgres: file", "postgres:16", R"("command": ["-c", "config_file=/x.conf"])");
    row("postgres: buffers", "postgres:16", R"("command": ["postgres", "-B", "64MB"])");
    row("postgres: mount",
        "postgres:16",
        R"("volumes": [{"type": "bind", "source": "/x", "target": "/etc/postgresql/postgresql.conf"}])");
    row("redis: file", "redis:7", R"("command": ["redis-server", "/conf/redis.conf"])");
    row("redis: standard input", "redis:7", R"("command": ["redis-server", "-"])");
    row("redis: sentinel", "redis:7", R"("command": ["redis-server", "--sentinel"])");
    row("redis: ceiling", "redis:7", R"("command": ["redis-server", "--maxmemory", "1gb"])");
    row("memcached: items", "memcached:1.6", R"("command": ["memcached", "-I", "32m"])");
    row("memcached: items, long", "memcached:1.6", R"("command": ["--max-item-size=32m"])");
    row("memcached: letters", "memcached:1.6", R"("command": ["memcached", "-vm", "64"])");
    row("memcached: glued", "memcached:1.6", R"("command": ["memcached", "-vI32m"])");
    row("memcached: large pages", "memcached:1.6", R"("command": ["memcached", "-L"])");
    row("memcached: external", "memcached:1.6", R"("command": ["-o", "ext_path=/x:1G"])");
    row("celery: rest", "shop", R"("command": ["celery", "worker", "--", "--custom"])");
    row("celery: scale", "shop", R"("command": ["celery", "worker", "--autoscale=4,1"])");
    row("gunicorn: variable",
        "shop",
        R"("command": ["gunicorn", "-c", "x.py"], "environment": {"WEB_CONCURRENCY": "1"})");
    row("mongo: engine", "mongo:7", R"("command": ["--storageEngine", "inMemory"])");
    row("mongo: share", "mongo:8", R"("command": ["--wiredTigerCacheSizePct", "10"])");
    row("mongo: file", "mongo:7", R"("command": ["mongod", "--config", "/x.conf"])");
    row("elasticsearch: heap", "elasticsearch:2", R"("environment": {"ES_HEAP_SIZE": "2g"})");
    row("elasticsearch: options",
        "elasticsearch:8",
        R"("environment": {"ES_JAVA_OPTS": "-Xmx2g"})");
    row("elasticsearch: file",
        "elasticsearch:8",
        R"("volumes": [{"target": "/usr/share/elasticsearch/config/jvm.options.d/heap.options"}])");
    row("opensearch: file",
        "opensearch:2",
        R"("volumes": [{"target": "/usr/share/opensearch/config"}])");
    row("kafka: cleaner",
        "apache/kafka:3.9.0",
        R"("environment": {"KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE": "536870912"})");
    row("kafka: options", "cp-kafka", R"("environment": {"KAFKA_OPTS": "-Xmx2g"})");
    row("rabbitmq: no rule", "rabbitmq:3", R"("environment": {})");
}

void LeanTest::holdsBack()
{
    QFETCH(QString, image);
    QFETCH(QString, given);
    const QString text = u"{\"image\": \"%1\", %2}"_s.arg(image, given);
    QJsonObject service = QJsonDocument::fromJson(text.toUtf8()).object();
    QVERIFY(!service.isEmpty());
    const QJsonObject before = service;
    const LeanChange change = applyLean(service);
    QVERIFY2(change.what.isEmpty(), qPrintable(change.what.join(u' ')));
    QCOMPARE(service, before);
}

void LeanTest::switchedOff()
{
    for (const LeanRule &rule : leanRules()) {
        if (rule.images.isEmpty())
            continue;
        QJsonObject service {{u"image"_s, rule.images.first()}};
        const QJsonObject before = service;
        QVERIFY2(applyLean(service, {rule.id}).what.isEmpty(), qPrintable(rule.id));
        QCOMPARE(service, before);
        const LeanChange change = applyLean(service, {u"another"_s});
        QCOMPARE(change.rule, rule.id);
        QCOMPARE(change.untried, rule.untried);
        QCOMPARE(change.why.contains(u"untried"_s), rule.untried);
    }
}

void LeanTest::rulesAreComplete()
{
    QSet<QString> ids;
    for (const LeanRule &rule : leanRules()) {
        QVERIFY2(!rule.id.isEmpty() && !ids.contains(rule.id), qPrintable(rule.id));
        ids += rule.id;
        QVERIFY2(rule.why.endsWith(u'.'), qPrintable(rule.id));
        QVERIFY2(!rule.images.isEmpty() || !rule.programs.isEmpty(), qPrintable(rule.id));
        QVERIFY2(!rule.arguments.isEmpty() || !rule.environment.isEmpty(), qPrintable(rule.id));
        QVERIFY2(!rule.inShell || rule.arguments.isEmpty(), qPrintable(rule.id));
    }
}

void LeanTest::secondTimeAddsNothing()
{
    for (const LeanRule &rule : leanRules()) {
        if (rule.images.isEmpty())
            continue;
        QJsonObject service {{u"image"_s, rule.images.first()}};
        QVERIFY(!applyLean(service).what.isEmpty());
        const QJsonObject once = service;
        QVERIFY2(applyLean(service).what.isEmpty(), qPrintable(rule.images.first()));
        QCOMPARE(service, once);
    }
}

QTEST_GUILESS_MAIN(LeanTest)
#include "tst_lean.moc"
