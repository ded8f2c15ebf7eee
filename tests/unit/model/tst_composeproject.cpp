// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"
#include "model/compose/composeservice.h"
#include "model/compose/dotenv.h"
#include "model/compose/interpolation.h"
#include "model/compose/projectvariables.h"
#include "model/compose/webport.h"
#include "support/patience.h"
#include "support/scratchfolder.h"

#include <QElapsedTimer>
#include <QProcessEnvironment>
#include <QTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;
using devstack::testing::ScratchFiles;
using devstack::testing::ScratchFolder;

/// What Compose makes of a whole project before anything runs: its files, its variables, its
/// environment files. Every expected value was taken from `docker compose config` 2.40.3.
class TestComposeProject : public QObject
{
    Q_OBJECT

private slots:
    void interpolates_data();
    void interpolates();
    void readsDotenv_data();
    void readsDotenv();
    void refusesDotenv_data();
    void refusesDotenv();
    void valuesThatGrowAreRefused_data();
    void valuesThatGrowAreRefused();
    void readsYamlAsCompose_data();
    void readsYamlAsCompose();
    void refusesWhatComposeReadsOfDotenv_data();
    void refusesWhatComposeReadsOfDotenv();
    void readsRawFiles();
    void readsWithoutDotenv();
    void takesNoNameOfIncludes();
    void knowsPortsAgain_data();
    void knowsPortsAgain();
    void replacesAndRemoves();
    void emptyOverridesChangeNothing_data();
    void emptyOverridesChangeNothing();
    void mergesDocuments();
    void readsJson();
    void environmentFileDecides();
    void readsProfilesAndScale();
    void pwdIsTheRepository();
    void takesVariablesOfFiles();
    void tellsWhatIsRequired();
    void includesItsOwnVariables();
    void refusesConflicts();
    void fillsBuildArguments();
    void namesPortsWithoutANumber();
    void readsLargeFiles();
    void boundsWhatAFileCosts_data();
    void boundsWhatAFileCosts();
    void takesRangesApart_data();
    void takesRangesApart();
    void findsTheWebPort_data();
    void findsTheWebPort();
};

namespace {

QProcessEnvironment hostWith(const QMap<QString, QString> &values)
{
    QProcessEnvironment host;
    for (auto it = values.begin(); it != values.end(); ++it)
        host.insert(it.key(), it.value());
    return host;
}

Result<ComposeFile> project(const ScratchFolder &folder, const QMap<QString, QString> &host = {})
{
    return readProject({folder.path(), hostWith(host)}, folder.path());
}

} // namespace

void TestComposeProject::interpolates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result"); // "!" and a part of the message for an error
    const auto row = [](const char *name, const QString &text, const QString &result) {
        QTest::newRow(name) << text << result;
    };
    row("plain", u"a$b"_s, u"a"_s);
    row("set", u"$SET-${SET}"_s, u"x-x"_s);
    row("dollar", u"$$SET $$$SET"_s, u"$SET $x"_s);
    row("alone", u"5 $ $1 $"_s, u"5 $ $1 $"_s);
    row("default", u"${NO:-d} ${NO-d} ${EMPTY:-d} ${EMPTY-d} ${SET:-d}"_s, u"d d d  x"_s);
    row("other", u"${NO:+o}|${NO+o}|${EMPTY:+o}|${EMPTY+o}|${SET:+o}"_s, u"|||o|o"_s);
    row("nested", u"${NO:-${NO:-a${SET}b}c}"_s, u"axbc"_s);
    row("nested required",
        u"${NO:-${NO:?why}}"_s,
        u"!required variable NO is missing a value: why"_s);
    row("required in a default that is not needed",
        u"${SET:-${NO:?why}}${SET-${NO:?why}}"_s,
        u"!required variable NO is missing a value: why"_s);
    row("required in another value that is not needed",
        u"${NO:+${NO:?why}}"_s,
        u"!required variable NO is missing a value: why"_s);
    row("braces", u"${NO:-{\"a\": {}}}"_s, u"{\"a\": {}}"_s);
    row("required empty",
        u"${EMPTY?}${EMPTY:?}"_s,
        u"!required variable EMPTY is missing a value"_s);
    row("no name", u"${}"_s, u"!invalid interpolation format"_s);
    row("digit", u"${1}"_s, u"!invalid interpolation format"_s);
    row("not closed", u"${A"_s, u"!invalid interpolation format"_s);
    row("space", u"${A B}"_s, u"!invalid interpolation format"_s);
}

void TestComposeProject::interpolates()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    const auto found = interpolated(text, [](const QString &name) -> std::optional<QString> {
        if (name == u"SET")
            return u"x"_s;
        return name == u"EMPTY" ? std::optional(u""_s) : std::nullopt;
    });
    if (result.startsWith(u'!')) {
        QVERIFY(!found);
        QVERIFY2(found.error().message.contains(result.sliced(1)),
                 qPrintable(found.error().message));
    } else {
        QVERIFY(found);
        QCOMPARE(*found, result);
    }
}

