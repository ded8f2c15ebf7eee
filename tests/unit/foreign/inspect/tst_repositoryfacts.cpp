// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/hostnames.h"
#include "foreign/inspect/inferredmanifest.h"
#include "foreign/inspect/repositoryfacts.h"
#include "model/compose/composereader.h"
#include "model/compose/manifestcheck.h"
#include "model/manifest/manifestreader.h"
#include "support/scratchcheckout.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kCompose
    = "services:\n"
      "  db: {image: \"mysql:8\", container_name: orders.db, environment: {MYSQL_DATABASE: "
      "orders}}\n"
      "  search: {image: \"elasticsearch:7\", container_name: orders.search}\n"
      "  index: {image: \"elasticsearch:7\", container_name: orders.index}\n"
      "  app:\n"
      "    build: .\n"
      "    container_name: orders.app\n"
      "    command: python manage.py runserver 0.0.0.0:18999\n"
      "    ports: [\"18998:9000\", \"18999:18999\"]\n"
      "    environment:\n"
      "      SEARCH_HOST: search\n"
      "      CELERY_ALWAYS_EAGER: \"false\"\n"
      "      BROKER: edx.devstack.redis:6379\n"
      "  worker: {build: ., container_name: orders.worker, command: celery -A orders worker, "
      "environment: {INDEX_URL: \"http://orders.index:9200\"}}\n";

const QByteArray kProvision
    = "name=orders\n"
      "until docker exec -i ${name}.db mysql -e 'SELECT 1'; do sleep 1; done\n"
      "docker exec -i orders.db mysql -e \"CREATE DATABASE orders\"\n"
      "docker exec -t orders.app bash -c \"make migrate\"\n"
      "docker exec -t orders.app python manage.py seed\n"
      "docker exec -t edx.devstack.lms bash -c \"source env && manage.py lms manage_user "
      "${name}_worker w@example.org --staff\"\n"
      "docker exec -t edx.devstack.lms bash -c \"manage.py lms create_dot_application --grant-type "
      "authorization-code --redirect-uris 'http://a/ http://b/' --client-id '${name}-key' "
      "--client-secret 's' ${name}-sso ${name}_worker\"\n"
      "docker exec -t edx.devstack.lms bash -c \"echo 'Role.create()' | manage.py lms shell\"\n";

std::pair<ComposeFile, RepositoryFacts> factsOf(const ScratchCheckout &scratch)
{
    const Checkout checkout(scratch.path());
    auto compose = readComposeFiles(composeFilesIn(checkout.root()), checkout.root());
    const ComposeFile file = compose ? *compose : ComposeFile();
    return {file, readFacts(checkout, file)};
}

} // namespace

/// What a repository without a manifest says, on one that has a little of everything.
class TestRepositoryFacts : public QObject
{
    Q_OBJECT

private slots:
    void findsHosts_data();
    void findsHosts();
    void stripsComments();
    void infersManifest();
    void carriesUserFolderAndVariables();
    void rowsForAPlatform_data();
    void rowsForAPlatform();
    void references();
    void referencesOfEnvironmentFiles();
    void commonWords_data();
    void commonWords();
    void stepsThatNeedOthers();
    void kinds_data();
    void kinds();
};

void TestRepositoryFacts::findsHosts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("central") << u"URL = 'http://edx.devstack.lms:18000/x'"_s
                             << u"!edx.devstack.lms"_s;
    QTest::newRow("service") << u"URL = 'http://enterprise.catalog.app:18160'"_s
                             << u"enterprise.catalog.app"_s;
    QTest::newRow("port") << u"edx.devstack.redis:6379, memcache:11211"_s
                          << u"!edx.devstack.redis memcache"_s;
    QTest::newRow("credentials") << u"mysql://user:secret@orders.db:3306/x"_s << u"orders.db"_s;
    QTest::newRow("buckets and sockets")
        << u"s3://uploads gs://nightly/x unix://run/app.sock file://shared/x redis+unix://run/x"_s
        << QString();
    QTest::newRow("web") << u"https://www.example.com https://openedx.org:443"_s << QString();
    QTest::newRow("here") << u"http://localhost:18000 http://127.0.0.1:80"_s << QString();
    QTest::newRow("time") << u"at 12:30:45, ratio 16:9"_s << QString();
    QTest::newRow("part of a name") << u"my.edx.devstack.lms"_s << QString();
    QTest::newRow("end of sentence") << u"in edx.devstack.lms."_s << u"!edx.devstack.lms"_s;
}

