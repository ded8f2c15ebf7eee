// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/notfetched.h"
#include "lintrow.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// The rules about scripts, images, volumes, health and restarts.
class LintStacksTest : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        addLintColumns();
        const QStringList none;

        row("compose 1: not called", "compose-v1", withScript("docker compose up -d\n"), none);
        row("compose 1: called twice",
            "compose-v1",
            withScript("docker-compose up -d\ndocker-compose restart app\n"),
            {u"warning provision-shop.sh:3"_s});
        row("compose 1: in a comment",
            "compose-v1",
            withScript("# docker-compose up\necho done\n"),
            none);

        row("engine: well", "engine-refused", compose("ports", "ports"), none);
        row("engine: a volume of one letter",
            "engine-refused",
            compose("    volumes: [\".:/app\"]\n", "    volumes: [\"v:/app\", \"vv:/b\"]\n"),
            {u"error docker-compose.yml:9"_s});
        row("engine: a place that is relative",
            "engine-refused",
            compose("    volumes: [\".:/app\"]\n", "    volumes:\n      - .:app\n      - /b\n"),
            {u"error docker-compose.yml:10"_s});
        row("engine: memory that is not offered",
            "engine-refused",
            compose("    build: .\n", "    build: .\n    ipc: service:db\n"),
            {u"error docker-compose.yml:4"_s});
        row("engine: memory that is offered",
            "engine-refused",
            {{QString::fromLatin1(kCompose),
              changed(changed(kGood, "    build: .\n", "    build: .\n    ipc: service:db\n"),
                      "    image: mysql:8.4\n",
                      "    image: mysql:8.4\n    ipc: shareable\n")}},
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
        row("wait: true until an answer",
            "unbounded-wait",
            withScript("while true; do curl localhost && break; done\n"),
            {u"warning provision-shop.sh:3"_s});
        row("wait: true, several lines",
            "unbounded-wait",
            withScript("while :\ndo\n  docker exec shop.app true && break\n  sleep 1\ndone\n"),
            {u"warning provision-shop.sh:3"_s});
        row("wait: true, a pipe answers",
            "unbounded-wait",
            withScript("while true; do\n  docker logs shop.app | grep -q ready && break\n  sleep "
                       "1\ndone\n"),
            {u"warning provision-shop.sh:3"_s});
        row("wait: true, asked by if",
            "unbounded-wait",
            withScript("while true; do\n  if curl localhost; then\n    break\n  fi\ndone\n"),
            {u"warning provision-shop.sh:3"_s});
        row("wait: true, counted",
            "unbounded-wait",
            withScript("n=0\nwhile true; do\n  curl localhost && break\n  n=$((n + 1))\n"
                       "  [ \"$n\" -gt 9 ] && exit 1\n  sleep 1\ndone\n"),
            none);
        row("wait: true, another way out",
            "unbounded-wait",
            withScript("n=9\nwhile true; do\n  curl localhost && break\n  n=$((n - 1))\n"
                       "  [ \"$n\" = 0 ] && exit 1\n  sleep 1\ndone\n"),
            none);
        row("wait: true while it answers",
            "unbounded-wait",
            withScript("while true; do\n  curl localhost || break\n  sleep 1\ndone\n"),
            none);
        row("wait: a server",
            "unbounded-wait",
            withScript("while true; do\n  python manage.py runserver\n  sleep 2\ndone\n"),
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

        const auto database = [](const QByteArray &image, const QByteArray &target) {
            return ScratchFiles {{u"docker-compose.yml"_s,
                                  "services:\n  db:\n    image: " + image
                                      + "\n    volumes: [\"data:" + target
                                      + "\"]\nvolumes:\n  data:\n"}};
        };
        row("data: old folder of a new PostgreSQL",
            "anonymous-data-volume",
            database("postgres:18-alpine", "/var/lib/postgresql/data"),
            {u"error docker-compose.yml:4"_s});
        row("data: pgvector",
            "anonymous-data-volume",
            database("pgvector/pgvector:pg18", "/var/lib/postgresql/data"),
            {u"error docker-compose.yml:4"_s});
        row("data: new folder of a new PostgreSQL",
            "anonymous-data-volume",
            database("postgres:18", "/var/lib/postgresql"),
            none);
        row("data: old folder of an old PostgreSQL",
            "anonymous-data-volume",
            database("postgres:17.5", "/var/lib/postgresql/data"),
            none);
        row("data: above the volume of an old PostgreSQL",
            "anonymous-data-volume",
            database("postgres:16", "/var/lib/postgresql"),
            {u"warning docker-compose.yml:2"_s});
        row("data: an unknown PostgreSQL",
            "anonymous-data-volume",
            database("postgres", "/var/lib/postgresql/data"),
            none);
        row("data: PGDATA of its own",
            "anonymous-data-volume",
            {{u"docker-compose.yml"_s,
              "services:\n  db:\n    image: postgres:18\n    environment: {PGDATA: "
              "/var/lib/postgresql/data/pg}\n    volumes: [\"data:/var/lib/postgresql/data\"]\n"
              "volumes:\n  d:\n"}},
            none);
        row("data: a mount below MySQL's folder",
            "anonymous-data-volume",
            database("mysql:8.4", "/var/lib/mysql/files"),
            {u"warning docker-compose.yml:2"_s});
        row("crlf: a script",
            "crlf-script",
            {{u"docker-compose.yml"_s, kGood}, {u"provision.sh"_s, "#!/bin/bash\r\necho\r\n"}},
            {u"error provision.sh:1"_s});
        row("crlf: none",
            "crlf-script",
            {{u"docker-compose.yml"_s, kGood}, {u"provision.sh"_s, "#!/bin/bash\necho\n"}},
            none);
        row("fetch: an empty submodule",
            "not-fetched",
            {{u"docker-compose.yml"_s, kGood},
             {u".gitmodules"_s, "[submodule \"e\"]\n\tpath = vendor/e\n\turl = ../e\n"}},
            {u"warning .gitmodules:2"_s});
        row("fetch: a submodule that is there",
            "not-fetched",
            {{u"docker-compose.yml"_s, kGood},
             {u"vendor/e/Dockerfile"_s, "FROM x\n"},
             {u".gitmodules"_s, "[submodule \"e\"]\n\tpath = vendor/e\n\turl = ../e\n"}},
            none);
        row("fetch: a pointer of LFS",
            "not-fetched",
            {{u"docker-compose.yml"_s, kGood},
             {u".gitattributes"_s, "*.sql filter=lfs diff=lfs merge=lfs -text\n"},
             {u"db/dump.sql"_s,
              "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"},
             {u"db/real.sql"_s, "SELECT 1;\n"}},
            {u"warning db/dump.sql:1"_s});
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

    void finds() { findsExpected(); }

    /// What a repository calls its folders is no command of the hint.
    void hintsQuoteWhatTheRepositoryNames()
    {
        const auto way = [](const QString &path) {
            return wayToFetch({NotFetched::Kind::Submodule, path, {}});
        };
        QCOMPARE(way(u"vendor/e"_s),
                 u"Run “git submodule update --init vendor/e” in the repository."_s);
        QCOMPARE(way(u"lib; touch x #"_s),
                 u"Run “git submodule update --init 'lib; touch x #'” in the repository."_s);
        QCOMPARE(way(u"--upload-pack=x"_s),
                 u"Run “git submodule update --init -- --upload-pack=x” in the repository."_s);
    }
};

QTEST_GUILESS_MAIN(LintStacksTest)
#include "tst_lintstacks.moc"
