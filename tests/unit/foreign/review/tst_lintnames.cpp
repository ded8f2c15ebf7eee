// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "lintrow.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// The rules about names: of containers, volumes, hosts, ports and clients.
class LintNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        addLintColumns();
        const QStringList none;

        row("container: right", "unknown-container", withScript("docker exec shop.app ls\n"), none);
        row("container: copied from",
            "unknown-container",
            withScript("docker cp c.nope:/a b\n"),
            {u"error provision-shop.sh:3"_s});
        row("container: copied to",
            "unknown-container",
            withScript("docker cp ./a:b shop.app:/a\ndocker compose cp nobody:/a ./b\n"),
            {u"error provision-shop.sh:4"_s});
        row("compose file: missing",
            "unknown-container",
            withScript("docker compose -f nosuch.yml up\n"),
            {u"error provision-shop.sh:3"_s});
        row("compose file: there",
            "unknown-container",
            withScript("docker compose -f ./docker-compose.yml up -d\n"),
            none);
        row("compose file: made first",
            "unknown-container",
            withScript("cp docker-compose.yml nosuch.yml\ndocker compose -f nosuch.yml up\n"),
            none);
        row("compose file: in another folder",
            "unknown-container",
            withScript("cd ../other\ndocker compose -f nosuch.yml up\n"),
            none);
        row("compose file: a variable",
            "unknown-container",
            withScript("docker compose -f $FILE up\n"),
            none);
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
        row("host: buckets, files, sockets and images",
            "unknown-host",
            compose("{DB_HOST: db}",
                    "{A_URL: \"s3://uploads?region=x\", B_LOCATION: \"gs://nightly/b\", C_URL: "
                    "\"sqlite+aiosqlite:///data/app.db\", D_URL: \"file://shared/x\", E_URL: "
                    "\"unix://run/app.sock\", APP_IMAGE: \"registry:5000/app:1\", "
                    "F_URL: \"http+unix://run/app.sock\", REGISTRY: \"registry:5000\"}"),
            none);
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
    }

    void finds() { findsExpected(); }
};

QTEST_GUILESS_MAIN(LintNamesTest)
#include "tst_lintnames.moc"