void TestComposeProject::readsDotenv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("result"); // NAME=value joined with "|"
    const auto row = [](const char *name, const QByteArray &text, const QString &result) {
        QTest::newRow(name) << text << result;
    };
    row("plain", "A=1\nB= 2\nC =3 \n4 = d\nE=\nF = \n", u"4=d|A=1|B=2|C=3|E=|F="_s);
    row("comments", "# x\n  # y\nA=a#b #c\nB= #x\nC=y # z\n", u"A=a#b|B=#x|C=y"_s);
    row("export",
        "export A=1\nexport\tB=2\n  export  C=3\nexported=4\n",
        u"A=1|B=2|C=3|exported=4"_s);
    row("colon", "A: 1\nB: 'x: y'\n", u"A=1|B=x: y"_s);
    row("single quotes", "A='$SET\\n'\nB='it\\'s'\nC='a\nb'\n", u"A=$SET\\n|B=it's|C=a\nb"_s);
    row("double quotes",
        "A=\"a\\nb\\101\\0101\\0 \\$HOME \\q\"\nB=\"$SET ${NO:-d}\" # c\nC=\"say \\\"x\\\"\"\n",
        u"A=a\nb\\101A\\ $HOME \\q|B=x d|C=say \"x\""_s);
    row("after quotes", "A=\"a\"tail\nB=2\n", u"A=a|B=2"_s);
    row("inherited", "SET\nNO\nA=1\n", u"A=1|SET=x"_s);
    row("of the file", "A=1\nB=${A}\nC=$B$SET\nSET=own\nD=$SET\n", u"A=1|B=1|C=1x|D=x|SET=own"_s);
    row("escaped dollar", "A=$$SET\n", u"A=$SET"_s);
    row("crlf", "A=1\r\nB='x\r\ny'\r\n", u"A=1|B=x\ny"_s);
    row("byte order mark",
        "\xef\xbb\xbf"
        "A=1\n",
        u"A=1"_s);
    row("odd names", "A.B=1\nC-D=2\nE[0]=3\n", u"A.B=1|C-D=2|E[0]=3"_s);
    row("no line end", "A=1", u"A=1"_s);
}

void TestComposeProject::readsDotenv()
{
    QFETCH(QByteArray, text);
    const auto read = parseDotenv(text, u".env"_s, [](const QString &name) {
        return name == u"SET" ? std::optional(u"x"_s) : std::nullopt;
    });
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    QStringList pairs;
    for (auto it = read->values.begin(); it != read->values.end(); ++it)
        pairs += it.key() + u'=' + it.value();
    QTEST(pairs.join(u'|'), "result");
}

void TestComposeProject::refusesDotenv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("space") << QByteArray("A=1\n# x\nINVALID LINE\nB=2\n") << 3;
    QTest::newRow("character") << QByteArray("A=\"a\nb\"\n$X=1\n") << 3;
    QTest::newRow("not closed") << QByteArray("A=1\nB=\"x\nC=2\n") << 2;
    QTest::newRow("required") << QByteArray("A=1\nB=${NO:?x}\n") << 2;
}

void TestComposeProject::refusesDotenv()
{
    QFETCH(QByteArray, text);
    const auto read
        = parseDotenv(text, u".env"_s, [](const QString &) { return std::optional<QString>(); });
    QVERIFY(!read);
    QTEST(read.error().where.line, "line");
}

/// A few short lines that ask for more than any memory holds.
void TestComposeProject::valuesThatGrowAreRefused_data()
{
    QTest::addColumn<QByteArray>("dotenv");
    QTest::addColumn<QByteArray>("compose");
    QByteArray doubled = "A0=xxxxxxxxxxxxxxxx\n";
    for (int i = 1; i < 40; ++i)
        doubled += "A" + QByteArray::number(i) + "=$A" + QByteArray::number(i - 1) + "$A"
            + QByteArray::number(i - 1) + "\n";
    QTest::newRow("doubled") << doubled << QByteArray("services: {app: {image: x}}\n");
    QByteArray labels = "services:\n  app:\n    image: x\n    labels:\n";
    for (int i = 0; i < 5000; ++i)
        labels += "      l" + QByteArray::number(i) + ": $A\n";
    QTest::newRow("a long value, many times") << "A=" + QByteArray(400'000, 'x') + '\n' << labels;
    QByteArray large = "services:\n  base:\n    image: x\n    environment:\n      A: \""
        + QByteArray(400'000, 'x') + "\"\n";
    for (int i = 0; i < 1500; ++i)
        large += "  s" + QByteArray::number(i) + ": {extends: {service: base}}\n";
    QTest::newRow("extended by many") << QByteArray() << large;
    QByteArray file;
    for (int i = 0; i < 9000; ++i)
        file += "VARIABLE_" + QByteArray::number(i) + "=" + QByteArray(90, 'x') + "\n";
    QByteArray readers = "services:\n";
    for (int i = 0; i < 200; ++i)
        readers += "  s" + QByteArray::number(i) + ": {image: x, env_file: .env}\n";
    QTest::newRow("environment file of many") << file << readers;
}

void TestComposeProject::valuesThatGrowAreRefused()
{
    QFETCH(QByteArray, dotenv);
    QFETCH(QByteArray, compose);
    const ScratchFolder folder({{u".env"_s, dotenv}, {u"compose.yml"_s, compose}});
    QElapsedTimer clock;
    clock.start();
    const ProjectVariables variables(folder.path(), QProcessEnvironment());
    const auto read = readProject(variables, folder.path());
    QVERIFY2(clock.elapsed() < patience(5000), qPrintable(QString::number(clock.elapsed())));
    QVERIFY(variables.problem() || !read);
    const Error &error = variables.problem() ? *variables.problem() : read.error();
    QVERIFY2(error.where.line > 0, qPrintable(error.toText()));
}

void TestComposeProject::readsYamlAsCompose_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("refused"); // a part of the message; empty: it is read
    QTest::newRow("escaped slash")
        << QByteArray(R"({"services": {"a": {"image": "x\/y"}}})") << u"no escape"_s;
    QTest::newRow("slash behind a backslash")
        << QByteArray(R"({"services": {"a": {"image": "x\\/y"}}})") << QString();
    QTest::newRow("slash in single quotes")
        << QByteArray("services: {a: {image: 'x\\/y'}}\n") << QString();
    QTest::newRow("newer YAML") << QByteArray("# x\n%YAML 1.2\n---\nservices: {a: {image: x}}\n")
                                << u"YAML 1.2"_s;
    QTest::newRow("older YAML") << QByteArray("%YAML 1.1\n---\nservices: {a: {image: x}}\n")
                                << QString();
    QTest::newRow("a text like it")
        << QByteArray("services: {a: {image: x}}\nx-a: |\n  %YAML 1.2\n") << QString();
    const auto nested = [](int levels) -> QByteArray {
        return "x-a: " + QByteArray(levels, '[') + QByteArray(levels, ']')
            + "\nservices: {a: {image: x}}\n";
    };
    QTest::newRow("deep") << nested(400) << QString();
    QTest::newRow("too deep") << nested(480) << u"deeper than 450"_s;
}

void TestComposeProject::readsYamlAsCompose()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, refused);
    const ScratchFolder folder({{u"compose.yaml"_s, content}});
    const auto compose = project(folder);
    QVERIFY2(bool(compose) == refused.isEmpty(),
             qPrintable(compose ? QString() : compose.error().toText()));
    if (!compose) {
        QVERIFY2(compose.error().message.contains(refused), qPrintable(compose.error().message));
        QVERIFY(compose.error().where.line > 0);
        QVERIFY(!compose.error().hint.isEmpty() || content.contains("[["));
    }
}

