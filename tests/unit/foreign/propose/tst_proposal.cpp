// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "foreign/propose/proposal.h"
#include "model/compose/composereader.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

using Files = QMap<QString, QByteArray>;
Q_DECLARE_METATYPE(Files)

/// What is proposed for repositories that have no compose file.
class TestProposal : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void djangoWithADockerfile();
    void pythonAsTheImageCallsIt();
    void djangoFromCodeAlone();
    void programs_data();
    void programs();
    void addresses_data();
    void addresses();
    void nothing_data();
    void nothing();

private:
    std::optional<ProposedEnvironment> propose(const Files &files)
    {
        m_root = QFileInfo(m_folder.path()).canonicalFilePath() + u'/' + QString::number(++m_count);
        QDir().mkpath(m_root);
        for (auto it = files.begin(); it != files.end(); ++it) {
            const QString path = m_root + u'/' + it.key();
            if (!QDir().mkpath(QFileInfo(path).path()) || !writeFile(path, it.value()))
                qFatal("the repository of the test cannot be made");
        }
        return *proposeEnvironment(Checkout(m_root));
    }

    /// The compose file as devstack reads it.
    ComposeFile read(const ProposedEnvironment &proposal) const
    {
        const QString path = m_root + u"/docker-compose.yml"_s;
        if (!writeFile(path, proposal.compose))
            qFatal("no compose file");
        const auto compose = readComposeFile(path, m_root);
        if (!compose)
            qFatal("%s\n%s", qPrintable(compose.error().toText()), proposal.compose.constData());
        return *compose;
    }

    QTemporaryDir m_folder;
    QString m_root; ///< of the repository that was looked at last
    int m_count = 0;
};

namespace {

const QByteArray kSettings = R"(import os
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.mysql",
        "NAME": os.environ.get("DB_NAME", "shop"),
        "USER": os.environ.get("DB_USER", "shop001"),
        "PASSWORD": os.environ.get("DB_PASSWORD", "pass$word"),
        "HOST": os.environ.get("DB_HOST", "edx.devstack.mysql80"),
    }
}
CACHES = {"default": {"LOCATION": os.environ.get("CACHE_LOCATION", "localhost:11211")}}
# BROKER = "redis://nobody:6379"
LMS = "http://edx.devstack.lms:18000"
)";

} // namespace

void TestProposal::djangoWithADockerfile()
{
    const auto proposal = propose(
        {{u"manage.py"_s, "import shop\n"},
         {u"shop/settings/base.py"_s, "SEARCH = 'http://edx.devstack.elasticsearch710:9200'\n"},
         {u"shop/settings/devstack.py"_s, "from shop.settings.base import *\n" + kSettings},
         {u"shop/urls.py"_s, "urls = [path('health/', view)]\n"},
         {u"Dockerfile"_s,
          "FROM ubuntu AS base\nWORKDIR /edx/shop\nEXPOSE 18150\nCOPY . /edx/shop\nRUN npm "
          "install\nCMD gunicorn x\nFROM base AS dev\nENV DJANGO_SETTINGS_MODULE "
          "shop.settings.devstack\nCMD while true; do python ./manage.py runserver 0.0.0.0:18150; "
          "sleep 2; done\n"}});
    QVERIFY(proposal);
    QVERIFY(proposal->dockerfile.isEmpty());
    const ComposeFile compose = read(*proposal);
    QCOMPARE(compose.services.keys(),
             (QStringList {u"app"_s, u"db"_s, u"elasticsearch"_s, u"memcached"_s}));
    const ServiceEntry app = compose.services.value(u"app"_s);
    QCOMPARE(app.build->target, u"dev"_s);
    QVERIFY(app.command.isEmpty());
    QCOMPARE(app.environment.value(u"CACHE_LOCATION"_s), u"memcached:11211"_s);
    QVERIFY(!app.environment.contains(u"DJANGO_SETTINGS_MODULE"_s)); // the stage has it
    const ServiceEntry db = compose.services.value(u"db"_s);
    QCOMPARE(db.environment.value(u"MYSQL_DATABASE"_s), u"shop"_s);
    QCOMPARE(db.environment.value(u"MYSQL_PASSWORD"_s), u"pass$$word"_s);
    QCOMPARE(compose.manifest.urls.value(0).health, u"/health/"_s);
    QCOMPARE(compose.manifest.bootstrap.size(), 1);
    const QByteArray text = proposal->compose;
    QVERIFY2(text.contains("aliases: [edx.devstack.mysql80]"), text);
    QVERIFY2(text.contains("- /edx/shop/node_modules  # Dockerfile:5,"), text);
    QVERIFY2(text.contains("- \"18150:18150\"  # Dockerfile:9"), text);
    QVERIFY2(text.contains("db:  # shop/settings/devstack.py:6"), text);
    // Versions of the servers only.
    QCOMPARE(proposal->guesses, 3);
}

void TestProposal::pythonAsTheImageCallsIt()
{
    const auto proposal = propose(
        {{u"manage.py"_s, "import shop\n"},
         {u"shop/settings.py"_s, ""},
         {u"Dockerfile"_s, "FROM debian\nCMD [\"python3\", \"manage.py\", \"runserver\"]\n"}});
    QVERIFY(proposal);
    const ComposeFile compose = read(*proposal);
    QCOMPARE(compose.manifest.bootstrap.value(0).run.toVector().value(0), u"python3"_s);
}

