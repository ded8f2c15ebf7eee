// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "review/lint.h"
#include "support/scratchfolder.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(devstack::testing::ScratchFiles)

namespace {

constexpr char kCompose[] = "docker-compose.yml";

/// A stack in which nothing is wrong; rows put their fault beside it.
const QByteArray kGood = R"(services:
  app:
    build: .
    command: python manage.py runserver 0.0.0.0:8001
    ports: ["8001"]
    depends_on:
      db: {condition: service_healthy}
    environment: {DB_HOST: db}
    volumes: [".:/app"]
  db:
    image: mysql:8.4
    healthcheck: {test: mysqladmin ping, interval: 5s}
    volumes: ["data:/var/lib/mysql"]
volumes:
  data:
)";

QByteArray changed(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    if (!text.contains(from))
        qFatal("the row changes nothing: %s", from.constData());
    return text.replace(from, to);
}

ScratchFiles compose(const QByteArray &from, const QByteArray &to)
{
    return {{QString::fromLatin1(kCompose), changed(kGood, from, to)}};
}

ScratchFiles withScript(const QByteArray &script)
{
    return {{QString::fromLatin1(kCompose),
             changed(kGood, "    build: .\n", "    build: .\n    container_name: shop.app\n")},
            {u"provision-shop.sh"_s, "#!/bin/bash\nset -e\n" + script}};
}

ScratchFiles withMake(const QByteArray &makefile)
{
    return {{QString::fromLatin1(kCompose),
             changed(kGood, "    build: .\n", "    build: .\n    container_name: shop.app\n")},
            {u"Makefile"_s, makefile}};
}

} // namespace