void TestComposeProject::refusesWhatComposeReadsOfDotenv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line"); // 0: it is read
    QTest::newRow("no file") << QByteArray("A=1\nCOMPOSE_FILE=\n") << 2;
    QTest::newRow("an empty part") << QByteArray("COMPOSE_FILE=compose.yaml:\n") << 1;
    QTest::newRow("one file") << QByteArray("COMPOSE_FILE=compose.yaml\n") << 0;
    QTest::newRow("name") << QByteArray("COMPOSE_PROJECT_NAME=Out Er\n") << 1;
    QTest::newRow("capital") << QByteArray("COMPOSE_PROJECT_NAME=Outer\n") << 1;
    QTest::newRow("good name") << QByteArray("COMPOSE_PROJECT_NAME=0uter_-\n") << 0;
    QTest::newRow("no name") << QByteArray("COMPOSE_PROJECT_NAME=\n") << 0;
}

void TestComposeProject::refusesWhatComposeReadsOfDotenv()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const ScratchFolder folder(
        {{u"compose.yaml"_s, "services: {app: {image: a}}\n"}, {u".env"_s, text}});
    const auto compose = project(folder);
    QCOMPARE(bool(compose), line == 0);
    if (!compose) {
        QCOMPARE(compose.error().where.line, line);
        QCOMPARE(compose.error().where.file, folder.file(u".env"_s));
        QVERIFY(!compose.error().hint.isEmpty());
    }
}

void TestComposeProject::readsRawFiles()
{
    const ScratchFolder folder({
        {u"compose.yaml"_s,
         "services:\n  app: {image: a, env_file: [dot.env, {path: raw.env, format: raw}]}\n"},
        {u".env"_s, "A=dotA\n"},
        {u"dot.env"_s, "D=\"quoted\" # c\n"},
        {u"raw.env"_s,
         "\xef\xbb\xbfR=\"quoted\" # c\nS=${A}\n# no\n\n  T=a$b\r\nA\nNO\nE=\nF=a=b\n"},
    });
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const ServiceEntry app = compose->services.value(u"app"_s);
    const QMap<QString, QString> expected {{u"A"_s, u"dotA"_s},
                                           {u"D"_s, u"quoted"_s},
                                           {u"E"_s, u""_s},
                                           {u"F"_s, u"a=b"_s},
                                           {u"R"_s, u"\"quoted\" # c"_s},
                                           {u"S"_s, u"${A}"_s},
                                           {u"T"_s, u"a$b"_s}};
    QCOMPARE(app.environment, expected);
    QCOMPARE(app.environmentMarks.value(u"F"_s).line, 9);
    QVERIFY(compose->variables.contains(u"NO"_s));
    for (const QByteArray &bad : {QByteArray("A=1\nA B=2\n"), QByteArray("\n=2\n")}) {
        folder.write(u"raw.env"_s, bad);
        const auto refused = project(folder);
        QVERIFY(!refused);
        QCOMPARE(refused.error().where.line, 2);
        QCOMPARE(refused.error().where.file, folder.file(u"raw.env"_s));
    }
}