void TestProposal::djangoFromCodeAlone()
{
    const auto proposal = propose(
        {{u"manage.py"_s, "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"},
         {u".python-version"_s, "3.12.3\n"},
         {u"requirements/dev.txt"_s, "Django==4.2\nmysqlclient>=2\n"},
         {u"shop/local.py"_s, kSettings},
         {u"shop/settings.py"_s, ""}});
    QVERIFY(proposal);
    const QByteArray dockerfile = proposal->dockerfile;
    QVERIFY2(dockerfile.contains("# .python-version:1\nFROM python:3.12-bookworm"), dockerfile);
    QVERIFY2(dockerfile.contains("default-libmysqlclient-dev"), dockerfile);
    QVERIFY2(dockerfile.contains("RUN pip install --no-cache-dir -r requirements/dev.txt"),
             dockerfile);
    QVERIFY2(dockerfile.contains("DJANGO_SETTINGS_MODULE=shop.local"), dockerfile);
    const ComposeFile compose = read(*proposal);
    QCOMPARE(compose.services.value(u"app"_s).environment.value(u"DJANGO_SETTINGS_MODULE"_s),
             u"shop.local"_s);
    QVERIFY(compose.services.contains(u"db"_s));
    QVERIFY(proposal->compose.contains("\"8000:8000\"  # a guess: Django's usual one"));
}

void TestProposal::programs_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("image");
    QTest::addColumn<QStringList>("services");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("node")
        << Files {{u"package.json"_s,
                   "{\n \"engines\": {\n \"node\": \">=20\"},\n \"scripts\": {\n  "
                   "\"start\": \"node .\"\n },\n \"dependencies\": {\n  \"pg\": "
                   "\"^8.1\"\n }\n}\n"}}
        << u"node:20-bookworm"_s << QStringList {u"app"_s, u"db"_s}
        << QByteArray("db:  # a guess: package.json:8, for the library pg");
    QTest::newRow("front end")
        << Files {{u"package.json"_s, "{\n\"scripts\": {\n\"start\": \"webpack\"\n}\n}\n"},
                  {u".nvmrc"_s, "v18\n"},
                  {u".env.development"_s,
                   "PORT=1997\nLMS_BASE_URL='http://localhost:18000'\nX=1\n"}}
        << u"node:18-bookworm"_s << QStringList {u"app"_s}
        << QByteArray("LMS_BASE_URL: \"http://localhost:18000\"  # .env.development:2");
    QTest::newRow("rails") << Files {{u"Gemfile"_s, "gem 'rails'\ngem \"pg\"\ngem 'sidekiq'\n"},
                                     {u"config/application.rb"_s, "x\n"},
                                     {u".ruby-version"_s, "ruby-3.2.1\n"}}
                           << u"ruby:3.2-bookworm"_s << QStringList {u"app"_s, u"db"_s, u"redis"_s}
                           << QByteArray("run: [bin/rails, \"db:prepare\"]");
    QTest::newRow("go") << Files {{u"go.mod"_s, "module x\ngo 1.21\n"},
                                  {u"main.go"_s, "package main\n"}}
                        << u"golang:1.21-bookworm"_s << QStringList {u"app"_s}
                        << QByteArray("command: [go, run, \".\"]");
}

void TestProposal::programs()
{
    QFETCH(Files, files);
    QFETCH(QString, image);
    QFETCH(QStringList, services);
    QFETCH(QByteArray, said);
    const auto proposal = propose(files);
    QVERIFY(proposal);
    QVERIFY2(proposal->dockerfile.contains(QByteArray("FROM " + image.toUtf8())),
             proposal->dockerfile);
    QCOMPARE(read(*proposal).services.keys(), services);
    QVERIFY2(proposal->compose.contains(said), proposal->compose);
}

void TestProposal::addresses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QStringList>("services");
    QTest::addColumn<QString>("variable");
    const auto row
        = [](const char *line, const QStringList &services, const QString &variable = {}) {
              QTest::newRow(line) << QByteArray(line) << services << variable;
          };
    row("A = 'redis://:pw@edx.devstack.redis:6379/0'", {u"redis"_s});
    row("A = os.environ.get('BROKER', 'redis://localhost:6379/1')",
        {u"redis"_s},
        u"BROKER=redis://redis:6379/1"_s);
    row("A = ['es1:9200', 'es2:9200']", {u"elasticsearch"_s});
    row("A = 'http://localhost:9200'", {u"elasticsearch"_s});
    row("A = 'https://search.example.org:9200'", {u"elasticsearch"_s});
    row("A = 'http://edx.devstack.lms:18000'", {});
    row("# A = 'redis:6379'", {});
    row("A = '12:6379:00'", {});
    row("A = 'x:16379'", {});
}

void TestProposal::addresses()
{
    QFETCH(QByteArray, line);
    QFETCH(QStringList, services);
    QFETCH(QString, variable);
    const auto proposal = propose({{u"manage.py"_s, ""}, {u"x/devstack.py"_s, line + '\n'}});
    QVERIFY(proposal);
    ComposeFile compose = read(*proposal);
    const QMap<QString, QString> environment = compose.services.take(u"app"_s).environment;
    QCOMPARE(compose.services.keys(), services);
    if (!variable.isEmpty())
        QCOMPARE(environment.value(variable.section(u'=', 0, 0)), variable.section(u'=', 1));
}

void TestProposal::nothing_data()
{
    QTest::addColumn<Files>("files");
    QTest::newRow("empty") << Files {};
    QTest::newRow("a library") << Files {{u"setup.py"_s, "x\n"}, {u"package.json"_s, "{}\n"}};
    QTest::newRow("a Dockerfile of what is not understood")
        << Files {{u"Dockerfile"_s, "FROM scratch\nCOPY x /\n"}};
    QTest::newRow("a Go library") << Files {{u"go.mod"_s, "module x\n"},
                                            {u"a.go"_s, "package a\n"}};
}

void TestProposal::nothing()
{
    QFETCH(Files, files);
    QVERIFY(!propose(files));
}

QTEST_GUILESS_MAIN(TestProposal)
#include "tst_proposal.moc"