/// Every lint rule on a small repository that has the fault and on one that has not.
class LintRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<ScratchFiles>("files");
        QTest::addColumn<QStringList>("expected"); // "severity file:line"
        const auto row = [](const char *name,
                            const char *rule,
                            const ScratchFiles &files,
                            const QStringList &expected) {
            QTest::newRow(name) << QString::fromLatin1(rule) << files << expected;
        };
        const QStringList none;

        row("container: right", "unknown-container", withScript("docker exec shop.app ls\n"), none);
        row("container: misspelt",
            "unknown-container",
            withScript("docker exec shop_app ls\n"),
            {u"error provision-shop.sh:3"_s});
        row("container: known elsewhere",
            "unknown-container",
            withScript("docker exec -t edx.devstack.lms ls\n"),
            none);
        row("container: named by a variable",
            "unknown-container",
            withScript("docker exec \"$1\" ls\n"),
            none);
        row("container: put together",
            "unknown-container",
            withScript("name=shop\ndocker exec ${name}.app ls\n"),
            none);
        row("container: put together wrongly",
            "unknown-container",
            withScript("name=shop\ndocker exec ${name}-app ls\n"),
            {u"error provision-shop.sh:4"_s});
        row("container: Compose's own name",
            "unknown-container",
            withScript("docker exec scratch-db-1 ls\n"),
            none);
        row("container: pattern",
            "unknown-container",
            withMake("%-shell:\n\tdocker exec -it shop.$* bash\n"),
            none);
        row("container: wrong pattern",
            "unknown-container",
            withMake("%-shell:\n\tdocker exec -it shop_$* bash\n"),
            {u"error Makefile:2"_s});
        row("container: leftover target",
            "unknown-container",
            withMake("leftover:\n\tdocker exec -it shop open\n"),
            {u"warning Makefile:2"_s});
        row("container: service",
            "unknown-container",
            withMake("dev.x:\n\tdocker compose exec db ls\n"),
            none);
        row("container: no such service",
            "unknown-container",
            withMake("dev.x:\n\tdocker compose exec mysql57 ls\n"),
            {u"error Makefile:2"_s});
        row("container: another stack's file",
            "unknown-container",
            withMake("dev.x:\n\tdocker compose -f "
                     "$(DEVSTACK_WORKSPACE)/devstack/docker-compose.yml up -d redis\n"),
            none);
        row("container: another folder",
            "unknown-container",
            withMake("dev.x:\n\tcd ../other && docker compose stop redis\n"),
            none);

        row("volume: right",
            "unknown-volume",
            withMake("x:\n\tdocker volume rm scratch_data\n"),
            none);
        row("volume: other key",
            "unknown-volume",
            withMake("x:\n\tdocker volume rm scratch_mysql\n"),
            {u"error Makefile:2"_s});
        row("volume: other folder",
            "unknown-volume",
            withMake("x:\n\tdocker volume rm shop_data\n"),
            {u"warning Makefile:2"_s});
        row("volume: variable",
            "unknown-volume",
            withMake("x:\n\tdocker volume rm ${P}_mysql\n"),
            none);

        row("network: in common", "unreachable-service", {{u"docker-compose.yml"_s, kGood}}, none);
        row("network: none in common",
            "unreachable-service",
            compose("    volumes: [\"data:/var/lib/mysql\"]\n",
                    "    volumes: [\"data:/var/lib/mysql\"]\n    networks: [other]\n"),
            {u"warning docker-compose.yml:7"_s});
        row("network: lonely cache",
            "unreachable-service",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    networks: [shared]\n  cache:\n    image: "
              "memcached:1.6\nnetworks:\n  shared: {external: true}\n"}},
            {u"warning docker-compose.yml:5"_s});
        row("network: finished is enough",
            "unreachable-service",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    networks: [a]\n    depends_on: {keys: "
              "{condition: service_completed_successfully}}\n  keys:\n    build: .\n    networks: "
              "[b]\n"}},
            none);

        row("host: provided", "unknown-host", {{u"docker-compose.yml"_s, kGood}}, none);
        row("host: nobody's",
            "unknown-host",
            compose("{DB_HOST: db}", "{DB_HOST: mysql57}"),
            {u"warning docker-compose.yml:8"_s});
        row("host: of a URL",
            "unknown-host",
            compose("{DB_HOST: db}", "{SEARCH_URL: \"http://elastic:9200\"}"),
            {u"warning docker-compose.yml:8"_s});
        row("host: public, local, variable",
            "unknown-host",
            compose("{DB_HOST: db}",
                    "{A_URL: \"https://support.example.org\", B_HOST: localhost, C_HOST: "
                    "\"${HOST:-missing}\", NAME: text}"),
            none);
        row("host: the old central redis",
            "unknown-host",
            compose("{DB_HOST: db}", "{BROKER_HOSTNAME: \"edx.devstack.redis:6379\"}"),
            {u"warning docker-compose.yml:8"_s});
        row("host: another repository's",
            "unknown-host",
            compose("{DB_HOST: db}", "{LMS_URL: \"http://edx.devstack.lms:18000\"}"),
            none);

        row("depends: declared", "missing-depends-on", {{u"docker-compose.yml"_s, kGood}}, none);
        row("depends: by way of another",
            "missing-depends-on",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    environment: {DB_HOST: db}\n    depends_on: "
              "[worker]\n  worker:\n    build: .\n    command: celery worker\n    depends_on: "
              "[db]\n  db:\n    image: mysql:8.4\n"}},
            none);
        row("depends: not declared",
            "missing-depends-on",
            compose("    depends_on:\n      db: {condition: service_healthy}\n", ""),
            {u"warning docker-compose.yml:2"_s});
        row("depends: from settings",
            "missing-depends-on",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    environment: {DJANGO_SETTINGS_MODULE: "
              "shop.settings.devstack}\n  db:\n    image: mysql:8.4\n    container_name: "
              "shop.db\n"},
             {u"shop/settings/devstack.py"_s,
              "import os\nDATABASES = {'default': {'HOST': 'shop.db'}}\n"}},
            {u"warning docker-compose.yml:2"_s});

        row("port: listened on", "dead-port", {{u"docker-compose.yml"_s, kGood}}, none);
        row("port: another one",
            "dead-port",
            compose("ports: [\"8001\"]", "ports: [\"8381:1381\"]"),
            {u"warning docker-compose.yml:5"_s});
        row("port: of a debugger",
            "dead-port",
            compose("ports: [\"8001\"]", "ports: [\"8001:8001\", \"19876:19876\"]"),
            none);
        row("port: mistyped beside the right one",
            "dead-port",
            compose("ports: [\"8001\"]", "ports: [\"8001:8001\", \"8381:1381\"]"),
            {u"warning docker-compose.yml:5"_s});
        row("port: of a worker",
            "dead-port",
            compose("python manage.py runserver 0.0.0.0:8001", "celery -A shop worker"),
            {u"warning docker-compose.yml:5"_s});
        row("port: told by a variable",
            "dead-port",
            {{u"docker-compose.yml"_s,
              changed(changed(kGood, "[\"8001\"]", "[\"8001\", \"5678\"]"),
                      "DB_HOST: db",
                      "DB_HOST: db, DEBUG_PORT: \"5678\"")}},
            none);
        row("port: of a database",
            "dead-port",
            compose("    image: mysql:8.4\n", "    image: mysql:8.4\n    ports: [\"3307:3307\"]\n"),
            {u"warning docker-compose.yml:12"_s});

        const QByteArray settings
            = "import os\nSOCIAL_AUTH_EDX_OAUTH2_KEY = "
              "os.environ.get('SOCIAL_AUTH_EDX_OAUTH2_KEY', 'shop-sso-key')\n"
              "SOCIAL_AUTH_EDX_OAUTH2_SECRET = os.environ.get('SOCIAL_AUTH_EDX_OAUTH2_SECRET', "
              "'shop-sso-secret')\n";
        const auto client
            = [&](const QByteArray &id, const QByteArray &secret, const QByteArray &port) {
                  ScratchFiles files
                      = withScript("docker exec -t edx.devstack.lms bash -c \"python manage.py lms "
                                   "create_dot_application --grant-type authorization-code "
                                   "--redirect-uris 'http://localhost:"
                                   + port + "/complete/edx-oauth2/' --client-id '" + id
                                   + "' --client-secret '" + secret + "' shop-sso shop_worker\"\n");
                  files[0].second = changed(
                      changed(files[0].second,
                              "DB_HOST: db",
                              "DB_HOST: db, DJANGO_SETTINGS_MODULE: shop.settings.devstack"),
                      "[\"8001\"]",
                      "[\"8001:8001\"]");
                  files.append({u"shop/settings/devstack.py"_s, settings});
                  return files;
              };
        row("client: same",
            "client-mismatch",
            client("shop-sso-key", "shop-sso-secret", "8001"),
            none);
        row("client: other id",
            "client-mismatch",
            client("shop_sso-key", "shop-sso-secret", "8001"),
            {u"error provision-shop.sh:3"_s});
        row("client: other secret",
            "client-mismatch",
            client("shop-sso-key", "secret", "8001"),
            {u"error provision-shop.sh:3"_s});
        row("client: comes back to another port",
            "client-mismatch",
            client("shop-sso-key", "shop-sso-secret", "8002"),
            {u"warning provision-shop.sh:3"_s});

        row("compose 1: not called", "compose-v1", withScript("docker compose up -d\n"), none);
        row("compose 1: called twice",
            "compose-v1",
            withScript("docker-compose up -d\ndocker-compose restart app\n"),
            {u"warning provision-shop.sh:3"_s});
        row("compose 1: in a comment",
            "compose-v1",
            withScript("# docker-compose up\necho done\n"),
            none);

        row("wait: unbounded",
            "unbounded-wait",
            withScript("until docker exec shop.app true\ndo\n  sleep 1\ndone\n"),
            {u"warning provision-shop.sh:3"_s});
        row("wait: bounded",
            "unbounded-wait",
            withScript("for i in 1 2 3; do docker exec shop.app true && break; sleep 1; done\n"),
            none);
        row("wait: counted",
            "unbounded-wait",
            withScript("tries=0\nuntil docker exec shop.app true; do\n  tries=$((tries + 1))\n  [ "
                       "\"$tries\" -gt 30 ] && exit 1\n  sleep 1\ndone\n"),
            none);
        row("wait: reads lines",
            "unbounded-wait",
            withScript("cat list | while read -r line; do echo \"$line\"; sleep 1; done\n"),
            none);

        row("image: built", "image-unavailable", {{u"docker-compose.yml"_s, kGood}}, none);
        row("image: built by a sibling",
            "image-unavailable",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    image: shop/app\n    build: .\n  worker:\n    image: "
              "shop/app:latest\n"}},
            none);
        row("image: built by hand",
            "image-unavailable",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    image: shop/app:dev\n    volumes: [\".:/app\"]\n"},
             {u"Makefile"_s, "docker_build:\n\tdocker build . -t shop/app:dev\n"}},
            {u"warning docker-compose.yml:3"_s});
        row("image: own name",
            "image-unavailable",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    image: company/scratch:dev\n    volumes: [\".:/app\"]\n"}},
            {u"warning docker-compose.yml:3"_s});
        row("image: one word",
            "image-unavailable",
            compose("image: mysql:8.4", "image: shopdb:1"),
            {u"warning docker-compose.yml:11"_s});
        row("image: published",
            "image-unavailable",
            compose("image: mysql:8.4", "image: ghcr.io/company/db:1"),
            none);

        row("architecture: both", "image-architecture", {{u"docker-compose.yml"_s, kGood}}, none);
        row("architecture: MySQL 5.7",
            "image-architecture",
            compose("mysql:8.4", "mysql:5.7"),
            {u"warning docker-compose.yml:11"_s});
        row("architecture: edxops",
            "image-architecture",
            compose("mysql:8.4", "edxops/mysql:5.7"),
            {u"warning docker-compose.yml:11"_s});
        row("architecture: oracle",
            "image-architecture",
            compose("mysql:8.4", "mysql:8.0.28-oracle"),
            none);
        row("architecture: early 8.0",
            "image-architecture",
            compose("mysql:8.4", "mysql:8.0.27"),
            {u"warning docker-compose.yml:11"_s});
        row("architecture: meant",
            "image-architecture",
            compose("mysql:8.4", "mysql:5.7\n    platform: linux/amd64"),
            none);

        row("removed: settings",
            "removed-settings",
            withScript("docker exec edx.devstack.lms manage.py lms --settings=devstack_docker "
                       "manage_user x\n"),
            {u"warning provision-shop.sh:3"_s});
        row("removed: database",
            "removed-settings",
            withMake("x:\n\tdocker exec edx.devstack.mysql57 mysql\n"),
            {u"warning Makefile:2"_s});
        row("removed: still there",
            "removed-settings",
            withMake("x:\n\tdocker exec edx.devstack.mysql80 mysql\n# edx.devstack.mysql57\n"),
            none);

        row("mount: outside",
            "missing-mount",
            compose("[\".:/app\"]", "[\".:/app\", \"../src-of-nobody:/src\"]"),
            {u"warning docker-compose.yml:9"_s});
        row("mount: a file",
            "missing-mount",
            compose("[\".:/app\"]", "[\".:/app\", \"./nginx.conf:/etc/nginx.conf\"]"),
            {u"warning docker-compose.yml:9"_s});
        row("mount: a data folder",
            "missing-mount",
            compose("[\".:/app\"]", "[\".:/app\", \"./data:/data\"]"),
            none);

        row("restart: loop",
            "restart-loop",
            compose("command: python manage.py runserver 0.0.0.0:8001",
                    "command: bash -c 'while true; do python manage.py runserver 0.0.0.0:8001; "
                    "sleep 2; done'"),
            {u"warning docker-compose.yml:4"_s});
        row("restart: always",
            "restart-loop",
            compose("    build: .\n", "    build: .\n    restart: always\n"),
            {u"warning docker-compose.yml:4"_s});
        row("restart: of a database",
            "restart-loop",
            compose("    image: mysql:8.4\n", "    image: mysql:8.4\n    restart: always\n"),
            none);

        row("fixed port: none", "fixed-port", {{u"docker-compose.yml"_s, kGood}}, none);
        row("fixed port: own",
            "fixed-port",
            compose("[\"8001\"]", "[\"18001:8001\"]"),
            {u"note docker-compose.yml:5"_s});
        row("fixed port: everybody's",
            "fixed-port",
            compose("    image: mysql:8.4\n", "    image: mysql:8.4\n    ports: [\"3306:3306\"]\n"),
            {u"warning docker-compose.yml:12"_s});
        row("fixed port: variable",
            "fixed-port",
            compose("[\"8001\"]", "[\"${PORT:-18001}:8001\"]"),
            none);

        row("container name: none", "container-name", {{u"docker-compose.yml"_s, kGood}}, none);
        row("container name: own",
            "container-name",
            compose("    build: .\n", "    build: .\n    container_name: shop.app\n"),
            {u"note docker-compose.yml:4"_s});
        row("container name: everybody's",
            "container-name",
            compose("    image: mysql:8.4\n", "    image: mysql:8.4\n    container_name: db\n"),
            {u"warning docker-compose.yml:12"_s});

        row("health: there", "no-healthcheck", {{u"docker-compose.yml"_s, kGood}}, none);
        row("health: missing",
            "no-healthcheck",
            compose("    healthcheck: {test: mysqladmin ping, interval: 5s}\n", ""),
            {u"warning docker-compose.yml:10"_s});
        row("health: default interval",
            "no-healthcheck",
            compose(", interval: 5s", ""),
            {u"note docker-compose.yml:12"_s});
        row("health: start_interval",
            "no-healthcheck",
            compose("interval: 5s", "interval: 5s, start_interval: 1s"),
            {u"note docker-compose.yml:12"_s});
        row("health: disabled",
            "no-healthcheck",
            compose("{test: mysqladmin ping, interval: 5s}", "{disable: true}"),
            {u"error docker-compose.yml:12"_s});

        row("pinned: yes", "unpinned-image", {{u"docker-compose.yml"_s, kGood}}, none);
        row("pinned: no tag",
            "unpinned-image",
            compose("mysql:8.4", "mysql"),
            {u"warning docker-compose.yml:11"_s});
        row("pinned: latest",
            "unpinned-image",
            compose("mysql:8.4", "minio/minio:latest"),
            {u"warning docker-compose.yml:11"_s});
        row("pinned: digest",
            "unpinned-image",
            compose(
                "mysql:8.4",
                "mysql@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
            none);

        row("data: named", "anonymous-data-volume", {{u"docker-compose.yml"_s, kGood}}, none);
        row("data: none",
            "anonymous-data-volume",
            compose("    volumes: [\"data:/var/lib/mysql\"]\n", ""),
            {u"warning docker-compose.yml:10"_s});
        row("data: without a name",
            "anonymous-data-volume",
            compose("[\"data:/var/lib/mysql\"]", "[/var/lib/mysql]"),
            {u"warning docker-compose.yml:13"_s});
        row("data: bound",
            "anonymous-data-volume",
            compose("data:/var/lib/mysql", "./data:/var/lib/mysql"),
            none);

        const QByteArray once
            = "services:\n  app:\n    build: .\n    depends_on:\n      migrate: {condition: "
              "CONDITION}\n  migrate:\n    build: .\n    command: python manage.py migrate\n";
        row("once: awaited",
            "one-shot-not-adopted",
            {{u"docker-compose.yml"_s,
              changed(once, "CONDITION", "service_completed_successfully")}},
            none);
        row("once: only started",
            "one-shot-not-adopted",
            {{u"docker-compose.yml"_s, changed(once, "CONDITION", "service_started")}},
            {u"warning docker-compose.yml:5"_s});
        row("once: nobody waits",
            "one-shot-not-adopted",
            {{u"docker-compose.yml"_s,
              changed(once, "    depends_on:\n      migrate: {condition: CONDITION}\n", "")}},
            {u"note docker-compose.yml:4"_s});
        row("once: and then serves",
            "one-shot-not-adopted",
            {{u"docker-compose.yml"_s,
              changed(changed(once, "CONDITION", "service_started"),
                      "manage.py migrate\n",
                      "manage.py migrate && gunicorn shop\n")}},
            none);

        row("manifest: plain",
            "manifest-interpolation",
            {{u"docker-compose.yml"_s,
              kGood + "x-devstack:\n  bootstrap:\n    - {service: app, run: echo $$HOME}\n"}},
            none);
        row("manifest: variable",
            "manifest-interpolation",
            {{u"docker-compose.yml"_s,
              kGood + "x-devstack:\n  bootstrap:\n    - {service: app, run: \"echo ${HOME}\"}\n"}},
            {u"error docker-compose.yml:18"_s});
    }

    void finds()
    {
        QFETCH(QString, rule);
        QFETCH(ScratchFiles, files);
        QFETCH(QStringList, expected);
        const ScratchFolder folder(files);
        const auto subject = readReviewSubject(folder.path());
        QVERIFY(subject);
        const LintReport report = lintRepository(*subject, {});
        QStringList found;
        for (const LintFinding &finding : report.findings) {
            if (finding.rule != rule)
                continue;
            found += toString(finding.severity) + u' ' + finding.mark.file + u':'
                + QString::number(finding.mark.line);
            QVERIFY(!finding.message.isEmpty());
            QVERIFY(!finding.fix.isEmpty());
            QVERIFY(!finding.text.isEmpty());
        }
        QCOMPARE(found, expected);
    }
};

QTEST_GUILESS_MAIN(LintRulesTest)
#include "tst_lintrules.moc"
