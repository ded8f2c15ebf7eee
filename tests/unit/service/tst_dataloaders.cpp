// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/dataloaders.h"
#include "service/definition/workspacedefinition.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Where a file of the engineer's own goes: what the IDA declares, else its database or framework.
class TestDataLoaders : public QObject
{
    Q_OBJECT

private slots:
    void loaders_data();
    void loaders();
};

void TestDataLoaders::loaders_data()
{
    QTest::addColumn<QByteArray>("compose");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("loader"); // service, then the command; "-": none
    QTest::addColumn<QString>("suffixes");
    const QByteArray app = "services:\n  app: {image: x}\n";
    const QByteArray db = app + "  db: {image: mysql}\n";
    const QByteArray two = db + "  other: {image: postgres}\n";
    const QByteArray declared = db
        + "x-devstack: {primary: app, data: {sql: {service: db, run: [load, it]}, csv: {run: "
          "[take]}}}\n";
    const auto django = [&](const QByteArray &run) -> QByteArray {
        return db + "x-devstack: {primary: app, bootstrap: [{run: " + run + "}]}\n";
    };
    QTest::newRow("no database") << app << u"a.sql"_s << u"-"_s << QString();
    QTest::newRow("the only database") << db << u"a.sql"_s << u"db:"_s << u"sql"_s;
    QTest::newRow("compressed") << db << u"a.b.SQL.gz"_s << u"db:"_s << u"sql"_s;
    QTest::newRow("compressed, of another kind") << db << u"a.tar.gz"_s << u"-"_s << u"sql"_s;
    QTest::newRow("two databases") << two << u"a.sql"_s << u"-"_s << QString();
    QTest::newRow("declared") << declared << u"a.sql"_s << u"db: load it"_s << u"csv sql"_s;
    QTest::newRow("declared for the primary service")
        << declared << u"a.csv"_s << u": take"_s << u"csv sql"_s;
    QTest::newRow("a fixture, and no framework") << db << u"a.json"_s << u"-"_s << u"sql"_s;
    QTest::newRow("a fixture for Django")
        << django("[python3, manage.py, migrate]") << u"a.json"_s
        << u": python3 manage.py loaddata --format=json -"_s << u"json sql"_s;
    QTest::newRow("a fixture, and a shell")
        << django("cd /x && python ./manage.py migrate --noinput") << u"a.json"_s
        << u": python ./manage.py loaddata --format=json -"_s << u"json sql"_s;
    QTest::newRow("no suffix") << django("[python3, manage.py, migrate]") << u"json"_s << u"-"_s
                               << u"json sql"_s;
}

void TestDataLoaders::loaders()
{
    QFETCH(QByteArray, compose);
    QFETCH(QString, file);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas: {a: {}}\n");
    folder.write(u"a/docker-compose.yml"_s, compose);
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition &ida = *definition.find(u"a"_s);
    QVERIFY2(ida.problems.isEmpty(), qPrintable(ida.problems.value(0).message));
    const auto loader = loaderOf(ida, file);
    QString shown = u"-"_s;
    if (loader) {
        const QString command = u' ' + loader->run.run.toVector().join(u' ');
        shown = loader->run.service + u':' + (loader->isStatements() ? QString() : command);
    }
    QTEST(shown, "loader");
    QTEST(loadedSuffixes(ida).join(u' '), "suffixes");
}

QTEST_GUILESS_MAIN(TestDataLoaders)
#include "tst_dataloaders.moc"