void TestRepositoryFacts::findsHosts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QStringList found;
    for (const FoundHost &host : hostNames(text))
        found += (host.certain ? u"!"_s : QString()) + host.name;
    QCOMPARE(found.join(u' '), expected);
}

void TestRepositoryFacts::stripsComments()
{
    QCOMPARE(withoutComment(u"A = 'x#y' # edx.devstack.lms"_s), u"A = 'x#y' "_s);
    QCOMPARE(withoutComment(u"# all"_s), QString());
    QCOMPARE(withoutComment(u"url#anchor"_s), u"url#anchor"_s);
}

void TestRepositoryFacts::infersManifest()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"docker-compose.yml"_s, kCompose));
    QVERIFY(scratch.write(u"provision-orders.sh"_s, kProvision));
    QVERIFY(scratch.write(u"Makefile"_s,
                          "%-shell:\n\tdocker exec -it orders.$* env TERM=$(TERM) "
                          "bash\ndb-shell:\n\tdocker-compose exec db mysql orders\n"));
    QVERIFY(scratch.write(
        u"orders/urls.py"_s,
        "urls = [\n    # path('health/', no),\n    re_path(r'^health/?$', view),\n]\n"));
    const auto [compose, facts] = factsOf(scratch);
    const InferredManifest inferred = inferredManifest(facts, compose, KnownNames::builtIn());
    const Manifest &manifest = inferred.manifest;
    QVERIFY(checkManifest(manifest, compose));
    QVERIFY(!manifest.declared);
    QCOMPARE(manifest.primary, u"app"_s);
    QCOMPARE(manifest.urls.value(0).url, u"http://localhost:18999/"_s);
    QCOMPARE(manifest.urls.value(0).health, u"/health/"_s);
    QCOMPARE(facts.healthEvidence.mark, (SourceMark {u"orders/urls.py"_s, 3, 0}));
    QCOMPARE(manifest.provides.value(u"orders.db"_s), u"db"_s);
    QStringList bootstrap;
    for (const ServiceRun &run : manifest.bootstrap)
        bootstrap
            += u"%1 %2 %3"_s.arg(QString::number(run.mark.line), run.service, run.run.toText());
    QCOMPARE(bootstrap, (QStringList {u"4 app make migrate"_s, u"5 app python manage.py seed"_s}));
    QCOMPARE(manifest.bootstrap.first().inputs, QStringList {u"**/migrations/*.py"_s});
    const ClientNeeds needs = manifest.clients.value(u"edx-platform"_s);
    QCOMPARE(needs.users.value(0).name, u"orders_worker"_s);
    QVERIFY(needs.users.value(0).staff && !needs.users.value(0).superuser);
    QCOMPARE(needs.oauth.value(0).id, u"orders-key"_s);
    QCOMPARE(needs.oauth.value(0).name, u"orders-sso"_s);
    QCOMPARE(needs.oauth.value(0).redirectUris, (QStringList {u"http://a/"_s, u"http://b/"_s}));
    QStringList scripts;
    for (const PlatformScript &script : facts.platformScripts)
        scripts
            += u"%1 %2"_s.arg(QString::number(script.evidence.mark.line),
                              script.kind == PlatformScript::Kind::Clients ? u"client" : u"rows");
    QCOMPARE(scripts, (QStringList {u"6 client"_s, u"7 client"_s, u"8 rows"_s}));
    QCOMPARE(manifest.commands.value(u"shell"_s).run.arguments, QStringList {u"bash"_s});
    QVERIFY(manifest.commands.value(u"shell"_s).tty);
    QCOMPARE(manifest.commands.value(u"dbshell"_s).run.arguments,
             (QStringList {u"mysql"_s, u"orders"_s}));
    // The search that the app names stays; the one that only the worker names goes with it.
    QCOMPARE(manifest.variants.value(u"light"_s).without, (QStringList {u"index"_s, u"worker"_s}));
    QCOMPARE(manifest.dependencies.keys(), QStringList {u"edx-platform"_s});
    QVERIFY(manifest.dependencies.first().purpose.provision
            && !manifest.dependencies.first().purpose.run);
}

