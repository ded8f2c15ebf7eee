// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/composeoffers.h"
#include "foreign/inspect/repositoryfacts.h"
#include "foreign/inspect/settingsfiles.h"
#include "model/compose/composereader.h"
#include "support/scratchcheckout.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// File → content.
using Files = QMap<QString, QByteArray>;

const QByteArray kOwn = "services: {app: {build: .}, db: {image: mysql}}\n";
const QByteArray kAbove = "services: {app: {build: {context: ..}}}\n";
const QByteArray kImages = "services: {db: {image: mysql}}\n";
const QByteArray kSetup = "from setuptools import setup\nsetup(\n    name='parts-list',\n)\n";

bool writeAll(const ScratchCheckout &scratch, const Files &files)
{
    return std::ranges::all_of(
        files.keys(), [&](const QString &name) { return scratch.write(name, files.value(name)); });
}

RepositoryFacts factsIn(const ScratchCheckout &scratch)
{
    const Checkout checkout(scratch.path());
    const auto compose = readComposeFiles(composeFilesIn(checkout.root()), checkout.root());
    return readFacts(checkout, compose ? *compose : ComposeFile());
}

} // namespace

/// Repositories of every shape: compose files under other names, several applications, libraries,
/// settings in other places.
class TestRepositoryShapes : public QObject
{
    Q_OBJECT

private slots:
    void offers_data();
    void offers();
    void tellsHowToChoose();
    void whatRecipesStartComesFirst();
    void offersFolders();
    void saysWhatWasNotRead();
    void libraries_data();
    void libraries();
    void namesWhatIsInstalled();
    void settings_data();
    void settings();
};

void TestRepositoryShapes::offers_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QStringList>("offered"); // "kind file+file"
    QTest::newRow("suffix") << Files {{u"docker-compose-38.yml"_s, kOwn},
                                      {u"docker-compose-testserver-38.yml"_s, kOwn}}
                            << QStringList {u"own docker-compose-38.yml"_s,
                                            u"tests docker-compose-testserver-38.yml"_s};
    QTest::newRow("folder, builds the root") << Files {{u"docker/docker-compose.yml"_s, kAbove}}
                                             << QStringList {u"own docker/docker-compose.yml"_s};
    QTest::newRow("with its override")
        << Files {{u"docker/compose.yaml"_s, kImages}, {u"docker/compose.override.yaml"_s, kAbove}}
        << QStringList {u"own docker/compose.yaml+docker/compose.override.yaml"_s};
    QTest::newRow("development before production")
        << Files {{u"compose/prod.yml"_s, kAbove}, {u"compose/dev.yml"_s, kAbove}}
        << QStringList {u"own compose/dev.yml"_s, u"own compose/prod.yml"_s};
    QTest::newRow("images last") << Files {{u"a/docker-compose.yml"_s, kImages},
                                           {u"b/docker-compose.yml"_s, kAbove}}
                                 << QStringList {u"own b/docker-compose.yml"_s,
                                                 u"images a/docker-compose.yml"_s};
    QTest::newRow("a part, and the file it adds to")
        << Files {{u"docker/base.yml"_s, kAbove},
                  {u"docker/more.yml"_s, "services: {app: {environment: {A: b}}}\n"}}
        << QStringList {u"own docker/base.yml"_s,
                        u"own docker/base.yml+docker/more.yml"_s,
                        u"part docker/more.yml"_s};
    QTest::newRow("variables that nothing sets")
        << Files {{u"docker-compose.dev.yml"_s,
                   "services: {app: {build: ., image: \"app:${SHAPES_TEST_TAG}\"}}\n"},
                  {u"docker-compose.other.yml"_s, kOwn}}
        << QStringList {u"own docker-compose.other.yml"_s,
                        u"needs-variables docker-compose.dev.yml"_s};
    QTest::newRow("set by .env")
        << Files {{u".env"_s, "SHAPES_TEST_TAG=1\n"},
                  {u"docker-compose.dev.yml"_s,
                   "services: {app: {build: ., image: \"app:${SHAPES_TEST_TAG}\"}}\n"}}
        << QStringList {u"own docker-compose.dev.yml"_s};
    QTest::newRow("in a folder for tests")
        << Files {{u".github/docker-compose-ci.yml"_s, kAbove}}
        << QStringList {u"tests .github/docker-compose-ci.yml"_s};
    QTest::newRow("runs tests") << Files {{u"docker-compose.all.yml"_s,
                                           "services: {app: {build: ., command: pytest}}\n"}}
                                << QStringList {u"tests docker-compose.all.yml"_s};
    QTest::newRow("unreadable") << Files {{u"docker-compose.dev.yml"_s, "services: [\n"},
                                          {u"docker-compose.local.yml"_s, kOwn}}
                                << QStringList {u"own docker-compose.local.yml"_s,
                                                u"unreadable docker-compose.dev.yml"_s};
    QTest::newRow("a template, other YAML, no services, too deep")
        << Files {{u"templates/docker-compose.yml"_s, "services: {{{ services }}}\n"},
                  {u"docker/values.yml"_s, "a: b\n"},
                  {u"docker-compose.empty.yml"_s, "volumes: {a: {}}\n"},
                  {u"a/b/c/d/e/docker-compose.yml"_s, kOwn}}
        << QStringList {};
}

