// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"
#include "service/definition/composeconfig.h"
#include "support/scratchfolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using devstack::testing::ScratchFolder;

/// A resolved model is kept until something that Compose read is another one: every kind of file is
/// touched here, and named.
class TestComposeInputs : public QObject
{
    Q_OBJECT

private slots:
    void seesEveryFile_data();
    void seesEveryFile();
    void seesVariables();
    void seesProfiles();
    void runsWhereTheRepositoryIs();
    void leavesOutInactiveServices();
};

namespace {

IdaDefinition read(const ScratchFolder &folder)
{
    const ProjectVariables variables(folder.path(), QProcessEnvironment::systemEnvironment());
    IdaDefinition ida;
    ida.path = folder.path();
    ida.composeFiles = variables.composeFiles();
    ida.ownProfiles = variables.profiles();
    if (auto compose = readProject(variables, folder.path()))
        ida.compose = *compose;
    else
        qWarning("%s", qPrintable(compose.error().toText()));
    return ida;
}

ScratchFolder repository()
{
    return ScratchFolder({
        {u"docker-compose.yml"_s, R"(include: [parts/compose.yml]
services:
  app:
    image: a
    extends: {file: "base-${KIND}.yml", service: base}
    env_file: ["env/${APP_ENV:-dev}.env", {path: env/local.env, required: false}]
    label_file: labels.txt
    environment: [DEVSTACK_TEST_GIVEN]
)"},
        {u"docker-compose.override.yml"_s, "# nothing yet\n"},
        {u".env"_s, "KIND=x\nA=${DEVSTACK_TEST_DOTENV:-}\n"},
        {u"base-x.yml"_s, "services: {base: {env_file: env/base.env}}\n"},
        {u"env/dev.env"_s, "FEATURE=${DEVSTACK_TEST_FILE:-one}\n"},
        {u"env/base.env"_s, "B=1\n"},
        {u"labels.txt"_s, "team=one\n"},
        {u"parts/compose.yml"_s, "services: {part: {image: 'p:${P:-1}'}}\n"},
        {u"parts/.env"_s, "P=2\n"},
        {u"Dockerfile"_s, "FROM a\n"},
    });
}

} // namespace

void TestComposeInputs::seesEveryFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("seen");
    for (const char *file : {"docker-compose.yml",
                             "docker-compose.override.yml",
                             ".env",
                             "base-x.yml",
                             "env/dev.env",
                             "env/base.env",
                             "env/local.env", // was not there
                             "labels.txt",
                             "parts/compose.yml",
                             "parts/.env"})
        QTest::newRow(file) << QString::fromLatin1(file) << true;
    QTest::newRow("Dockerfile") << u"Dockerfile"_s << false; // that is another image
}

void TestComposeInputs::seesEveryFile()
{
    QFETCH(QString, file);
    QFETCH(bool, seen);
    const ScratchFolder folder = repository();
    const auto before = composeInputs(read(folder));
    QCOMPARE(changedInputs(before, composeInputs(read(folder))), QStringList());
    QFile written(folder.file(file));
    QVERIFY(written.open(QIODevice::Append));
    written.write("# another line\n");
    written.close();
    QCOMPARE(changedInputs(before, composeInputs(read(folder))),
             seen ? QStringList {file} : QStringList());
}

void TestComposeInputs::seesVariables()
{
    const ScratchFolder folder = repository();
    for (const char *name : {"DEVSTACK_TEST_GIVEN", "DEVSTACK_TEST_DOTENV", "DEVSTACK_TEST_FILE"}) {
        const auto before = composeInputs(read(folder));
        qputenv(name, "1");
        const auto after = composeInputs(read(folder));
        const QString given
            = originalProject(read(folder)).environment.value(QString::fromLatin1(name));
        qunsetenv(name);
        QCOMPARE(changedInputs(before, after),
                 QStringList {u"variable "_s + QString::fromLatin1(name)});
        QCOMPARE(given, u"1"_s);
    }
}

void TestComposeInputs::seesProfiles()
{
    const ScratchFolder folder = repository();
    IdaDefinition ida = read(folder);
    const auto before = composeInputs(ida);
    ida.ownProfiles = {u"debug"_s};
    QCOMPARE(changedInputs(before, composeInputs(ida)), QStringList {u"profiles"_s});
}

void TestComposeInputs::runsWhereTheRepositoryIs()
{
    const ScratchFolder folder({{u".env"_s, "COMPOSE_FILE=sub/one.yml\n"},
                                {u"sub/one.yml"_s,
                                 "services: {a: {image: a, volumes: ['$PWD:/a', '$OLDPWD:/b', "
                                 "'$COMPOSE_PROJECT_NAME:/c']}}\n"}});
    qputenv("OLDPWD", "/elsewhere");
    qputenv("COMPOSE_PROJECT_NAME", "elsewhere");
    const ComposeProject project = originalProject(read(folder));
    qunsetenv("OLDPWD");
    qunsetenv("COMPOSE_PROJECT_NAME");
    QCOMPARE(project.environment, (QMap<QString, QString> {{u"PWD"_s, folder.path()}}));
    QCOMPARE(project.directory, folder.file(u"sub"_s));
    QCOMPARE(project.environmentFiles, QStringList {folder.file(u".env"_s)});
    QVERIFY(project.name.isEmpty()); // what plain Compose calls it may stand in values
}

void TestComposeInputs::leavesOutInactiveServices()
{
    const ScratchFolder folder(
        {{u".env"_s, "COMPOSE_PROFILES=full\n"}, {u"compose.yml"_s, R"(services:
  app: {image: a}
  consumer: {image: a, profiles: [full]}
  debug: {image: a, profiles: [debug]}
  none: {image: a, scale: 0}
)"}});
    IdaDefinition ida = read(folder);
    const auto running = [&] {
        QStringList names;
        for (const ServiceEntry &service : std::as_const(ida.compose.services)) {
            if (ida.runs(service))
                names += service.name;
        }
        return names;
    };
    QCOMPARE(running(), (QStringList {u"app"_s, u"consumer"_s}));
    ida.manifest.variants[u"other"_s].profiles = {u"debug"_s};
    ida.variant = u"other"_s;
    QCOMPARE(running(), (QStringList {u"app"_s, u"debug"_s}));
}

QTEST_GUILESS_MAIN(TestComposeInputs)
#include "tst_composeinputs.moc"