void TestRepositoryFacts::carriesUserFolderAndVariables()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"docker-compose.yml"_s, kCompose));
    QVERIFY(scratch.write(u"provision-orders.sh"_s,
                          "docker exec -u 0 -w /srv -e A=b orders.app pip install .\n"
                          "docker compose run --rm -e KEY=$KEY app python manage.py migrate\n"
                          "docker compose run --rm --entrypoint sh app -c true\n"
                          "cat rows.json | docker exec -i orders.app python manage.py loaddata -\n"
                          "docker compose exec -T --user app app make static\n"));
    QVERIFY(scratch.write(u"Makefile"_s, "app-shell:\n\tdocker exec -u 0 -it orders.app bash\n"));
    const auto [compose, facts] = factsOf(scratch);
    const Manifest manifest = inferredManifest(facts, compose, KnownNames::builtIn()).manifest;
    QStringList bootstrap;
    for (const ServiceRun &run : manifest.bootstrap)
        bootstrap += run.run.toText() + u" | "_s + run.as.toText();
    QCOMPARE(
        bootstrap,
        (QStringList {
            u"pip install . | as 0, in /srv, with A=b"_s,
            u"python manage.py migrate | without KEY, which is known only while the script runs"_s,
            u"make static | as app"_s}));
    QCOMPARE(manifest.bootstrap.first().as.toOptions(),
             (QStringList {u"--user=0"_s, u"--workdir=/srv"_s, u"--env=A=b"_s}));
    QVERIFY(manifest.bootstrap.at(1).as.isDefault());
    QCOMPARE(manifest.commands.value(u"shell"_s).as.user, u"0"_s);
}

void TestRepositoryFacts::rowsForAPlatform_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("last"); // of the argument vector; null: it cannot be done
    const auto row = [](const char *name, const QByteArray &line, const char16_t *last) {
        QTest::newRow(name) << line << (last ? QString::fromUtf16(last) : QString());
    };
    row("piped inside",
        "docker exec -t lms bash -c \"source env && echo 'R(\\\"${name}\\\")' | manage.py lms "
        "shell\"",
        u"source env && echo 'R(\"orders\")' | manage.py lms shell");
    row("option",
        "docker exec lms ./manage.py lms shell -c 'R.create(\"$x\")'",
        u"R.create(\"$x\")");
    row("document", "docker exec -i lms ./manage.py shell <<'E'\nR.create()\nE", u"shell");
    row("unknown value", "docker exec lms bash -c \"echo '$OTHER' | manage.py shell\"", nullptr);
    row("computed", "docker exec lms ./manage.py shell -c \"R('$(id)')\"", nullptr);
    row("code elsewhere", "docker exec -i lms ./manage.py lms shell < rows.py", nullptr);
    row("piped", "cat rows.py | docker exec -i lms ./manage.py lms shell", nullptr);
    row("other command", "docker exec lms ./manage.py lms migrate", u"migrate");
    row("no Django", "docker exec lms bash -c 'echo x | shell'", u"echo x | shell");
    row("a shell to type into", "docker exec -it lms bash", nullptr);
    row("Django's to type into", "docker exec -it lms ./manage.py lms shell", nullptr);
    row("a file", "docker exec -i lms ./manage.py lms loaddata - < rows.json", nullptr);
    row("loop", "for n in 1 2; do docker exec lms ./manage.py shell -c 'R()'; done", nullptr);
}

void TestRepositoryFacts::rowsForAPlatform()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, last);
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"docker-compose.yml"_s, kCompose));
    QVERIFY(scratch.write(u"provision-orders.sh"_s, "name=orders\n" + line + '\n'));
    const auto [compose, facts] = factsOf(scratch);
    QCOMPARE(facts.platformScripts.size(), 1);
    const PlatformScript script = facts.platformScripts.first();
    QCOMPARE(script.provider, u"lms"_s);
    QCOMPARE(script.obstacle.isEmpty(), !last.isNull());
    if (!last.isNull())
        QCOMPARE(script.argv.last(), last);
    if (!script.code.contains(u'\n'))
        return;
    QCOMPARE(script.argv.mid(0, 2), (QStringList {u"sh"_s, u"-c"_s}));
    QCOMPARE(script.argv.at(4), u"R.create()\n"_s);
}