void TestRepositoryShapes::offers()
{
    QFETCH(Files, files);
    ScratchCheckout scratch;
    QVERIFY(writeAll(scratch, files));
    const ComposeOffers offers = composeOffers(Checkout(scratch.path()));
    QStringList offered;
    for (const ComposeOffer &offer : offers.files)
        offered += toString(offer.kind) + u' ' + offer.files.join(u'+');
    QTEST(offered, "offered");
    QCOMPARE(offers.limit, QString());
}

void TestRepositoryShapes::tellsHowToChoose()
{
    ScratchCheckout scratch;
    QVERIFY(writeAll(scratch,
                     {{u"docker/base.yml"_s, kImages},
                      {u"docker/more.yml"_s, "services: {db: {environment: {A: b}}}\n"}}));
    const ComposeOffers offers = composeOffers(Checkout(scratch.path()));
    QCOMPARE(offers.choices().size(), 2);
    const QString way = wayToChoose(offers, u"it"_s, u"it"_s);
    QVERIFY2(way.contains(u"devstack add it --compose docker/base.yml"), qPrintable(way));
    QVERIFY2(way.contains(u"compose: [docker/base.yml]"), qPrintable(way));
    QVERIFY(offersText(offers).contains(u"docker/base.yml + docker/more.yml"));
}

void TestRepositoryShapes::whatRecipesStartComesFirst()
{
    ScratchCheckout scratch;
    QVERIFY(writeAll(scratch,
                     {{u"docker-compose.dev.yml"_s, kOwn},
                      {u"docker-compose.z.yml"_s, kOwn},
                      {u"stack/base.yml"_s, kImages},
                      {u"stack/app.yml"_s, kAbove},
                      {u"Makefile"_s,
                       "up:\n\tdocker compose -f ./stack/base.yml -f stack/app.yml up -d\n"
                       "logs:\n\tdocker compose -f docker-compose.z.yml logs\n"
                       "test:\n\tdocker compose -f docker-compose.z.yml up\n"
                       "gone:\n\tdocker compose -f gone.yml up\n"}}));
    QStringList offered;
    for (const ComposeOffer &offer : factsIn(scratch).offers.files)
        offered += offer.value() + u' ' + offer.reason;
    QCOMPARE(
        offered,
        (QStringList {u"stack/base.yml:stack/app.yml builds the repository or mounts it (app); "
                      u"Makefile:2 starts it"_s,
                      u"docker-compose.dev.yml builds the repository or mounts it (app)"_s,
                      u"docker-compose.z.yml builds the repository or mounts it (app)"_s}));
}

void TestRepositoryShapes::offersFolders()
{
    ScratchCheckout scratch;
    QVERIFY(writeAll(scratch,
                     {{u"services/orders/docker-compose.yml"_s, kOwn},
                      {u"services/orders/manage.py"_s, ""},
                      {u"services/shop/Dockerfile"_s, "FROM x\n"},
                      {u"services/shop/package.json"_s, "{}"},
                      {u"docker/nginx/Dockerfile"_s, "FROM nginx\n"},
                      {u"docker/docker-compose.yml"_s, kImages}}));
    const ComposeOffers offers = composeOffers(Checkout(scratch.path()));
    QStringList folders;
    for (const FolderOffer &offer : offers.folders)
        folders += offer.folder + u' ' + offer.evidence.mark.file;
    QCOMPARE(folders,
             (QStringList {u"services/orders services/orders/docker-compose.yml"_s,
                           u"services/shop services/shop/Dockerfile"_s}));
    QCOMPARE(offers.files.size(), 1); // what lies in an offered folder is that folder's
    const QString way = wayToChoose(offers, u"mono"_s, u"mono"_s);
    QVERIFY2(way.contains(u"devstack add ./mono/services/orders"), qPrintable(way));
}

