// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/databases.h"

#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class DatabasesTest : public QObject
{
    Q_OBJECT

private slots:
    void readsImageNames_data();
    void readsImageNames();
    void recognises_data();
    void recognises();
    void findsVolumes();
    void findsDatabasesThatNobodyCreates_data();
    void findsDatabasesThatNobodyCreates();
    void createsWhatSettingsName();
};

namespace {

QJsonObject json(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

void DatabasesTest::readsImageNames_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << "mysql"
                           << "mysql";
    QTest::newRow("tag") << "mysql:8.0.28-oracle"
                         << "mysql";
    QTest::newRow("registry with port") << "registry.example.org:5000/library/MariaDB"
                                        << "mariadb";
    QTest::newRow("digest") << "edxops/mysql:5.7@sha256:00ff"
                            << "mysql";
}

void DatabasesTest::readsImageNames()
{
    QFETCH(QString, image);
    QFETCH(QString, name);
    QCOMPARE(imageName(image), name);
}

void DatabasesTest::recognises_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<DatabaseKind>("kind");
    QTest::newRow("mysql") << uR"({"image": "mysql:8.0.33-oracle"})"_s << DatabaseKind::MySql;
    QTest::newRow("mariadb") << uR"({"image": "mariadb:10.11"})"_s << DatabaseKind::MySql;
    QTest::newRow("postgres") << uR"({"image": "docker.io/postgres:16"})"_s
                              << DatabaseKind::Postgres;
    QTest::newRow("mongo") << uR"({"image": "mongo"})"_s << DatabaseKind::Mongo;
    QTest::newRow("client image") << uR"({"image": "mysql-exporter"})"_s << DatabaseKind::None;
    QTest::newRow("built, by its data")
        << uR"({"build": {}, "volumes": [{"type": "volume", "source": "d", "target": "/var/lib/mysql"}]})"_s
        << DatabaseKind::MySql;
    QTest::newRow("application") << uR"({"image": "shop", "environment": {"MYSQL_HOST": "db"}})"_s
                                 << DatabaseKind::None;
}

void DatabasesTest::recognises()
{
    QFETCH(QString, service);
    QFETCH(DatabaseKind, kind);
    QCOMPARE(databaseKind(json(service)), kind);
}

void DatabasesTest::findsVolumes()
{
    const QJsonObject model = json(uR"({"services": {
        "db": {"image": "mysql", "volumes": [{"type": "volume", "source": "data", "target": "/var/lib/mysql"},
                                             {"type": "volume", "source": "conf", "target": "/etc/mysql"},
                                             {"type": "bind", "source": "/x", "target": "/var/lib/mysql"}]},
        "odd": {"image": "own", "volumes": [{"type": "volume", "source": "store", "target": "/store"}]},
        "app": {"image": "shop", "volumes": [{"type": "volume", "source": "static", "target": "/static"}]}},
        "volumes": {"data": {}, "conf": {}, "store": {}, "static": {}}})"_s);
    QCOMPARE(databaseVolumes(model, {}), (QMap<QString, QString> {{u"data"_s, u"db"_s}}));
    Manifest manifest;
    manifest.schema.append({u"odd"_s, u"store"_s, {}, {}, {}, {}});
    manifest.schema.append({u"odd"_s, u"missing"_s, {}, {}, {}, {}});
    QCOMPARE(databaseVolumes(model, manifest),
             (QMap<QString, QString> {{u"data"_s, u"db"_s}, {u"store"_s, u"odd"_s}}));
}

void DatabasesTest::findsDatabasesThatNobodyCreates_data()
{
    QTest::addColumn<QString>("app");
    QTest::addColumn<QString>("db");
    QTest::addColumn<QString>("name");
    const QString plain = uR"({"MYSQL_ROOT_PASSWORD": ""})"_s;
    QTest::newRow("url") << uR"({"DATABASE_URL": "mysql://root@db:3306/catalog?charset=utf8"})"_s
                         << plain << "catalog";
    QTest::newRow("container name")
        << uR"({"DB_HOST": "shop.db", "DB_NAME": "catalog"})"_s << plain << "catalog";
    QTest::newRow("other suffix") << uR"({"MYSQL_HOST": "db", "MYSQL_DATABASE": "catalog"})"_s
                                  << plain << "catalog";
    QTest::newRow("another host") << uR"({"DB_HOST": "elsewhere", "DB_NAME": "catalog"})"_s << plain
                                  << "";
    QTest::newRow("already asked for") << uR"({"DB_HOST": "db", "DB_NAME": "catalog"})"_s
                                       << uR"({"MYSQL_DATABASE": "other"})"_s << "";
    QTest::newRow("hostile") << uR"({"DB_HOST": "db", "DB_NAME": "a; DROP DATABASE b"})"_s << plain
                             << "";
}

void DatabasesTest::findsDatabasesThatNobodyCreates()
{
    QFETCH(QString, app);
    QFETCH(QString, db);
    QFETCH(QString, name);
    const QJsonObject model = json(uR"({"services": {"app": {"image": "x", "environment": %1},
        "db": {"image": "mysql", "container_name": "shop.db", "environment": %2}}})"_s.arg(app,
                                                                                           db));
    QCOMPARE(unaskedDatabases(model).value(u"db"_s), name);
}

void DatabasesTest::createsWhatSettingsName()
{
    const QJsonObject model = json(uR"({"services": {
        "app": {"image": "x", "environment": {"DB_HOST": "asked", "DB_NAME": "of_environment"}},
        "asked": {"image": "mysql"},
        "named": {"image": "mysql", "container_name": "shop.db"},
        "created": {"image": "mysql", "environment": {"MYSQL_DATABASE": "own"}}}})"_s);
    const QList<NamedDatabase> named {{u"shop.db"_s, u"a; DROP DATABASE b"_s},
                                      {u"shop.db"_s, u"of_settings"_s},
                                      {u"shop.db"_s, u"second"_s},
                                      {u"created"_s, u"of_settings"_s},
                                      {u"asked"_s, u"of_settings"_s},
                                      {u"elsewhere"_s, u"of_settings"_s}};
    const QMap<QString, QString> wanted {{u"asked"_s, u"of_environment"_s},
                                         {u"named"_s, u"of_settings"_s}};
    QCOMPARE(unaskedDatabases(model, named), wanted);
}

QTEST_GUILESS_MAIN(DatabasesTest)
#include "tst_databases.moc"