void TestRepositoryFacts::references()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"docker-compose.yml"_s, kCompose));
    QVERIFY(
        scratch.write(u"orders/settings/devstack.py"_s,
                      "from orders.settings.base import *\nA = 'http://edx.devstack.discovery:1' # "
                      "edx.devstack.lms\n'HOST': 'orders.db',\n"));
    QVERIFY(scratch.write(u"orders/settings/base.py"_s, "B = 'http://other.app:80'\n"));
    QVERIFY(scratch.write(u"orders/settings/test.py"_s, "C = 'http://edx.devstack.forum:80'\n"));
    QVERIFY(scratch.write(u"Makefile"_s,
                          "up:\n\t# edx.devstack.xqueue\n\tdocker-compose -f "
                          "$(DEVSTACK_WORKSPACE)/devstack/docker-compose.yml up -d redis\n\tmake "
                          "dev.up.lms+mongo\n"));
    QVERIFY(scratch.write(u"catalog-info.yaml"_s,
                          "spec:\n  dependsOn:\n    - component:default/credentials\n    - "
                          "'<component_or_resource>'\n"));
    const auto [compose, facts] = factsOf(scratch);
    QStringList found;
    for (const NameReference &reference : facts.references)
        found += u"%1 %2"_s.arg(reference.name, reference.evidence.mark.toString());
    QCOMPARE(found,
             (QStringList {u"edx.devstack.redis docker-compose.yml:13"_s,
                           u"edx.devstack.discovery orders/settings/devstack.py:2"_s,
                           u"other.app orders/settings/base.py:1"_s,
                           u"edx.devstack.redis Makefile:3"_s,
                           u"edx.devstack.lms Makefile:4"_s,
                           u"edx.devstack.mongo Makefile:4"_s,
                           u"credentials catalog-info.yaml:3"_s}));
}

/// A host in an env_file, or in `.env` behind a variable, counts as one under `environment` does.
void TestRepositoryFacts::referencesOfEnvironmentFiles()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"docker-compose.yml"_s,
                          "services:\n  app:\n    image: x\n    env_file: env/${KIND:-app}.env\n"
                          "    environment:\n      DISCOVERY_URL: ${DISCOVERY_URL}\n      "
                          "FORUM_URL: ${FORUM_URL:-http://edx.devstack.forum:4567}\n"));
    QVERIFY(scratch.write(u".env"_s,
                          "# why\nexport DISCOVERY_URL='http://edx.devstack.discovery:18381'\n"));
    QVERIFY(scratch.write(u"env/app.env"_s,
                          "# http://edx.devstack.xqueue:1\nLMS=http://edx.devstack.lms:18000\n"));
    const auto [compose, facts] = factsOf(scratch);
    QStringList found;
    for (const NameReference &reference : facts.references)
        found += u"%1 %2"_s.arg(reference.name, reference.evidence.mark.toString());
    QCOMPARE(found,
             (QStringList {u"edx.devstack.discovery docker-compose.yml:6"_s,
                           u"edx.devstack.forum docker-compose.yml:7"_s,
                           u"edx.devstack.lms env/app.env:2"_s}));
}

void TestRepositoryFacts::commonWords_data()
{
    QTest::addColumn<QByteArray>("container");
    QTest::addColumn<QByteArray>("remote");
    QTest::addColumn<bool>("known");
    QTest::newRow("nothing else") << QByteArray() << QByteArray() << false;
    QTest::newRow("its container")
        << QByteArray("    container_name: edx.devstack.edxnotesapi\n") << QByteArray() << true;
    QTest::newRow("its remote") << QByteArray()
                                << QByteArray("https://github.com/openedx/edx-notes-api.git")
                                << true;
    QTest::newRow("somebody's remote")
        << QByteArray() << QByteArray("git@example.org:me/shopping-notes.git") << false;
}