void TestRepositoryShapes::saysWhatWasNotRead()
{
    ScratchCheckout scratch;
    for (int number = 0; number < 45; ++number)
        QVERIFY(scratch.write(u"docker-compose.%1.yml"_s.arg(number), kOwn));
    const ComposeOffers offers = composeOffers(Checkout(scratch.path()));
    QCOMPARE(offers.files.size(), 40);
    QCOMPARE(offers.limit, u"Only 40 of 45 possible compose files were read."_s);
    QVERIFY(offersText(offers).endsWith(offers.limit));
    QVERIFY(offersText(offers).count(u'\n') < 12);
}

void TestRepositoryShapes::libraries_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("place"); // of the first evidence
    const auto row = [](const char *name, const Files &files, const QString &place) {
        QTest::newRow(name) << files << (place.isEmpty() ? u"no-compose"_s : u"library"_s) << place;
    };
    row("setup.py", {{u"setup.py"_s, kSetup}}, u"setup.py:3"_s);
    row("a program for its tests",
        {{u"setup.py"_s, kSetup},
         {u"manage.py"_s, "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'test_settings')\n"},
         {u"test_settings.py"_s, "DEBUG = True\n"},
         {u"requirements/dev.txt"_s, "gunicorn==1\n"}},
        u"setup.py:3"_s);
    row("setup.cfg", {{u"setup.cfg"_s, "[metadata]\nname = parts\n"}}, u"setup.cfg:2"_s);
    row("pyproject.toml",
        {{u"pyproject.toml"_s, "[project]\nname = \"parts\"\n"}},
        u"pyproject.toml:2"_s);
    row("Poetry manages an application",
        {{u"pyproject.toml"_s, "[tool.poetry]\nname = \"parts\"\npackages = []\n"}},
        {});
    row("settings of tools only", {{u"pyproject.toml"_s, "[tool.black]\nname = \"x\"\n"}}, {});
    row("a Dockerfile", {{u"setup.py"_s, kSetup}, {u"Dockerfile-38"_s, "FROM x\nCMD app\n"}}, {});
    row("a command line with its Dockerfile",
        {{u"setup.py"_s,
          "setup(\n    name='tool',\n    entry_points={\"console_scripts\": "
          "[\"tool=a.b:main\"]},\n)\n"},
         {u"Dockerfile"_s, "FROM x\nENTRYPOINT [\"tool\"]\n"}},
        u"setup.py:2"_s);
    row("a web server is required",
        {{u"setup.py"_s, kSetup}, {u"requirements/base.in"_s, "gunicorn\n"}},
        {});
    row("a Procfile", {{u"setup.py"_s, kSetup}, {u"Procfile"_s, "web: x\n"}}, {});
    row("settings of a deployment",
        {{u"setup.py"_s, kSetup}, {u"parts/settings/production.py"_s, "DEBUG = False\n"}},
        {});
    row("a compose file builds it",
        {{u"setup.py"_s, kSetup}, {u"docker/docker-compose.yml"_s, kAbove}},
        {});
    row("a package with a host",
        {{u"package.json"_s,
          "{\n  \"name\": \"@x/parts\",\n  \"scripts\": {\"start\": \"webpack serve\"},\n"
          "  \"peerDependencies\": {\n    \"react\": \"17\"\n  }\n}\n"}},
        u"package.json:4"_s);
    row("a package with code",
        {{u"package.json"_s, "{\n  \"name\": \"parts\",\n  \"main\": \"index.js\"\n}\n"}},
        u"package.json:2"_s);
    row("a server",
        {{u"package.json"_s,
          "{\"name\": \"parts\", \"main\": \"index.js\", \"scripts\": {\"start\": \"node .\"}}"}},
        {});
    row("private",
        {{u"package.json"_s, "{\"name\": \"a\", \"private\": true, \"main\": \"b\"}"}},
        {});
    row("an application",
        {{u"package.json"_s, "{\"name\": \"@x/app\", \"dependencies\": {}}"}},
        {});
    QTest::newRow("others' images for its tests")
        << Files {{u"setup.py"_s, kSetup}, {u"docker-compose.yml"_s, kImages}} << u"library"_s
        << u"setup.py:3"_s;
    QTest::newRow("an image that may be its own")
        << Files {{u"setup.py"_s, kSetup},
                  {u"docker-compose.yml"_s,
                   "services: {app: {image: 'x/parts', volumes: ['./parts:/app']}}\n"}}
        << u"third-party-only"_s << u"docker-compose.yml:1"_s;
    QTest::newRow("a service of its own")
        << Files {{u"setup.py"_s, kSetup}, {u"docker-compose.yml"_s, kOwn}} << u"service"_s
        << u"docker-compose.yml:1"_s;
    QTest::newRow("declares itself")
        << Files {{u"setup.py"_s, kSetup},
                  {u"docker-compose.yml"_s, kImages + "x-devstack: {version: 1}\n"}}
        << u"third-party-only"_s << u"docker-compose.yml:1"_s;
}

