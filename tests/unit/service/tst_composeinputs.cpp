// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"
#include "service/definition/composeconfig.h"
#include "service/definition/refusals.h"
#include "service/definition/serviceinputs.h"
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
    void namesWhatIsAtWork_data();
    void namesWhatIsAtWork();
    void foreseesRefusals_data();
    void foreseesRefusals();
    void explainsRefusals_data();
    void explainsRefusals();
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

void TestComposeInputs::namesWhatIsAtWork_data()
{
    QTest::addColumn<QStringList>("changed");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name,
                        const QStringList &changed,
                        const QString &service,
                        const QString &told) { QTest::newRow(name) << changed << service << told; };
    const QString over = u"docker-compose.override.yml"_s;
    const QStringList both {over, u"variable DEVSTACK_TEST_GIVEN"_s};
    row("an override of another one", both, u"app"_s, u"variable DEVSTACK_TEST_GIVEN"_s);
    row("its own override", both, u"other"_s, over);
    const QStringList files {u"base-x.yml"_s,
                             u"env/base.env"_s,
                             u"env/dev.env"_s,
                             u"labels.txt"_s,
                             u"parts/.env"_s,
                             u"parts/compose.yml"_s};
    row("files of the one that names them",
        files,
        u"app"_s,
        u"base-x.yml env/base.env env/dev.env labels.txt"_s);
    row("files of an included project", files, u"part"_s, u"parts/.env parts/compose.yml"_s);
    row("a variable of an environment file",
        {over, u"variable DEVSTACK_TEST_FILE"_s},
        u"app"_s,
        u"variable DEVSTACK_TEST_FILE"_s);
    row("variables where one takes none", {u".env"_s, over}, u"other"_s, over);
    row("a secret", {over, u"variable SECRETV"_s}, u"keeper"_s, u"variable SECRETV"_s);
    row("nothing of its own: all is told", {u"labels.txt"_s}, u"other"_s, u"labels.txt"_s);
}