/// A folder called "notes" is not edx-notes-api without a further sign.
void TestRepositoryFacts::commonWords()
{
    QFETCH(QByteArray, container);
    QFETCH(QByteArray, remote);
    ScratchCheckout scratch;
    QVERIFY(
        scratch.write(u"docker-compose.yml"_s, "services:\n  app:\n    build: .\n" + container));
    QVERIFY(scratch.write(u".git/config"_s,
                          remote.isEmpty() ? QByteArray("[core]\n")
                                           : "[remote \"origin\"]\n\turl = " + remote + "\n"));
    auto [compose, facts] = factsOf(scratch);
    facts.name = u"notes"_s;
    const Manifest manifest = inferredManifest(facts, compose, KnownNames::builtIn()).manifest;
    QTEST(manifest.provides.contains(u"edx.devstack.edxnotesapi"_s), "known");
}

/// What reads a file that another command puts into the container is no step of its own.
void TestRepositoryFacts::stepsThatNeedOthers()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"docker-compose.yml"_s, "services:\n  app:\n    build: .\n"));
    QVERIFY(scratch.write(u"provision.sh"_s,
                          "#!/bin/bash\nset -e\ndocker compose up -d app\n"
                          "docker compose exec -T app python manage.py migrate\n"
                          "docker compose cp fixtures/base.json app:/tmp/base.json\n"
                          "docker compose exec -T app python manage.py loaddata /tmp/base.json\n"
                          "docker compose cp fixtures/more.json app:/data/\n"
                          "docker compose exec -T app cat /data/more.json\n"
                          "docker compose exec -T app python manage.py seed\n"));
    const auto [compose, facts] = factsOf(scratch);
    const InferredManifest inferred = inferredManifest(facts, compose, KnownNames::builtIn());
    QStringList steps;
    for (const ServiceRun &run : inferred.manifest.bootstrap)
        steps += run.run.toText();
    QCOMPARE(steps, (QStringList {u"python manage.py migrate"_s, u"python manage.py seed"_s}));
    // Nor is it forgotten without a word.
    QCOMPARE(inferred.leftOut.size(), 2);
    QCOMPARE(inferred.leftOut.first().command.mark.line, 6);
    QCOMPARE(inferred.leftOut.first().file, u"/tmp/base.json"_s);
    QCOMPARE(inferred.leftOut.first().maker.mark.line, 5);
    QCOMPARE(inferred.leftOut.last().command.mark.line, 8);
}

void TestRepositoryFacts::kinds_data()
{
    QTest::addColumn<QByteArray>("compose");
    QTest::addColumn<QString>("kind");
    QTest::newRow("none") << QByteArray() << u"no-compose"_s;
    QTest::newRow("builds") << QByteArray("services: {a: {build: .}}\n") << u"service"_s;
    QTest::newRow("mounts") << QByteArray("services: {a: {image: x, volumes: ['.:/app']}}\n")
                            << u"service"_s;
    QTest::newRow("others") << QByteArray("services: {a: {image: redis}, b: {image: mysql, "
                                          "volumes: ['./sql:/docker-entrypoint-initdb.d']}}\n")
                            << u"third-party-only"_s;
    QTest::newRow("remote build") << QByteArray(
        "services: {a: {build: 'https://git.example.org/x.git'}}\n")
                                  << u"third-party-only"_s;
    QTest::newRow("tests") << QByteArray(
        "services: {a: {build: ., command: tail -f /dev/null, environment: "
        "{DJANGO_SETTINGS_MODULE: a.settings.test}}}\n")
                           << u"test-only"_s;
    QTest::newRow("tests too") << QByteArray(
        "services: {a: {build: .}, t: {build: ., command: pytest}}\n")
                               << u"service"_s;
}

void TestRepositoryFacts::kinds()
{
    QFETCH(QByteArray, compose);
    QFETCH(QString, kind);
    ScratchCheckout scratch;
    if (!compose.isEmpty())
        QVERIFY(scratch.write(u"docker-compose.yml"_s, compose));
    QCOMPARE(toString(factsOf(scratch).second.kind), kind);
}

QTEST_GUILESS_MAIN(TestRepositoryFacts)
#include "tst_repositoryfacts.moc"
