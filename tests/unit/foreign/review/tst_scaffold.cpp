// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/scaffold/besidescaffold.h"
#include "model/compose/composereader.h"
#include "model/yaml/yamlreader.h"
#include "support/scratchfolder.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kCompose = R"(# kept as it is
services:
  app:
    build: .
    container_name: shop.app
    command: python manage.py runserver 0.0.0.0:18001
    ports: ["18001:18001"]
    depends_on: [db]
    volumes: [".:/app"]
  db:
    image: mysql:8.4
    container_name: shop.db
    volumes: ["shop_db:/var/lib/mysql"]
volumes:
  shop_db:
networks:
  default:
    name: devstack_default
    external: true)";

const QByteArray kProvision = R"(name=shop
docker-compose up -d
docker exec -t shop.app bash -c "cd /app && make migrate && echo 'it''s $HOME'"
docker exec -t edx.devstack.lms bash -c "manage.py lms manage_user ${name}_worker ${name}@example.com --staff"
)";

ScratchFiles repository()
{
    return {{u"docker-compose.yml"_s, kCompose},
            {u"Dockerfile"_s, "FROM debian\n"},
            {u"manage.py"_s, ""},
            {u"provision-shop.sh"_s, kProvision},
            {u"Makefile"_s, "test:\n\tpytest\n\ndev.up:\n\tdocker-compose up -d"}};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
}

int run(const QString &folder,
        const QString &program,
        const QStringList &arguments,
        const QByteArray &input = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    if (process.exitCode() != 0)
        qWarning("%s", process.readAll().constData());
    return process.exitCode();
}

ScaffoldPlan planOf(const QString &folder)
{
    const auto subject = readReviewSubject(folder);
    if (!subject)
        qFatal("the folder cannot be read");
    return *planScaffold(*subject, KnownNames::builtIn());
}

QStringList failures(const QString &folder)
{
    QStringList ids;
    for (const CheckResult &result : checkRepository(*readReviewSubject(folder)).results) {
        if (!result.pass)
            ids += result.id;
    }
    return ids;
}

} // namespace

/// What scaffold writes: reviewable, never over anything, and enough to pass what can pass.
class ScaffoldTest : public QObject
{
    Q_OBJECT

private slots:
    void afterwardsCheckPasses()
    {
        const ScratchFolder folder(repository(), u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        QVERIFY(writeScaffold(plan));
        QCOMPARE(
            failures(folder.path()),
            (QStringList {u"environment"_s, u"environment.overridable"_s, u"schema.production"_s}));
        QStringList left;
        for (const ScaffoldLeft &item : plan.left) {
            left += item.id;
            QVERIFY(!item.why.isEmpty());
        }
        QCOMPARE(left, failures(folder.path()));
        QVERIFY(planOf(folder.path()).changes.isEmpty());
    }

    /// What cannot be written is said at once, and does not keep back what can.
    void foldersThatLeadOutAreLeft_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("target"); // empty: a file
        QTest::newRow(".github leads out") << u".github"_s << u"/tmp"_s;
        QTest::newRow(".github leads nowhere") << u".github"_s << u"/nowhere/at/all"_s;
        QTest::newRow(".github is a file") << u".github"_s << QString();
        QTest::newRow("workflows leads out") << u".github/workflows"_s << u"/tmp"_s;
    }

    void foldersThatLeadOutAreLeft()
    {
        QFETCH(QString, link);
        QFETCH(QString, target);
        const ScratchFolder folder(repository(), u"shop"_s);
        QDir().mkpath(QFileInfo(folder.file(link)).path());
        if (target.isEmpty())
            folder.write(link, "x");
        else
            QVERIFY(QFile::link(target, folder.file(link)));
        const ScaffoldPlan plan = planOf(folder.path());
        QVERIFY(!plan.changes.isEmpty());
        for (const FileChange &change : plan.changes)
            QVERIFY(!change.file.contains(u"publish"));
        const auto left = std::ranges::find(plan.left, u"publish"_s, &ScaffoldLeft::id);
        QVERIFY(left != plan.left.end());
        QVERIFY2(left->why.contains(u".github/workflows"), qPrintable(left->why));
        QVERIFY(writeScaffold(plan));
    }