void TestComposeProject::readsWithoutDotenv()
{
    const ScratchFolder folder(
        {{u"compose.yaml"_s, "services: {app: {image: 'x:${T:-1}-$COMPOSE_PROJECT_NAME'}}\n"},
         {u".env"_s, "COMPOSE_DISABLE_ENV_FILE=1\nT=0\nCOMPOSE_PROJECT_NAME=mine\n"}});
    const auto compose = project(folder);
    QVERIFY(compose);
    QCOMPARE(compose->services.value(u"app"_s).image, u"x:1-mine"_s);
    folder.write(u".env"_s, "COMPOSE_DISABLE_ENV_FILE=0\nT=0\nCOMPOSE_PROJECT_NAME=mine\n");
    QCOMPARE(project(folder)->services.value(u"app"_s).image, u"x:0-mine"_s);
}

void TestComposeProject::takesNoNameOfIncludes()
{
    const ScratchFolder folder(
        {{u"shop/compose.yaml"_s, "include: [s/b.yml]\n"},
         {u"shop/s/b.yml"_s, "name: other\nservices: {b: {image: 'x:$COMPOSE_PROJECT_NAME'}}\n"}});
    const QString shop = folder.file(u"shop"_s);
    const auto compose = readProject({shop, hostWith({})}, shop);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.value(u"b"_s).image, u"x:shop"_s);
    QVERIFY(compose->name.isEmpty());
    folder.write(u"shop/compose.yaml"_s, "name: own\ninclude: [s/b.yml]\n");
    const auto named = readProject({shop, hostWith({})}, shop);
    QCOMPARE(named->services.value(u"b"_s).image, u"x:own"_s);
    QCOMPARE(named->name, u"own"_s);
}

void TestComposeProject::knowsPortsAgain_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("over");
    QTest::addColumn<QString>("ports");
    QTest::newRow("long form") << QByteArray("'80:80', '81:81'")
                               << QByteArray("{target: 80, published: '80'}") << u"80:80 81:81"_s;
    QTest::newRow("one of a range")
        << QByteArray("'80-82:80-82'") << QByteArray("'81:81'") << u"80:80 81:81 82:82"_s;
    QTest::newRow("with its protocol")
        << QByteArray("'80:80'") << QByteArray("'80:80/tcp'") << u"80:80"_s;
    QTest::newRow("with the address that stands for all")
        << QByteArray("'80:80'") << QByteArray("'0.0.0.0:80:80'") << u"80:80"_s;
    QTest::newRow("another protocol")
        << QByteArray("'80:80'") << QByteArray("'80:80/udp'") << u"80:80 80:80"_s;
    QTest::newRow("another address")
        << QByteArray("'80:80'") << QByteArray("'127.0.0.1:80:80'") << u"80:80 80:80"_s;
    QTest::newRow("a range stays one entry")
        << QByteArray("'80-82:80-82'") << QByteArray("'90:90'") << u"80-82:80-82 90:90"_s;
}

void TestComposeProject::knowsPortsAgain()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, over);
    const ScratchFolder folder(
        {{u"compose.yaml"_s, "services: {app: {image: a, ports: [" + base + "]}}\n"},
         {u"compose.override.yaml"_s, "services: {app: {ports: [" + over + "]}}\n"}});
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QStringList ports;
    const ServiceEntry app = compose->services.value(u"app"_s);
    for (const PortMapping &port : app.ports) {
        ports += port.host + u':' + port.container;
        QVERIFY(port.mark.line > 0);
    }
    QTEST(ports.join(u' '), "ports");
}

void TestComposeProject::replacesAndRemoves()
{
    const ScratchFolder folder({
        {u"docker-compose.yml"_s, R"(services:
  app:
    image: one
    ports: ["8000:8000"]
    environment: {CACHE_HOST: oldcache, DB_PASSWORD: plain}
    depends_on: [db, oldcache]
    volumes: ["./a:/a", "./b:/b"]
    build: {context: ., args: {X: "1", Y: "2"}, target: dev}
    healthcheck: {test: [CMD, a], interval: 1s}
    command: [old]
  db: {image: db}
  gone: {image: gone}
volumes: {a: {}, b: {}}
)"},
        {u"docker-compose.override.yml"_s, R"(services:
  app:
    ports: !override ["18556:8000"]
    environment:
      CACHE_HOST: !reset null
    depends_on: !override [db]
    volumes: !reset []
    build:
      args: !override {Z: "3"}
      target: !reset null
    healthcheck: !reset
    command: null
  gone: !reset null
volumes:
  b: !reset null
)"},
    });
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    for (const auto &services : {compose->services, compose->written}) {
        const ServiceEntry app = services.value(u"app"_s);
        QCOMPARE(app.ports.size(), 1);
        QCOMPARE(app.ports.first().host, u"18556"_s);
        QCOMPARE(app.environment.keys(), QStringList {u"DB_PASSWORD"_s});
        QCOMPARE(app.dependsOn.size(), 1);
        QVERIFY(app.mounts.isEmpty());
        QCOMPARE(app.build->context, u"."_s);
        QCOMPARE(app.build->arguments.keys(), QStringList {u"Z"_s});
        QVERIFY(app.build->target.isEmpty());
        QVERIFY(!app.hasHealthcheck);
        QVERIFY(app.command.isEmpty());
        QVERIFY(!services.contains(u"gone"_s));
    }
    QCOMPARE(compose->volumes.keys(), QStringList {u"a"_s});
}