void TestComposeInputs::namesWhatIsAtWork()
{
    QFETCH(QStringList, changed);
    QFETCH(QString, service);
    ScratchFolder folder = repository();
    folder.write(u"docker-compose.override.yml"_s, "services: {other: {image: o}}\n");
    folder.write(u"more.yml"_s,
                 "services: {keeper: {image: k, secrets: [s]}}\n"
                 "secrets: {s: {environment: SECRETV}}\n");
    folder.write(u"docker-compose.yml"_s,
                 QByteArray("include: [parts/compose.yml, more.yml]\n") + QByteArray(R"(services:
  app:
    image: a
    extends: {file: "base-${KIND}.yml", service: base}
    env_file: ["env/${APP_ENV:-dev}.env", {path: env/local.env, required: false}]
    label_file: labels.txt
    environment: [DEVSTACK_TEST_GIVEN]
)"));
    QTEST(inputsOfService(changed, read(folder), service).join(u' '), "told");
}

void TestComposeInputs::foreseesRefusals_data()
{
    QTest::addColumn<QByteArray>("compose");
    QTest::addColumn<int>("line"); // 0: none is foreseen
    const QByteArray head = "services:\n  a:\n    image: x\n";
    QTest::newRow("nothing wrong") << head << 0;
    QTest::newRow("a mistyped key at the top") << QByteArray("service:\n  a: {image: x}\n") << 1;
    QTest::newRow("no environment file") << head + "    env_file: none.env\n" << 4;
    QTest::newRow("an optional environment file")
        << head + "    env_file: [{path: none.env, required: false}]\n"
        << 0;
    QTest::newRow("of a service that is switched off")
        << head + "  b: {image: x, profiles: [p], env_file: none.env}\n"
        << 0;
    QTest::newRow("no included file") << "include: [none.yml]\n" + head << 1;
    QTest::newRow("no extended file") << head + "    extends: {file: none.yml, service: b}\n" << 4;
    QTest::newRow("needs nobody") << head + "    depends_on: [b]\n" << 4;
    QTest::newRow("a circle") << head + "    depends_on: [b]\n  b: {image: x, depends_on: [a]}\n"
                              << 2;
    QTest::newRow("a port") << head + "    ports: ['http:80']\n" << 4;
    QTest::newRow("a port by a variable") << head + "    ports: ['${P:-http}:80']\n" << 4;
    // Compose loads it, and ends when it starts: the bootstrap may make it before.
    QTest::newRow("the file of a secret")
        << head + "    secrets: [s]\nsecrets: {s: {file: none.txt}}\n"
        << 0;
}

void TestComposeInputs::foreseesRefusals()
{
    QFETCH(QByteArray, compose);
    QFETCH(int, line);
    const ScratchFolder folder({{u"compose.yaml"_s, compose}});
    IdaDefinition ida = read(folder);
    ida.present = true;
    const QList<Error> refusals = foreseenRefusals(ida);
    QCOMPARE(refusals.size(), line > 0 ? 1 : 0);
    if (line > 0) {
        QCOMPARE(refusals.first().where.line, line);
        QVERIFY(!refusals.first().hint.isEmpty());
    }
    ida.composeKey = u"asked"_s; // Compose has loaded it: it knows better
    QVERIFY(foreseenRefusals(ida).isEmpty());
}

void TestComposeInputs::explainsRefusals_data()
{
    QTest::addColumn<QByteArray>("compose");
    QTest::addColumn<QString>("said"); // by Compose 2.40.3
    QTest::addColumn<int>("line"); // 0: none of the faults is the one
    const QByteArray head = "services:\n  a:\n    image: x\n";
    const QByteArray two
        = head + "    ports: ['http']\n    healthcheck: {test: a, interval: '10'}\n";
    QTest::newRow("port") << head + "    ports: ['http']\n"
                          << u"Invalid containerPort: http"_s << 4;
    QTest::newRow("the port of two faults") << two << u"Invalid containerPort: http"_s << 4;
    QTest::newRow("the other of two faults")
        << two << u"'services[a].healthcheck.interval' time: missing unit in duration \"10\""_s
        << 5;
    QTest::newRow("none of two faults") << two << u"yaml: something else"_s << 0;
    QTest::newRow("circle") << head + "    depends_on: [b]\n  b: {image: x, depends_on: [a]}\n"
                            << u"dependency cycle detected: a -> b -> a"_s << 2;
    QTest::newRow("mount") << head + "    volumes: ['./a:/d:rw:z']\n"
                           << u"invalid spec: ./a:/d:rw:z: too many colons"_s << 4;
    QTest::newRow("command") << head + "    command: \"a 'b\"\n    cpus: two\n"
                             << u"'services[a].command' invalid command line string"_s << 4;
    QTest::newRow("extends") << head + "    extends: {file: none.yml, service: b}\n"
                             << u"open /tmp/x/none.yml: no such file or directory"_s << 4;
    QTest::newRow("required variable")
        << head + "    environment: ['V=${DEVSTACK_TEST_NONE:?x}']\n"
        << u"required variable DEVSTACK_TEST_NONE is missing a value: x"_s << 4;
}

void TestComposeInputs::explainsRefusals()
{
    QFETCH(QByteArray, compose);
    QFETCH(QString, said);
    QFETCH(int, line);
    const ScratchFolder folder({{u"compose.yaml"_s, compose}});
    IdaDefinition ida;
    ida.path = folder.path();
    Error error = invalidInput(said, {folder.file(u"compose.yaml"_s), 0, 0});
    explainRefusal(error, ida);
    QCOMPARE(error.where.line, line);
    QCOMPARE(error.hint.isEmpty(), line == 0);
    QCOMPARE(error.message, said);
}

QTEST_GUILESS_MAIN(TestComposeInputs)
#include "tst_composeinputs.moc"