    void makeExpandsNothingOfTheRepository_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QString>("script");
        QTest::newRow("service") << QByteArray("a$(shell touch made)") << u"provision.sh"_s;
        QTest::newRow("service with a line end")
            << QByteArray("\"a\\n$(shell touch made)\"") << u"provision.sh"_s;
        QTest::newRow("script") << QByteArray("app") << u"bootstrap$(shell touch made).sh"_s;
    }

    void makeExpandsNothingOfTheRepository()
    {
        QFETCH(QByteArray, service);
        QFETCH(QString, script);
        const ScratchFolder folder(
            {{u"docker-compose.yml"_s,
              "services:\n  " + service + ":\n    build: .\n    volumes: [\".:/app\"]\n"},
             {u"Makefile"_s, "test:\n\ttrue\n"},
             {script, "echo hello\n"}},
            u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        QVERIFY(writeScaffold(plan));
        QCOMPARE(run(folder.path(), u"make"_s, {u"--dry-run"_s, u"test"_s}), 0);
        if (QFileInfo::exists(folder.file(u"devstack.mk"_s)))
            QCOMPARE(run(folder.path(), u"make"_s, {u"--dry-run"_s, u"dev.provision"_s}), 0);
        QVERIFY(!QFileInfo::exists(folder.file(u"made"_s)));
        // Compose takes no such service, so nothing is written for it.
        if (service != "app")
            QVERIFY(!QFileInfo::exists(folder.file(u"devstack.mk"_s)));
    }

    void keepsEveryByte()
    {
        const ScratchFolder folder(repository(), u"shop"_s);
        QVERIFY(writeScaffold(planOf(folder.path())));
        QVERIFY(contentOf(folder.file(u"docker-compose.yml"_s))
                    .startsWith(QByteArray(kCompose + "\n")));
        QVERIFY(contentOf(folder.file(u"Makefile"_s))
                    .startsWith("test:\n\tpytest\n\ndev.up:\n\tdocker-compose up -d\n"));
        QCOMPARE(contentOf(folder.file(u"provision-shop.sh"_s)), kProvision);
    }

    void thePatchIsWhatIsWritten()
    {
        const ScratchFolder written(repository(), u"shop"_s);
        const ScratchFolder patched(repository(), u"shop"_s);
        const ScaffoldPlan plan = planOf(written.path());
        QVERIFY(writeScaffold(plan));
        QCOMPARE(run(patched.path(), u"git"_s, {u"init"_s, u"-q"_s}), 0);
        QCOMPARE(run(patched.path(), u"git"_s, {u"apply"_s}, plan.diff()), 0);
        for (const FileChange &change : plan.changes)
            QCOMPARE(contentOf(patched.file(change.file)), contentOf(written.file(change.file)));
    }

    void whatIsWrittenWorks()
    {
        const ScratchFolder folder(repository(), u"shop"_s);
        QVERIFY(writeScaffold(planOf(folder.path())));
        const auto compose = readComposeFiles(composeFilesIn(folder.path()), folder.path());
        QVERIFY2(compose, compose ? "" : qPrintable(compose.error().toText()));
        QVERIFY(compose->manifest.declared);
        QCOMPARE(compose->manifest.primary, u"app"_s);
        QCOMPARE(compose->manifest.dependencies.keys(), QStringList {u"edx-platform"_s});
        // What the script runs in the container survives YAML's and Compose's readings.
        QVERIFY(!compose->manifest.bootstrap.isEmpty());
        QVERIFY2(compose->manifest.bootstrap.first().run.toText().contains(u"make migrate"_s),
                 qPrintable(compose->manifest.bootstrap.first().run.toText()));
        QCOMPARE(run(folder.path(), u"bash"_s, {u"-n"_s, u"bootstrap.sh"_s}), 0);
        QVERIFY(QFileInfo(folder.file(u"bootstrap.sh"_s)).isExecutable());
        for (const char *target : {"dev.up",
                                   "dev.down",
                                   "dev.stop",
                                   "dev.provision",
                                   "dev.migrate",
                                   "dev.shell",
                                   "dev.logs",
                                   "test"})
            QCOMPARE(run(folder.path(), u"make"_s, {u"-n"_s, QString::fromLatin1(target)}), 0);
        // A written file is not what the next lint complains about.
        const LintReport report = lintRepository(*readReviewSubject(folder.path()), {});
        for (const LintFinding &finding : report.findings)
            QVERIFY2(finding.mark.file != u"bootstrap.sh" && finding.mark.file != u"devstack.mk",
                     qPrintable(finding.rule + finding.message));
    }

    /// Recipes of ours work whatever the Makefile that includes them sets for its own.
    void settingsOfTheMakefileDoNotMatter()
    {
        const ScratchFolder folder(
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    volumes: [\".:/app\"]\n"},
             {u"Makefile"_s,
              ".RECIPEPREFIX = >\nSHELL = /usr/bin/no-such-shell\n.SHELLFLAGS = -x\n"
              ".ONESHELL:\ntest:\n> true\n"}},
            u"shop"_s);
        QVERIFY(writeScaffold(planOf(folder.path())));
        QVERIFY(QFileInfo::exists(folder.file(u"devstack.mk"_s)));
        QCOMPARE(run(folder.path(), u"make"_s, {u"-n"_s, u"dev.up"_s}), 0);
        const QByteArray made = contentOf(folder.file(u"devstack.mk"_s));
        QVERIFY(made.contains(": SHELL = /bin/sh\n"));
        QVERIFY(made.contains(": .SHELLFLAGS = -c\n"));
    }

    /// Nothing can be appended to JSON: the plan says so and what to add.
    void composeFileInJson()
    {
        const ScratchFolder folder({{u"docker-compose.yml"_s,
                                     "{\n  \"services\": {\"app\": {\"build\": \".\", \"ports\": "
                                     "[\"18557:8000\"]}}\n}\n"}},
                                   u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        QString why;
        for (const ScaffoldLeft &left : plan.left) {
            if (left.id == u"compose")
                why = left.why;
        }
        QVERIFY2(why.contains(u"is written as JSON"), qPrintable(why));
        const QString block = why.sliced(why.indexOf(u"\"x-devstack\""));
        const auto read = parseYaml(u"{%1}"_s.arg(block).toUtf8(), u"said"_s);
        QVERIFY2(read && read->find(u"x-devstack")->value.isMap(), qPrintable(block));
    }

    void targetsThatAreThereStay()
    {
        const ScratchFolder folder(repository(), u"shop"_s);
        for (const FileChange &change : planOf(folder.path()).changes) {
            if (change.file == u"devstack.mk")
                QVERIFY(!change.content.contains("\ndev.up:"));
        }
    }

    void nothingIsOverwritten()
    {
        ScratchFiles files = repository();
        files += {u"bootstrap.sh"_s, "docker exec -t edx.devstack.lms true\n"};
        files += {u"devstack.mk"_s, "# mine\n"};
        files += {u".github/workflows/publish.yml"_s, "name: mine\n"};
        const ScratchFolder folder(files, u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        QVERIFY(writeScaffold(plan));
        QCOMPARE(contentOf(folder.file(u"bootstrap.sh"_s)),
                 QByteArray("docker exec -t edx.devstack.lms true\n"));
        QCOMPARE(contentOf(folder.file(u"devstack.mk"_s)), QByteArray("# mine\n"));
        QCOMPARE(contentOf(folder.file(u".github/workflows/publish.yml"_s)),
                 QByteArray("name: mine\n"));
        QVERIFY(QFile::exists(folder.file(u".github/workflows/publish-image.yml"_s)));
    }

    void filesThatChangedStopIt()
    {
        const ScratchFolder folder(repository(), u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        folder.write(u"Makefile"_s, "edited:\n");
        const auto written = writeScaffold(plan);
        QVERIFY(!written);
        QCOMPARE(toString(written.error().kind), toString(Error::Kind::Conflict));
        QVERIFY(!QFile::exists(folder.file(u"bootstrap.sh"_s)));
    }

    void linksOutAreNotFollowed()
    {
        const ScratchFolder outside({});
        ScratchFolder folder(repository(), u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        QVERIFY(QFile::link(outside.path(), folder.file(u".github"_s)));
        QVERIFY(!writeScaffold(plan));
        QVERIFY(QDir(outside.path()).isEmpty());
    }

    void withoutComposeTheOwnerDecides()
    {
        const ScratchFolder folder({{u"README"_s, "x"}}, u"shop"_s);
        const ScaffoldPlan plan = planOf(folder.path());
        QVERIFY(plan.changes.isEmpty());
        QCOMPARE(plan.left.size(), checkIds().size());
    }

    /// The repository stays as it is; a Dockerfile that it lacks goes along.
    void besideTheRepository()
    {
        const ScratchFolder folder(
            {{u"shop/manage.py"_s, "import django\n"},
             {u"shop/setup.cfg"_s, "[metadata]\nname = ${shop}\n"},
             {u"shop/requirements/base.txt"_s, "django\nmysqlclient\n"},
             {u"shop/shop/settings/devstack.py"_s,
              "DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql', 'NAME': 'shop'}}\n"}},
            u"work"_s);
        const ScaffoldPlan inside = planOf(folder.file(u"shop"_s));
        QVERIFY(inside.isProposal);
        const auto beside = besideRepository(inside, folder.path(), u"environments/shop"_s);
        QVERIFY2(beside, qPrintable(beside ? QString() : beside.error().toText()));
        QCOMPARE(beside->changes.size(), 1);
        QCOMPARE(beside->changes.first().file, u"environments/shop/docker-compose.yml"_s);
        QVERIFY(writeScaffold(*beside));
        QVERIFY(!QFile::exists(folder.file(u"shop/docker-compose.yml"_s)));
        const auto compose = readComposeFile(folder.file(u"environments/shop/docker-compose.yml"_s),
                                             folder.path());
        QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
        const YamlNode build
            = compose->merged.value(u"services")->find(u"app")->value.find(u"build")->value;
        QVERIFY(build.find(u"dockerfile_inline")->value.text().startsWith(u"#")
                || build.find(u"dockerfile_inline")->value.text().startsWith(u"FROM "));
        QCOMPARE(build.find(u"context")->value.text(), u"."_s);
        QVERIFY(besideRepository(inside, folder.path(), u"environments/shop"_s).error().kind
                == Error::Kind::Conflict);
        QCOMPARE(besideRepository(inside, folder.path(), u"../shop"_s).hasValue(), false);
        const ScratchFolder own(repository(), u"shop"_s);
        QVERIFY(besideRepository(planOf(own.path()), own.path(), u"e"_s).error().kind
                == Error::Kind::Conflict);
    }
};

QTEST_GUILESS_MAIN(ScaffoldTest)
#include "tst_scaffold.moc"