void TestComposeProject::emptyOverridesChangeNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("comments") << QByteArray("# services:\n#   app: {}\n");
    QTest::newRow("blank lines") << QByteArray("\n\n");
}

void TestComposeProject::emptyOverridesChangeNothing()
{
    QFETCH(QByteArray, content);
    const ScratchFolder folder(
        {{u"compose.yml"_s, "include: [more.yml]\nservices: {app: {image: a}}\n"},
         {u"compose.override.yml"_s, content},
         {u"more.yml"_s, content}});
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.value(u"app"_s).image, u"a"_s);
    QCOMPARE(compose->files.size(), 3); // a change of it counts

    folder.write(u".env"_s, "COMPOSE_FILE=more.yml\n");
    const auto alone = project(folder);
    QVERIFY(!alone);
    QVERIFY(alone.error().message.contains(u"empty"_s));
}

void TestComposeProject::mergesDocuments()
{
    const ScratchFolder folder({{u"compose.yaml"_s, R"(---
services:
  app: {image: a, ports: ["1:1", "2:2"]}
---
services:
  app:
    environment: {MODE: dev}
    ports: !override ["3:3"]
  jobs: {image: j}
)"}});
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.keys(), (QStringList {u"app"_s, u"jobs"_s}));
    const ServiceEntry app = compose->services.value(u"app"_s);
    QCOMPARE(app.image, u"a"_s);
    QCOMPARE(app.environment.value(u"MODE"_s), u"dev"_s);
    QCOMPARE(app.ports.size(), 1);
    QCOMPARE(compose->sources.size(), 2); // the trust question judges both

    folder.write(u"compose.yaml"_s, "services: {app: {image: a}}\n---\n");
    QVERIFY(!project(folder)); // as Compose
}

void TestComposeProject::readsJson()
{
    const ScratchFolder folder({{u"docker-compose.yml"_s,
                                 "{\n\t\"services\": {\n\t\t\"app\": {\n\t\t\t\"image\": \"a\",\n"
                                 "\t\t\t\"ports\": [\"18557:8000\"]\n\t\t}\n\t}\n}\n"}});
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.value(u"app"_s).ports.first().host, u"18557"_s);
}

void TestComposeProject::environmentFileDecides()
{
    const ScratchFolder folder({
        {u".env"_s, "COMPOSE_FILE=sub/one.yml,two.yml\nCOMPOSE_PATH_SEPARATOR=,\nA=root\n"},
        {u"sub/.env"_s, "A=sub\nB=sub\n"},
        {u"docker-compose.yml"_s, "services: {none: {image: n}}\n"},
        {u"sub/one.yml"_s,
         "services:\n  app: {image: x, environment: {A: '${A}', B: '${B:-none}', P: "
         "$COMPOSE_PROJECT_NAME}, volumes: ['.:/app', '$PWD/x:/x']}\n"},
        {u"two.yml"_s, "services: {two: {image: y}}\n"},
    });
    const ProjectVariables variables(folder.path(), {});
    QCOMPARE(variables.composeFiles(),
             (QStringList {folder.file(u"sub/one.yml"_s), folder.file(u"two.yml"_s)}));
    QCOMPARE(variables.directory(), folder.file(u"sub"_s));
    const auto compose = readProject(variables, folder.path());
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.keys(), (QStringList {u"app"_s, u"two"_s}));
    const ServiceEntry app = compose->services.value(u"app"_s);
    QCOMPARE(app.environment.value(u"A"_s), u"root"_s);
    QCOMPARE(app.environment.value(u"B"_s), u"sub"_s);
    QCOMPARE(app.environment.value(u"P"_s), u"sub"_s);
    QCOMPARE(app.mounts.at(0).source, u"."_s); // from the first file's folder
    QCOMPARE(app.mounts.at(1).source, u"../x"_s);

    folder.write(u".env"_s, "COMPOSE_FILE=../outside.yml\n");
    folder.write(u"../outside.yml"_s, "services: {}\n");
    const auto outside = project(folder);
    QVERIFY(!outside);
    QVERIFY(outside.error().message.contains(u"outside"_s));
}

void TestComposeProject::readsProfilesAndScale()
{
    const ScratchFolder folder({
        {u".env"_s, "COMPOSE_PROFILES=one, two\nCOMPOSE_PROJECT_NAME=mine\n"},
        {u"compose.yml"_s,
         "services:\n  a: {image: '${COMPOSE_PROJECT_NAME}', scale: 0}\n"
         "  b: {image: b, deploy: {replicas: '${N:-0}'}}\n  c: {image: c}\n"},
    });
    QCOMPARE(ProjectVariables(folder.path(), {}).profiles(), (QStringList {u"one"_s, u"two"_s}));
    const auto compose = project(folder, {{u"COMPOSE_PROJECT_NAME"_s, u"theirs"_s}});
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.value(u"a"_s).image, u"mine"_s);
    QCOMPARE(compose->services.value(u"a"_s).scale, std::optional(0));
    QCOMPARE(compose->services.value(u"b"_s).scale, std::optional(0));
    QVERIFY(!compose->services.value(u"c"_s).scale);
}