void TestRepositoryShapes::libraries()
{
    QFETCH(Files, files);
    ScratchCheckout scratch;
    QVERIFY(writeAll(scratch, files));
    const RepositoryFacts facts = factsIn(scratch);
    QTEST(toString(facts.kind), "kind");
    const SourceMark mark = facts.kindEvidence.value(0).mark;
    const QString place
        = mark.file.isEmpty() ? QString() : u"%1:%2"_s.arg(mark.file).arg(mark.line);
    QTEST(place, "place");
}

void TestRepositoryShapes::namesWhatIsInstalled()
{
    ScratchCheckout scratch;
    QVERIFY(writeAll(
        scratch,
        {{u"requirements/base.in"_s, "# what runs\n-c constraints.txt\nParts_List[x]>=1  # why\n"},
         {u"requirements/base.txt"_s,
          "parts-list==1.2\n"
          "-e git+https://git.example.org/a/other.git@main#egg=the.other\n"
          "git+https://git.example.org/a/third.git@1.0\n"},
         {u"setup.py"_s,
          "setup(\n    name='own',\n    install_requires=[\n        'fourth>=1', \"fifth\",\n    "
          "],\n)\n"},
         {u"pyproject.toml"_s,
          "[project]\ndependencies = [\n  \"sixth ~= 1\",\n]\n[tool.poetry.dependencies]\nseventh "
          "= \"^1\"\n"},
         {u"package.json"_s, "{\n  \"dependencies\": {\n    \"@x/eighth\": \"1\"\n  }\n}\n"}}));
    const QMap<QString, Evidence> found = requirements(Checkout(scratch.path()));
    QMap<QString, QString> places;
    for (auto it = found.begin(); it != found.end(); ++it)
        places.insert(it.key(), u"%1:%2"_s.arg(it->mark.file).arg(it->mark.line));
    const QMap<QString, QString> wanted {{u"py:parts-list"_s, u"requirements/base.in:3"_s},
                                         {u"py:the-other"_s, u"requirements/base.txt:2"_s},
                                         {u"py:third"_s, u"requirements/base.txt:3"_s},
                                         {u"py:fourth"_s, u"setup.py:4"_s},
                                         {u"py:fifth"_s, u"setup.py:4"_s},
                                         {u"py:sixth"_s, u"pyproject.toml:3"_s},
                                         {u"py:seventh"_s, u"pyproject.toml:6"_s},
                                         {u"npm:@x/eighth"_s, u"package.json:3"_s}};
    QCOMPARE(places, wanted);
}

void TestRepositoryShapes::settings_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QStringList>("found");
    const QByteArray some = "DEBUG = True\n";
    QTest::newRow("usual place") << Files {{u"shop/settings/devstack.py"_s, some},
                                           {u"shop/settings/local.py"_s, some}}
                                 << QStringList {u"shop/settings/devstack.py"_s};
    QTest::newRow("beside the code")
        << Files {{u"queue/devstack.py"_s, "from queue.settings import *\n"},
                  {u"queue/settings.py"_s, some}}
        << QStringList {u"queue/devstack.py"_s, u"queue/settings.py"_s};
    QTest::newRow("a module of that name is none")
        << Files {{u"tool/devstack.py"_s, "import os\n"}} << QStringList {};
    QTest::newRow("configuration folder") << Files {{u"config/settings/devstack.py"_s, some}}
                                          << QStringList {u"config/settings/devstack.py"_s};
    QTest::newRow("local") << Files {{u"config/settings/local.py"_s, "from .base import *\n"},
                                     {u"config/settings/base.py"_s, some},
                                     {u"config/settings/production.py"_s, some}}
                           << QStringList {u"config/settings/local.py"_s,
                                           u"config/settings/base.py"_s};
    QTest::newRow("folder for docker")
        << Files {{u"docker/settings.py"_s, some}} << QStringList {u"docker/settings.py"_s};
    QTest::newRow("what manage.py takes") << Files {
        {u"manage.py"_s, "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"main.conf\")\n"},
        {u"main/conf.py"_s, some}} << QStringList {u"main/conf.py"_s};
    QTest::newRow("tests are none")
        << Files {{u"manage.py"_s,
                   "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'test_settings')\n"},
                  {u"test_settings.py"_s, some}}
        << QStringList {};
}

void TestRepositoryShapes::settings()
{
    QFETCH(Files, files);
    ScratchCheckout scratch;
    QVERIFY(writeAll(scratch, files));
    QTEST(settingsFiles(Checkout(scratch.path()), {}), "found");
}

QTEST_GUILESS_MAIN(TestRepositoryShapes)
#include "tst_repositoryshapes.moc"
