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
    void secondTimeAddsNothing();
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
    QTest::newRow("own image, known program")
        << uR"({"image": "own", "command": ["/usr/bin/redis-server", "--save", ""]})"_s
        << "/usr/bin/redis-server --save  --maxmemory 128mb";
    QTest::newRow("shell") << uR"({"image": "mysql", "command": ["sh", "-c", "mysqld"]})"_s << "";
    QTest::newRow("own entrypoint")
        << uR"({"image": "mysql", "entrypoint": ["/start.sh"]})"_s << "";
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

void LeanTest::secondTimeAddsNothing()
{
    for (const LeanRule &rule : leanRules()) {
        QJsonObject service {{u"image"_s, rule.images.first()}};
        QVERIFY(!applyLean(service).what.isEmpty());
        const QJsonObject once = service;
        QVERIFY2(applyLean(service).what.isEmpty(), qPrintable(rule.images.first()));
        QCOMPARE(service, once);
    }
}

QTEST_GUILESS_MAIN(LeanTest)
#include "tst_lean.moc"
