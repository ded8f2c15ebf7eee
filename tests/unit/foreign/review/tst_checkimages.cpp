// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "checkrow.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray workflow(const QByteArray &on, const QByteArray &step)
{
    return "name: x\non:\n" + on + "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + step;
}

const QByteArray kPush = "      - uses: docker/build-push-action@v6\n        with: {push: true}\n";
const QByteArray kMain = "  push: {branches: [main]}\n";

} // namespace

/// The definition of done: Dockerfile, publishing and the compose file; what passes, what fails,
/// and the traps between.
class CheckImagesTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data()
    {
        addCheckColumns();
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
        row("compose: in a folder below",
            "compose",
            {{u"docker/docker-compose.yml"_s, kCompose}},
            false,
            "docker/docker-compose.yml:2");
        row("compose: builds a part",
            "compose",
            {{u"docker-compose.yml"_s, "services:\n  web:\n    build: ./web\n"}},
            false,
            "docker-compose.yml:3");
        row("compose: refused",
            "compose",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    depends_on: [nowhere]\n"}},
            false,
            "docker-compose.yml:4");
        row("compose: tests only",
            "compose",
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    command: tail -f /dev/null\n    environment: "
              "{DJANGO_SETTINGS_MODULE: shop.settings.test}\n    volumes: [\".:/app\"]\n"}},
            false,
            "docker-compose.yml:2");
        row("compose: broken", "compose", {{u"docker-compose.yml"_s, "services: [\n"}}, false, "");
    }

    void judges() { judgesAsExpected(); }

    /// Sentences that are true and agree with themselves.
    void says_data()
    {
        QTest::addColumn<ScratchFiles>("files");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("fix");
        QTest::newRow("builds a part")
            << ScratchFiles {{u"docker-compose.yml"_s, "services:\n  web:\n    build: ./web\n"}}
            << u"compose"_s
            << u"No service builds or mounts “.”; “web” builds a part of the repository only, ./web."_s
            << u"Add a service"_s;
        QTest::newRow("in a folder below")
            << ScratchFiles {{u"docker/docker-compose.yml"_s, kCompose}} << u"compose"_s
            << u"There is no compose file in the root; below it there is docker/docker-compose.yml."_s
            << u"“compose: [docker/docker-compose.yml]”"_s;
        QTest::newRow("nothing to fix")
            << ScratchFiles {{u"docker-compose.yml"_s, "services:\n  web:\n    build: .\n"}}
            << u"environment.overridable"_s << u"gives its services no values at all"_s
            << u"${NAME:-default}"_s;
        QTest::newRow("images with variables")
            << ScratchFiles {{u"docker-compose.yml"_s,
                              "services:\n  desk:\n    image: x:1\n    environment: {CACHE: "
                              "\"${CACHE:-c}\"}\n"}}
            << u"environment.overridable"_s << u"Compose takes values from outside."_s << QString();
        QTest::newRow("Windows") << ScratchFiles {{u"docker-compose.yml"_s, kCompose},
                                                  {u"provision.sh"_s, "#!/bin/bash\r\necho\r\n"}}
                                 << u"bootstrap"_s << u"CRLF"_s << u"sed -i"_s;
    }

    void says()
    {
        QFETCH(ScratchFiles, files);
        QFETCH(QString, id);
        QFETCH(QString, message);
        QFETCH(QString, fix);
        const ScratchFolder folder(files, u"shop"_s);
        const auto subject = readReviewSubject(folder.path());
        QVERIFY(subject);
        const RepositoryCheck check = checkRepository(*subject);
        QVERIFY2(check.find(id)->message.contains(message), qPrintable(check.find(id)->message));
        QVERIFY2(check.find(id)->fix.contains(fix), qPrintable(check.find(id)->fix));
    }
};

QTEST_GUILESS_MAIN(CheckImagesTest)
#include "tst_checkimages.moc"