void TestComposeProject::pwdIsTheRepository()
{
    const ScratchFolder folder({{u"docker-compose.yml"_s, R"(services:
  app:
    image: a
    build: $PWD
    volumes: ["${PWD}:/app", "$PWD/conf:/conf:ro", "${PWD}/../other:/other"]
    env_file: ["${PWD}/conf/app.env"]
    environment: {OLD: "${OLDPWD:-none}", HERE: "$PWD"}
)"},
                                {u"conf/app.env"_s, "GREETING=hello\n"}});
    const auto compose
        = project(folder, {{u"PWD"_s, u"/home/me"_s}, {u"OLDPWD"_s, u"/home/other"_s}});
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    for (const auto &services : {compose->services, compose->written}) {
        const ServiceEntry app = services.value(u"app"_s);
        QCOMPARE(app.build->context, u"."_s);
        QCOMPARE(app.mounts.at(0).kind, MountEntry::Kind::Bind);
        QCOMPARE(app.mounts.at(0).source, u"."_s);
        QCOMPARE(app.mounts.at(1).source, u"./conf"_s);
        QVERIFY(QDir::isAbsolutePath(app.mounts.at(2).source)
                || app.mounts.at(2).source.contains(u'$'));
        QCOMPARE(app.environmentFiles, QStringList {u"./conf/app.env"_s});
    }
    const auto environment = compose->services.value(u"app"_s).environment;
    QCOMPARE(environment.value(u"GREETING"_s), u"hello"_s);
    QCOMPARE(environment.value(u"OLD"_s), u"none"_s);
    QCOMPARE(environment.value(u"HERE"_s), folder.path());
}

void TestComposeProject::takesVariablesOfFiles()
{
    const ScratchFolder folder({
        {u".env"_s, "APP_VERSION=${GIT_REVISION:-unknown}\nKIND=dev\n"},
        {u"app.env"_s, "API=http://${API_HOST:-localhost}:9000\nPASSED\nBOTH=file\nLATER=1\n"},
        {u"env/dev.env"_s, "LATER=${LATER}2\n"},
        {u"labels.txt"_s, "a=b\n"},
        {u"docker-compose.yml"_s, R"(services:
  app:
    image: a
    environment: {VERSION: "${APP_VERSION}", BOTH: own, GIVEN: }
    env_file: [app.env, "env/${KIND}.env", {path: none.env, required: false}]
    label_file: labels.txt
)"},
    });
    const auto compose = project(folder,
                                 {{u"GIT_REVISION"_s, u"abc123"_s},
                                  {u"API_HOST"_s, u"api.example"_s},
                                  {u"PASSED"_s, u"on"_s},
                                  {u"GIVEN"_s, u"too"_s}});
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const auto environment = compose->services.value(u"app"_s).environment;
    QCOMPARE(environment.value(u"VERSION"_s), u"abc123"_s);
    QCOMPARE(environment.value(u"API"_s), u"http://api.example:9000"_s);
    QCOMPARE(environment.value(u"PASSED"_s), u"on"_s);
    QCOMPARE(environment.value(u"GIVEN"_s), u"too"_s);
    QCOMPARE(environment.value(u"BOTH"_s), u"own"_s);
    QCOMPARE(environment.value(u"LATER"_s), u"12"_s);
    // The names reach Compose, and the question of trust.
    for (const QString &name : {u"GIT_REVISION"_s, u"API_HOST"_s, u"PASSED"_s, u"GIVEN"_s})
        QVERIFY2(compose->variables.contains(name), qPrintable(name));
    QVERIFY(compose->takenByFiles.contains(u"PASSED"_s));
    QVERIFY(!compose->takenByFiles.value(u"PASSED"_s));
    QVERIFY(compose->takenByFiles.value(u"API_HOST"_s));
    for (const QString &name :
         {u".env"_s, u"app.env"_s, u"env/dev.env"_s, u"none.env"_s, u"labels.txt"_s})
        QVERIFY2(compose->environmentFiles.contains(folder.file(name)), qPrintable(name));
}

void TestComposeProject::tellsWhatIsRequired()
{
    const ScratchFolder folder(
        {{u"compose.yml"_s, "services:\n  app:\n    image: ${IMAGE:?set it in .env}\n"}});
    const auto compose = project(folder);
    QVERIFY(!compose);
    QCOMPARE(compose.error().message,
             u"required variable IMAGE is missing a value: set it in .env"_s);
    QCOMPARE(compose.error().where.line, 3);
    QVERIFY(project(folder, {{u"IMAGE"_s, u"x"_s}}));
}

void TestComposeProject::includesItsOwnVariables()
{
    const ScratchFolder folder({
        {u".env"_s, "A=outer\n"},
        {u"compose.yml"_s,
         "include: [sub/compose.yml, {path: other/c.yml, env_file: other/x.env}]\n"
         "services: {app: {image: 'a:${B:-none}'}}\n"},
        {u"sub/.env"_s, "A=inner\nB=inner\n"},
        {u"sub/compose.yml"_s, "services: {sub: {image: 's:${A}-${B}', build: .}}\n"},
        {u"other/x.env"_s, "C=${API_TOKEN:-none}\n"},
        {u"other/c.yml"_s, "services: {other: {image: 'o:${C}'}}\nsecrets: {s: {file: ./s.txt}}\n"},
    });
    const auto compose = project(folder, {{u"API_TOKEN"_s, u"t"_s}});
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.value(u"app"_s).image, u"a:none"_s);
    QCOMPARE(compose->services.value(u"sub"_s).image, u"s:outer-inner"_s);
    QCOMPARE(compose->services.value(u"sub"_s).build->context, u"./sub"_s);
    QCOMPARE(compose->services.value(u"other"_s).image, u"o:t"_s);
    QCOMPARE(compose->secrets.value(u"s"_s).file, u"./other/s.txt"_s);
    QVERIFY(compose->environmentFiles.contains(folder.file(u"sub/.env"_s)));
    QVERIFY(compose->environmentFiles.contains(folder.file(u"other/x.env"_s)));
    QVERIFY(compose->takenByFiles.contains(u"API_TOKEN"_s));
}

