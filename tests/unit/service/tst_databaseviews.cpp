// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/reporter.h"
#include "service/configuration/chooseschema.h"
#include "service/databases/databaseviews.h"
#include "workspacefolder.h"

#include <QFileInfo>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// With what the data of each database begins, told without an Engine.
class TestDatabaseViews : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theRepositorysChoice();
    void theEngineersChoice();
    void othersTakeNoSchema();
    void aFileThatIsGone();
    void dumpsAreKnownByTheirNames();

private:
    DatabaseView viewOf(const QString &service) const;

    testing::WorkspaceFolder m_folder;
};

namespace {

const QByteArray kDump = "-- MySQL dump 10.13  Distrib 8.0.33\nCREATE TABLE a (n int);\n"
                         "-- Dump completed on 2026-11-01 10:00:00\n";

} // namespace

void TestDatabaseViews::initTestCase()
{
    m_folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  shop: {}\n");
    m_folder.write(u"shop/docker-compose.yml"_s,
                   "services:\n  app:\n    build: .\n  db:\n    image: mysql:8\n"
                   "    volumes: [\"data:/var/lib/mysql\"]\n  reports:\n    image: postgres:15\n"
                   "    volumes: [\"reports:/var/lib/postgresql/data\"]\n  events:\n"
                   "    image: mongo:6\n    volumes: [\"events:/data/db\"]\n"
                   "volumes: {data: {}, reports: {}, events: {}}\n"
                   "x-devstack:\n  schema:\n"
                   "    - {service: db, volume: data, dump: schema.sql}\n");
    m_folder.write(u"shop/schema.sql"_s, kDump);
    m_folder.write(u"mine.sql"_s, kDump + kDump);
}

DatabaseView TestDatabaseViews::viewOf(const QString &service) const
{
    const auto views = databaseViews(*m_folder.open(), {});
    if (!views)
        qFatal("%s", qPrintable(views.error().message));
    if (views->engineAnswered)
        qFatal("there is an Engine");
    for (const DatabaseView &view : views->databases) {
        if (view.service == service)
            return view;
    }
    qFatal("there is no %s", qPrintable(service));
}

void TestDatabaseViews::theRepositorysChoice()
{
    const DatabaseView view = viewOf(u"db"_s);
    QCOMPARE(view.ida, u"shop"_s);
    QCOMPARE(view.start, DatabaseView::Start::Dump);
    QCOMPARE(view.source, m_folder.path(u"shop/schema.sql"_s));
    QCOMPARE(view.bytes, kDump.size());
    QCOMPARE(view.made, QFileInfo(view.source).lastModified().toUTC());
    QVERIFY(view.takesSchema && view.isHere && !view.isChosen);
    QCOMPARE(view.base, DatabaseView::Base::None);
    QVERIFY(!view.present);
    QCOMPARE(viewOf(u"reports"_s).start, DatabaseView::Start::Migrations);
}

void TestDatabaseViews::theEngineersChoice()
{
    SilentReporter reporter;
    const auto workspace = m_folder.open();
    const QString mine = m_folder.path(u"mine.sql"_s);
    QVERIFY(chooseSchema(*workspace, u"shop/db"_s, mine, ChoicePlace::Personal, reporter, {}));
    const DatabaseView chosen = viewOf(u"db"_s);
    QVERIFY(chosen.isChosen);
    QCOMPARE(chosen.source, mine);
    QCOMPARE(chosen.bytes, 2 * kDump.size());
    QCOMPARE(chosen.declared, u"schema.sql"_s);
    QVERIFY(chooseSchema(*workspace, u"shop/db"_s, {}, ChoicePlace::Personal, reporter, {}));
    QVERIFY(!viewOf(u"db"_s).isChosen);
    QCOMPARE(viewOf(u"db"_s).source, m_folder.path(u"shop/schema.sql"_s));
}

void TestDatabaseViews::othersTakeNoSchema()
{
    const DatabaseView view = viewOf(u"events"_s);
    QVERIFY(!view.takesSchema);
    QCOMPARE(view.start, DatabaseView::Start::Migrations);
}

void TestDatabaseViews::aFileThatIsGone()
{
    QVERIFY(QFile::remove(m_folder.path(u"shop/schema.sql"_s)));
    const DatabaseView view = viewOf(u"db"_s);
    QVERIFY(!view.isHere);
    QCOMPARE(view.bytes, -1);
    QVERIFY(view.made.isNull());
}

void TestDatabaseViews::dumpsAreKnownByTheirNames()
{
    for (const QString &name : {u"a.sql"_s, u"a.sql.zst"_s, u"a.gz"_s, u"a.dump"_s})
        QVERIFY2(hasDumpSuffix(name), qPrintable(name));
    for (const QString &name : {u"a.json"_s, u"sql"_s, u"a.sqlite"_s, u"registry/x:1"_s})
        QVERIFY2(!hasDumpSuffix(name), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestDatabaseViews)
#include "tst_databaseviews.moc"
