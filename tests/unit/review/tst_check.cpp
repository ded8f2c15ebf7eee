// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "review/check.h"
#include "support/scratchfolder.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(devstack::testing::ScratchFiles)

namespace {

const QByteArray kCompose = R"(services:
  app:
    build: .
    environment:
      DB_PASSWORD: ${DB_PASSWORD:-secret}
    volumes: [".:/app"]
  db:
    image: mysql:8.4
    volumes:
      - shop_db:/var/lib/mysql
volumes:
  shop_db:
)";

QByteArray workflow(const QByteArray &on, const QByteArray &step)
{
    return "name: x\non:\n" + on + "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + step;
}

const QByteArray kPush = "      - uses: docker/build-push-action@v6\n        with: {push: true}\n";
const QByteArray kMain = "  push: {branches: [main]}\n";

} // namespace

/// The definition of done on small repositories: what passes, what fails, and the traps between.
class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<ScratchFiles>("files");
        QTest::addColumn<bool>("pass");
        QTest::addColumn<QString>("evidence"); // "file:line" of the first; empty: not looked at
        const auto row = [](const char *name,
                            const char *id,
                            const ScratchFiles &files,
                            bool pass,
                            const char *evidence) {
            QTest::newRow(name) << QString::fromLatin1(id) << files << pass
                                << QString::fromLatin1(evidence);
        };
        const auto dockerfile = [](const QByteArray &text) {
            return ScratchFiles {{u"Dockerfile"_s, text}};
        };
        row("Dockerfile", "dockerfile", dockerfile("FROM debian\n"), true, "Dockerfile:1");
        row("Dockerfile: none", "dockerfile", {}, false, "");
        row("Dockerfile: another name",
            "dockerfile",
            {{u"Dockerfile-38"_s, "FROM debian\n"}},
            false,
            "Dockerfile-38:1");
        row("Dockerfile: ansible",
            "dockerfile",
            dockerfile("FROM debian\nRUN ansible-playbook x.yml\n"),
            false,
            "Dockerfile:2");
        row("Dockerfile: ansible in a comment",
            "dockerfile",
            dockerfile("# ansible generated\nFROM debian\n"),
            true,
            "Dockerfile:1");
        row("Dockerfile: gunicorn's configuration",
            "dockerfile",
            dockerfile(
                "FROM debian\nCMD gunicorn -c /edx/app/shop/docker_gunicorn_configuration.py\n"),
            true,
            "Dockerfile:1");
        row("Dockerfile: old base",
            "dockerfile",
            dockerfile("FROM edxops/shop:latest\n"),
            false,
            "Dockerfile:1");
        row("Dockerfile: external",
            "dockerfile",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: ../images/shop\n    volumes: [\".:/app\"]\n"}},
            true,
            "docker-compose.yml:3");
        row("Dockerfile: published image",
            "dockerfile",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    image: edxops/shop-dev:1\n    volumes: [\".:/app\"]\n"}},
            true,
            "docker-compose.yml:3");
        row("Dockerfile: image of Ansible's time",
            "dockerfile",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    image: edxops/shop:latest\n    volumes: [\".:/app\"]\n"}},
            false,
            "docker-compose.yml:3");

        const auto flow = [](const QByteArray &text) {
            return ScratchFiles {{u".github/workflows/p.yml"_s, text}};
        };
        row("publish", "publish", flow(workflow(kMain, kPush)), true, ".github/workflows/p.yml:8");
        row("publish: only builds",
            "publish",
            flow(workflow(
                kMain, "      - uses: docker/build-push-action@v6\n        with: {push: false}\n")),
            false,
            ".github/workflows/p.yml:8");
        row("publish: version 2 pushes only when told",
            "publish",
            flow(workflow(kMain, "      - uses: docker/build-push-action@v6\n")),
            false,
            ".github/workflows/p.yml:8");
        row("publish: version 1 pushes",
            "publish",
            flow(workflow(kMain, "      - uses: docker/build-push-action@v1\n")),
            true,
            "");
        row("publish: on tags",
            "publish",
            flow(workflow("  push: {tags: [\"v*\"]}\n", kPush)),
            false,
            ".github/workflows/p.yml:8");
        row("publish: another branch",
            "publish",
            flow(workflow("  push: {branches: [release/*]}\n", kPush)),
            false,
            "");
        row("publish: any branch", "publish", flow(workflow("  push:\n", kPush)), true, "");
        row("publish: commented out",
            "publish",
            flow(workflow(kMain,
                          "      - run: echo\n      # - uses: docker/build-push-action@v6\n")),
            false,
            "");
        ScratchFiles make = flow(workflow(kMain, "      - run : make docker_push\n"));
        make += {u"Makefile"_s,
                 "docker_push: docker_tag\n\techo done\ndocker_tag:\n\tdocker push shop\n"};
        row("publish: through make", "publish", make, true, ".github/workflows/p.yml:8");
        ScratchFiles builds = flow(workflow(kMain, "      - run: make docker_build\n"));
        builds += {u"Makefile"_s,
                   "docker_build:\n\tdocker build .\ntravis_docker_push:\n\tdocker push shop\n"};
        row("publish: the pushing target is never run", "publish", builds, false, "");
        ScratchFiles remote = flow(workflow("  push: {branches: [trunk]}\n", kPush));
        remote += {u".git/refs/remotes/origin/HEAD"_s, "ref: refs/remotes/origin/trunk\n"};
        row("publish: what the remote calls its branch", "publish", remote, true, "");

        row("compose",
            "compose",
            {{u"docker-compose.yml"_s, kCompose}},
            true,
            "docker-compose.yml:2");
        row("compose: none", "compose", {}, false, "");
        row("compose: another name",
            "compose",
            {{u"docker-compose-38.yml"_s, kCompose}},
            false,
            "docker-compose-38.yml:1");
        row("compose: others' images only",
            "compose",
            {{u"docker-compose.yml"_s, "services:\n  es:\n    image: elasticsearch:7.10.1\n"}},
            false,
            "docker-compose.yml:1");
        row("compose: tests only",
            "compose",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    command: tail -f /dev/null\n    environment: "
              "{DJANGO_SETTINGS_MODULE: shop.settings.test}\n    volumes: [\".:/app\"]\n"}},
            false,
            "docker-compose.yml:2");
        row("compose: broken", "compose", {{u"docker-compose.yml"_s, "services: [\n"}}, false, "");

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

    void judges()
    {
        QFETCH(QString, id);
        QFETCH(ScratchFiles, files);
        QFETCH(QString, evidence);
        const ScratchFolder folder(files, u"shop"_s);
        const auto subject = readReviewSubject(folder.path());
        QVERIFY(subject);
        const RepositoryCheck check = checkRepository(*subject);
        const CheckResult *result = check.find(id);
        QVERIFY(result);
        QVERIFY(!result->message.isEmpty());
        QTEST(result->pass, "pass");
        QCOMPARE(result->fix.isEmpty(), result->pass);
        if (!evidence.isEmpty())
            QCOMPARE(result->evidence.isEmpty() ? QString()
                                                : result->evidence.first().mark.file + u':'
                             + QString::number(result->evidence.first().mark.line),
                     evidence);
    }

    void idsAreTheContract()
    {
        QCOMPARE(checkIds(),
                 (QStringList {u"dockerfile"_s,
                               u"publish"_s,
                               u"compose"_s,
                               u"bootstrap"_s,
                               u"bootstrap.dependencies"_s,
                               u"environment"_s,
                               u"environment.overridable"_s,
                               u"schema.volume"_s,
                               u"schema.production"_s,
                               u"targets"_s}));
        QFile docs(QStringLiteral(DEVSTACK_SOURCE_DIR "/docs/checks.md"));
        QVERIFY(docs.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(docs.readAll());
        for (const QString &id : checkIds())
            QVERIFY2(text.contains(u"\n### "_s + id + u'\n'), qPrintable(id));
    }

    void aFileIsNoRepository()
    {
        const ScratchFolder folder({{u"Makefile"_s, "x:\n"}});
        QCOMPARE(toString(readReviewSubject(folder.file(u"Makefile"_s)).error().kind),
                 toString(Error::Kind::InvalidInput));
        QCOMPARE(toString(readReviewSubject(folder.file(u"nothing"_s)).error().kind),
                 toString(Error::Kind::NotFound));
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