void TestComposeProject::fillsBuildArguments()
{
    const ScratchFolder folder({
        {u"compose.yml"_s,
         "services: {a: {build: {context: ., args: [GIVEN=1, FROM_DOTENV, NOWHERE, EMPTY=]}}}\n"},
        {u".env"_s, "FROM_DOTENV=image:7\n"},
    });
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const auto arguments = compose->services.value(u"a"_s).build->arguments;
    QCOMPARE(arguments.value(u"GIVEN"_s), u"1"_s);
    QCOMPARE(arguments.value(u"FROM_DOTENV"_s), u"image:7"_s);
    QVERIFY(arguments.value(u"NOWHERE"_s).isNull());
    QVERIFY(!arguments.value(u"EMPTY"_s).isNull());
}

void TestComposeProject::namesPortsWithoutANumber()
{
    // Compose: "No port specified: :<empty>".
    const ScratchFolder folder({{u"compose.yml"_s,
                                 "services:\n"
                                 "  a:\n"
                                 "    image: x\n"
                                 "    ports:\n"
                                 "      - ${PORT}:${PORT}\n"}});
    const auto compose = project(folder);
    QVERIFY(!compose);
    QCOMPARE(compose.error().where.line, 5);
    QVERIFY(compose.error().message.contains(u"no port of the container"_s));
    QVERIFY(project(folder, {{u"PORT"_s, u"80"_s}}));
}

void TestComposeProject::readsLargeFiles()
{
    constexpr int kServices = 500;
    QByteArray text
        = "x-common: &common {restart: always, logging: {driver: json-file}}\nservices:\n";
    for (int i = 0; i < kServices; ++i) {
        const QByteArray n = QByteArray::number(i);
        text += "  s" + n + ":\n    <<: *common\n    image: i" + n + "\n    environment:\n";
        for (int v = 0; v < 150; ++v)
            text += "      V" + QByteArray::number(v) + ": 'https://${HOST:-host}.example/"
                + QByteArray(25, 'x') + n + "'\n";
    }
    QVERIFY(text.size() > 5'000'000);
    const ScratchFolder folder({{u"compose.yml"_s, text}});
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    QCOMPARE(compose->services.size(), kServices);
    const ServiceEntry last = compose->services.value(u"s499"_s);
    QVERIFY(last.environment.value(u"V149"_s).startsWith(u"https://host.example/xxx"));
    QCOMPARE(last.restart, u"always"_s);
    QCOMPARE(last.mark.line, 3 + 499 * 154);

    const ScratchFolder larger(
        {{u"compose.yml"_s, "services: {a: {image: x}}\n#" + QByteArray(8 * 1024 * 1024, 'x')}});
    const auto refused = project(larger);
    QVERIFY(!refused);
    QVERIFY(refused.error().toText().contains(u"is larger than 8192 KiB"_s));
}

