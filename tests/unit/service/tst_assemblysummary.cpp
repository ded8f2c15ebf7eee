// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/projects/assemblysummary.h"

#include <QDateTime>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestAssemblySummary : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWas();
    void isNotWrittenAgainForNothing();
    void doubtfulFiles();
    void healthAddresses_data();
    void healthAddresses();

private:
    static Assembly assembly()
    {
        Assembly assembly;
        assembly.project = u"w-credentials"_s;
        AssembledService app;
        app.name = u"app"_s;
        app.key = u"credentials.app"_s;
        app.container = u"w-credentials-app"_s;
        app.image = u"w/credentials-app"_s;
        app.builds = true;
        app.hash = u"abc"_s;
        PortChoice port;
        port.want.container = 8000;
        port.want.protocol = u"tcp"_s;
        port.address = u"127.0.0.1"_s;
        port.host = 18151;
        port.original = 18150;
        port.reason = u"18150 is taken by catalog"_s;
        app.ports = {port};
        AssembledService db;
        db.name = u"db"_s;
        db.key = u"credentials.db"_s;
        db.role = AssembledService::Role::Database;
        db.dataVolumes = {u"data"_s};
        assembly.services = {app, db};
        Url url;
        url.name = u"web"_s;
        url.url = u"http://localhost:18151/"_s;
        url.health = u"/health/"_s;
        assembly.manifest.urls = {url};
        return assembly;
    }
};

void TestAssemblySummary::comesBackAsItWas()
{
    QTemporaryDir folder;
    QVERIFY(writeSummary(folder.path(), assembly(), {{u"env/dev.env"_s, u"1"_s}}));
    const auto summary = readSummary(folder.path());
    QVERIFY(summary);
    QCOMPARE(summary->project, u"w-credentials"_s);
    QCOMPARE(summary->services.size(), 2);
    const AssembledService *app = summary->service(u"app"_s);
    QVERIFY(app && app->builds);
    QCOMPARE(app->key, u"credentials.app"_s);
    QCOMPARE(app->container, u"w-credentials-app"_s);
    QCOMPARE(app->hash, u"abc"_s);
    QCOMPARE(app->ports.value(0).host, 18151);
    QCOMPARE(app->ports.value(0).original, 18150);
    QCOMPARE(app->ports.value(0).reason, u"18150 is taken by catalog"_s);
    QVERIFY(app->role == AssembledService::Role::Application);
    QVERIFY(summary->service(u"db"_s)->role == AssembledService::Role::Database);
    QCOMPARE(summary->service(u"db"_s)->dataVolumes, QStringList {u"data"_s});
    QVERIFY(!summary->service(u"cache"_s));
    QCOMPARE(summary->urls.value(u"web"_s), u"http://localhost:18151/"_s);
    QCOMPARE(summary->healthUrls.value(u"web"_s), u"http://localhost:18151/health/"_s);
}

void TestAssemblySummary::isNotWrittenAgainForNothing()
{
    QTemporaryDir folder;
    QVERIFY(writeSummary(folder.path(), assembly(), {{u"env/dev.env"_s, u"1"_s}}));
    const QString path = folder.filePath(u"assembly.json"_s);
    const QByteArray before = *readFile(path, 1 << 20);
    const QDateTime written = QFileInfo(path).lastModified();
    const auto changed = QFileInfo(path).metadataChangeTime();
    QVERIFY(writeSummary(folder.path(), assembly(), {{u"env/dev.env"_s, u"1"_s}}));
    QCOMPARE(*readFile(path, 1 << 20), before);
    QCOMPARE(QFileInfo(path).lastModified(), written);
    QCOMPARE(QFileInfo(path).metadataChangeTime(), changed);
}

void TestAssemblySummary::doubtfulFiles()
{
    QTemporaryDir folder;
    QVERIFY(readSummary(folder.path()).error().kind == Error::Kind::NotFound);
    QVERIFY(writeFile(folder.filePath(u"assembly.json"_s), "{broken"));
    QVERIFY(!readSummary(folder.path()));
    QVERIFY(writeFile(folder.filePath(u"assembly.json"_s),
                      R"({"services":[{"name":"x","role":99,"ports":7},null,"y"],"urls":[]})"));
    QVERIFY(readSummary(folder.path()));
}

void TestAssemblySummary::healthAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("health");
    QTest::addColumn<QString>("expected");
    QTest::newRow("path") << u"http://localhost:1/"_s << u"/h/"_s << u"http://localhost:1/h/"_s;
    QTest::newRow("below a folder")
        << u"http://localhost:1/a/"_s << u"h"_s << u"http://localhost:1/a/h"_s;
    QTest::newRow("of its own") << u"http://localhost:1/"_s << u"http://localhost:2/h"_s
                                << u"http://localhost:2/h"_s;
    QTest::newRow("none") << u"http://localhost:1/"_s << QString() << QString();
}

void TestAssemblySummary::healthAddresses()
{
    QFETCH(QString, url);
    QFETCH(QString, health);
    Url given;
    given.url = url;
    given.health = health;
    QTEST(healthAddress(given), "expected");
}

QTEST_GUILESS_MAIN(TestAssemblySummary)
#include "tst_assemblysummary.moc"
