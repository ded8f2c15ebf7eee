// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "checkrow.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// The definition of done: bootstrap, environment, data and Make targets; what passes, what fails,
/// and the traps between.
class CheckRunningTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data()
    {
        addCheckColumns();
        row("bootstrap: bootstrap.sh",
            "bootstrap",
            {{u"bootstrap.sh"_s, "echo\n"}},
            true,
            "bootstrap.sh:1");
        row("bootstrap: provision",
            "bootstrap",
            {{u"provision-shop.sh"_s, "echo\n"}},
            true,
            "provision-shop.sh:1");
        row("bootstrap: none", "bootstrap", {{u"scripts/provision.sh"_s, "echo\n"}}, false, "");
        row("bootstrap: empty",
            "bootstrap",
            {{u"provision-e2e.sh"_s, ""}},
            false,
            "provision-e2e.sh:1");
        const QByteArray manifest
            = kCompose + "x-devstack:\n  bootstrap:\n    - {service: app, run: make migrate}\n";
        row("bootstrap: a manifest alone",
            "bootstrap",
            {{u"docker-compose.yml"_s, manifest}},
            false,
            "docker-compose.yml:15");
        row("bootstrap: a manifest and dev.provision",
            "bootstrap",
            {{u"docker-compose.yml"_s, manifest},
             {u"Makefile"_s, "dev.provision:\n\tdevstack up shop\n"}},
            true,
            "docker-compose.yml:15");

        const QByteArray lms
            = "docker exec -t edx.devstack.lms bash -c 'manage.py lms manage_user x'\n";
        const auto script = [&](const QByteArray &text) {
            return ScratchFiles {{u"docker-compose.yml"_s, kCompose},
                                 {u"provision-shop.sh"_s, text}};
        };
        row("dependencies: none needed",
            "bootstrap.dependencies",
            script("docker compose up -d\n"),
            true,
            "");
        row("dependencies: never started",
            "bootstrap.dependencies",
            script("docker compose up -d\n" + lms),
            false,
            "provision-shop.sh:2");
        row("dependencies: another's bootstrap",
            "bootstrap.dependencies",
            script("../platform/bootstrap.sh\n" + lms),
            true,
            "provision-shop.sh:1");
        row("dependencies: make in the central stack",
            "bootstrap.dependencies",
            script("pushd ../devstack\nmake dev.up.lms+redis\npopd\n" + lms),
            true,
            "provision-shop.sh:2");
        row("dependencies: make of another one",
            "bootstrap.dependencies",
            script("make -C ../devstack dev.up.redis\n" + lms),
            false,
            "provision-shop.sh:2");
        ScratchFiles called = script("bash ./find-lms.sh\n" + lms);
        called += {u"find-lms.sh"_s, "cd ../devstack\nmake dev.up.lms\n"};
        row("dependencies: in a script that it calls",
            "bootstrap.dependencies",
            called,
            true,
            "find-lms.sh:2");
        ScratchFiles declared = script("devstack up shop\n" + lms);
        row("dependencies: devstack without depends_on",
            "bootstrap.dependencies",
            declared,
            false,
            "provision-shop.sh:2");
        declared[0].second += "x-devstack:\n  depends_on:\n    lms: {repository: "
                              "https://git.example.org/edx-platform.git}\n";
        row("dependencies: devstack with depends_on",
            "bootstrap.dependencies",
            declared,
            true,
            "provision-shop.sh:1");
        row("dependencies: no bootstrap",
            "bootstrap.dependencies",
            {{u"docker-compose.yml"_s, kCompose}},
            false,
            "");

        const auto settings = [](const QByteArray &text) {
            return ScratchFiles {{u"shop/settings/devstack.py"_s, text}};
        };
        row("environment",
            "environment",
            settings("A = 1\nB = os.environ.get('B', 'b')\n"),
            true,
            "shop/settings/devstack.py:2");
        row("environment: in a comment",
            "environment",
            settings("# os.environ\nA = 1\n"),
            false,
            "shop/settings/devstack.py:1");
        row("environment: none", "environment", {}, false, "");
        row("environment: other settings",
            "environment",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    environment: {DJANGO_SETTINGS_MODULE: "
              "main.settings}\n"},
             {u"main/settings.py"_s, "A = get_string('A', '')\n"}},
            true,
            "main/settings.py:1");

        row("overridable",
            "environment.overridable",
            {{u"docker-compose.yml"_s, kCompose}},
            true,
            "docker-compose.yml:5");
        row("overridable: all literal",
            "environment.overridable",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    environment: {A: b, C: $$d}\n"}},
            false,
            "docker-compose.yml:4");
        row("overridable: env_file",
            "environment.overridable",
            {{u"docker-compose.yml"_s, "services:\n  app:\n    build: .\n    env_file: .env\n"}},
            true,
            "docker-compose.yml:4");
        row("overridable: without a value",
            "environment.overridable",
            {{u"docker-compose.yml"_s, "services:\n  app:\n    build: .\n    environment: [A]\n"}},
            true,
            "docker-compose.yml:4");

        row("volume",
            "schema.volume",
            {{u"docker-compose.yml"_s, kCompose}},
            true,
            "docker-compose.yml:10");
        row("volume: bound",
            "schema.volume",
            {{u"docker-compose.yml"_s,
              "services:\n  db:\n    image: mysql:5.7\n    volumes: "
              "[\"./.dev/db:/var/lib/mysql\"]\n"}},
            true,
            "docker-compose.yml:4");
        row("volume: none",
            "schema.volume",
            {{u"docker-compose.yml"_s, "services:\n  db:\n    image: mysql:5.7\n"}},
            false,
            "docker-compose.yml:2");
        row("volume: no database",
            "schema.volume",
            {{u"docker-compose.yml"_s, "services:\n  app:\n    build: .\n"}},
            false,
            "");

        row("schema: none",
            "schema.production",
            {{u"docker-compose.yml"_s, kCompose}},
            false,
            "docker-compose.yml:10");
        row("schema: manifest",
            "schema.production",
            {{u"docker-compose.yml"_s,
              kCompose
                  + "x-devstack:\n  schema:\n    - {service: db, volume: shop_db, snapshot: "
                    "\"registry.example.org/shop:1\"}\n"}},
            true,
            "docker-compose.yml:15");
        row("schema: initial data",
            "schema.production",
            {{u"docker-compose.yml"_s,
              "services:\n  db:\n    image: mysql:8.4\n    volumes: "
              "[\"./sql:/docker-entrypoint-initdb.d\"]\n"}},
            true,
            "docker-compose.yml:4");
        row("schema: external volume",
            "schema.production",
            {{u"docker-compose.yml"_s,
              QByteArray(kCompose).replace("  shop_db:\n", "  shop_db: {external: true}\n")}},
            true,
            "docker-compose.yml:12");
        row("schema: dump",
            "schema.production",
            {{u"docker-compose.yml"_s, kCompose}, {u"schema.sql"_s, QByteArray(30000, '-')}},
            true,
            "schema.sql:1");
        row("schema: a snippet",
            "schema.production",
            {{u"docker-compose.yml"_s, kCompose}, {u"schema.sql"_s, QByteArray(300, '-')}},
            false,
            "");

        const QByteArray targets = "include "
                                   "dev.mk\ndev.up:\n\tx\ndev.stop:\n\tx\ndev.provision:\n\tx\n%-"
                                   "shell:\n\tx\n%-logs:\n\tx\n";
        row("targets",
            "targets",
            {{u"Makefile"_s, targets}, {u"dev.mk"_s, "dev.migrate: m\nm:\n\tx\n"}},
            true,
            "Makefile:2");
        row("targets: one is missing",
            "targets",
            {{u"Makefile"_s, targets}, {u"dev.mk"_s, ""}},
            false,
            "Makefile:2");
        row("targets: nearly the name",
            "targets",
            {{u"Makefile"_s, QByteArray(targets).replace("dev.provision", "dev.provision_docker")},
             {u"dev.mk"_s, "dev.migrate:\n\tx\n"}},
            false,
            "");
        row("targets: none", "targets", {}, false, "");
    }

    void judges() { judgesAsExpected(); }
};

QTEST_GUILESS_MAIN(CheckRunningTest)
#include "tst_checkrunning.moc"