void TestComposeProject::boundsWhatAFileCosts_data()
{
    QTest::addColumn<ScratchFiles>("files");
    QTest::addColumn<QString>("message");
    QByteArray laughs = "x-a0: &a0 [x, x]\n";
    for (int i = 1; i < 40; ++i) {
        const QByteArray n = QByteArray::number(i);
        const QByteArray before = QByteArray::number(i - 1);
        laughs += "x-a" + n + ": &a" + n + " [*a" + before + ", *a" + before + "]\n";
    }
    laughs += "services: {a: {image: x, command: *a39}}\n";
    QTest::newRow("anchors that double")
        << ScratchFiles {{u"compose.yml"_s, laughs}} << u"aliases blow"_s;
    // In a large file more is allowed, yet not without end.
    QTest::newRow("the same in a large file")
        << ScratchFiles {{u"compose.yml"_s, laughs + "#" + QByteArray(7'000'000, 'x') + "\n"}}
        << u"aliases blow"_s;
    QByteArray deep = "x-a0: &a0 {a: b}\n";
    for (int i = 1; i < 3000; ++i)
        deep += "x-a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " {a: *a"
            + QByteArray::number(i - 1) + "}\n";
    QTest::newRow("anchors in a chain")
        << ScratchFiles {{u"compose.yml"_s, deep + "services: {a: {image: x}}\n"}}
        << u"aliases blow"_s;
    QTest::newRow("brackets") << ScratchFiles {{u"compose.yml"_s,
                                                "services: " + QByteArray(5'000'000, '[')}}
                              << u"deeper than 450"_s;
    QTest::newRow("extends in a circle")
        << ScratchFiles {{u"compose.yml"_s,
                          "services: {a: {extends: {file: b.yml, service: b}}}\n"},
                         {u"b.yml"_s,
                          "services: {b: {extends: {file: compose.yml, service: a}}}\n"}}
        << u"leads back to itself"_s;
    QTest::newRow("include in a circle")
        << ScratchFiles {{u"compose.yml"_s, "include: [b.yml]\nservices: {a: {image: x}}\n"},
                         {u"b.yml"_s, "include: [compose.yml]\nservices: {b: {image: x}}\n"}}
        << u"leads back to itself"_s;
    ScratchFiles fan {{u"compose.yml"_s, "include: [f0.yml, f0.yml]\nservices: {a: {image: x}}\n"}};
    for (int i = 0; i < 15; ++i) {
        const QByteArray next = "f" + QByteArray::number(i + 1) + ".yml";
        fan.append({u"f%1.yml"_s.arg(i),
                    i == 14 ? QByteArray("services: {z: {image: x}}\n")
                            : QByteArray("include: [" + next + ", " + next + "]\n")});
    }
    QTest::newRow("include that doubles") << fan << u"more than 1000 files"_s;
}

void TestComposeProject::boundsWhatAFileCosts()
{
    QFETCH(const ScratchFiles, files);
    QFETCH(const QString, message);
    const ScratchFolder folder(files);
    QElapsedTimer timer;
    timer.start();
    const auto compose = project(folder);
    QVERIFY(!compose);
    QVERIFY2(compose.error().message.contains(message), qPrintable(compose.error().toText()));
    // Far below what would be felt, on a machine that is busy with something else.
    QVERIFY2(timer.elapsed() < patience(10'000), qPrintable(QString::number(timer.elapsed())));
}

void TestComposeProject::refusesConflicts()
{
    const ScratchFolder folder({
        {u"compose.yml"_s, "include: [b.yml]\nservices:\n  a: {image: a}\nvolumes: {v: }\n"},
        {u"b.yml"_s, "services: {a: {image: b}}\nvolumes: {v: }\n"},
    });
    const auto compose = project(folder);
    QVERIFY(!compose);
    QVERIFY2(compose.error().message.contains(u"services.a"_s),
             qPrintable(compose.error().message));
    folder.write(u"b.yml"_s, "services: {a: {image: a}}\nvolumes: {v: }\n");
    QVERIFY(project(folder)); // both say the same
}

void TestComposeProject::takesRangesApart_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("single");
    const auto row = [](const QString &written, const QString &single) {
        QTest::newRow(qPrintable(written)) << written << single;
    };
    row(u"18570-18571:9000-9001"_s, u"18570:9000 18571:9001"_s);
    row(u"18560-18562:83"_s, u"18560:83"_s);
    row(u"3000-3001"_s, u":3000 :3001"_s);
    row(u"80:80/udp"_s, u"80:80"_s);
    row(u"${PORT}:80"_s, u"${PORT}:80"_s);
    row(u"80"_s, u":80"_s);
}

void TestComposeProject::takesRangesApart()
{
    QFETCH(QString, written);
    QStringList found;
    for (const PortMapping &port : singlePorts(shortPort(written)))
        found += port.host + u':' + port.container;
    QTEST(found.join(u' '), "single");
}

void TestComposeProject::findsTheWebPort_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QString>("port");
    const auto row = [](const char *name, const QByteArray &service, const QString &port) {
        QTest::newRow(name) << service << port;
    };
    row("only one", "ports: ['18000:8000']", u"18000"_s);
    row("after mail",
        "ports: [{name: smtp, target: 25, published: '18625', app_protocol: smtp}, {name: syslog, "
        "target: 514, published: '18514', protocol: udp}, {name: http, target: 80, published: "
        "'18680', app_protocol: http}]",
        u"18680"_s);
    row("named after ranges",
        "ports: ['18560-18562:83', '18570-18571:9000-9001', '18580:53/udp', '18580:53/tcp', "
        "{name: web, target: 85, published: 18582, mode: host}]",
        u"18582"_s);
    row("well-known others", "ports: ['25:25', '587:587', '5432:5432', '8080:8080']", u"8080"_s);
    row("only mail", "ports: ['1025:25']", {});
    row("only udp", "ports: ['8000:8000/udp']", {});
    row("database", "image: postgres\n    ports: ['15000:15000']", {});
    row("cache", "image: redis\n    ports: ['8001:8001']", {});
    row("queue, by its health test",
        "image: rabbitmq\n    ports: ['5672:5672', '25672:15672']\n    healthcheck: {test: curl -f "
        "http://localhost:15672/}",
        u"25672"_s);
    row("health test",
        "ports: ['7001:7001', '7002:7002']\n    healthcheck: {test: [CMD, wget, "
        "'http://127.0.0.1:7002/health']}",
        u"7002"_s);
    row("command",
        "command: gunicorn --bind 0.0.0.0:7009 app\n    ports: ['7001:7001', '7009:7009']",
        u"7009"_s);
}

void TestComposeProject::findsTheWebPort()
{
    QFETCH(QByteArray, service);
    const ScratchFolder folder({{u"compose.yml"_s, "services:\n  app:\n    " + service + "\n"}});
    const auto compose = project(folder);
    QVERIFY2(compose, qPrintable(compose ? QString() : compose.error().toText()));
    const ServiceEntry app = compose->services.value(u"app"_s);
    const PortMapping *port = webPort(app);
    QTEST(port ? port->host : QString(), "port");
}

QTEST_GUILESS_MAIN(TestComposeProject)
#include "tst_composeproject.moc"
