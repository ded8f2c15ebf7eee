// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/seedviews.h"
#include "workspacefolder.h"

#include <QDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What devstack.yml and the repositories declare, and where their mistakes are.
class TestReading : public QObject
{
    Q_OBJECT

private slots:
    void namesAndModes();
    void unlistedDependenciesAreAbsent();
    void repositoriesAreResolved_data();
    void repositoriesAreResolved();
    void otherNamesFindTheSameIda();
    void doubleNamesAreAProblem();
    void valuesThatAreMissingAreNamed();
    void namesOfOneProjectAreAProblem();
    void problemsSayWhere_data();
    void problemsSayWhere();
    void problemsOfOneLeaveTheOthers();
    void pathsStayInside_data();
    void pathsStayInside();
    void selectionFollowsDependencies();
    void selectionSuggests();
    void variantOfADependent();
    void manifestOfTheWorkspaceWins();
    void seedsSayWhereTheyAreDeclared();

private:
    static QByteArray compose(const QByteArray &manifest = {})
    {
        return "services:\n  app:\n    build: .\n" + manifest;
    }
};

void TestReading::namesAndModes()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nname: edx\nidas:\n  a: {}\n  b: {mode: off}\n  c: {mode: external, "
                 "external: {url: 'https://c.example.org'}}\n");
    folder.write(u"a/docker-compose.yml"_s, compose());
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.idas.size(), 3);
    const IdaDefinition *a = definition.find(u"a"_s);
    QVERIFY(a->present && a->listed && a->usable() && a->runsHere());
    QCOMPARE(a->path, folder.path(u"a"_s));
    QCOMPARE(a->manifest.primary, u"app"_s);
    QVERIFY(a->git.has_value());
    QVERIFY(!definition.find(u"b"_s)->runsHere());
    QCOMPARE(definition.find(u"c"_s)->external->url, u"https://c.example.org"_s);
    QVERIFY(!definition.find(u"d"_s));
}

void TestReading::unlistedDependenciesAreAbsent()
{
    const testing::WorkspaceFolder folder;
    folder.write(
        u"devstack.yml"_s,
        "version: 1\nremotes: {default: 'https://git.example.org/{name}.git'}\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 compose("x-devstack:\n  depends_on:\n    lms: {ref: stable}\n"));
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.idas.size(), 2);
    const IdaDefinition *lms = definition.find(u"lms"_s);
    QVERIFY(lms && !lms->listed && !lms->present && lms->problems.isEmpty());
    QCOMPARE(lms->repository, u"https://git.example.org/lms.git"_s);
    QCOMPARE(lms->ref, u"stable"_s);
    QCOMPARE(definition.graph.edges().size(), 1);
    const Evidence evidence = definition.graph.edges().first().evidence.value(0);
    QCOMPARE(evidence.mark.file, u"docker-compose.yml"_s);
    QCOMPARE(evidence.mark.line, 6);
}

void TestReading::repositoriesAreResolved_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("expected"); // ~ stands for the workspace
    QTest::newRow("URL") << QByteArray("https://h.org/x.git") << u"https://h.org/x.git"_s;
    QTest::newRow("relative") << QByteArray("./remotes/x.git") << u"~/remotes/x.git"_s;
    QTest::newRow("above") << QByteArray("../x.git") << u"~/../x.git"_s;
    QTest::newRow("none") << QByteArray() << u"https://h.org/team/a.git"_s;
}

void TestReading::repositoriesAreResolved()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, expected);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nremotes: {default: 'https://h.org/team/{name}.git'}\nidas:\n  a: {"
                     + (written.isEmpty() ? QByteArray() : "repository: '" + written + "'")
                     + "}\n");
    const QString repository = folder.read().find(u"a"_s)->repository;
    if (expected.startsWith(u'~'))
        expected = QDir::cleanPath(folder.path() + expected.mid(1));
    QCOMPARE(repository, expected);
}

void TestReading::otherNamesFindTheSameIda()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  platform: {}\n  a: {}\n");
    folder.write(u"platform/docker-compose.yml"_s, compose("x-devstack:\n  name: lms\n"));
    folder.write(u"a/docker-compose.yml"_s, compose("x-devstack:\n  depends_on:\n    lms: {}\n"));
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.idas.size(), 2);
    QCOMPARE(definition.find(u"lms"_s), definition.find(u"platform"_s));
    QCOMPARE(definition.graph.edges().value(0).to, u"platform"_s);
    QCOMPARE(*definition.selection({u"lms"_s}), QStringList {u"platform"_s});
}

void TestReading::doubleNamesAreAProblem()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  b: {}\n  c: {}\n");
    folder.write(u"a/docker-compose.yml"_s, compose("x-devstack:\n  name: b\n"));
    folder.write(u"b/docker-compose.yml"_s, compose());
    folder.write(u"c/docker-compose.yml"_s, compose());
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition *a = nullptr;
    for (const IdaDefinition &ida : definition.idas) {
        if (ida.name == u"a")
            a = &ida;
    }
    QCOMPARE(a->problems.size(), 1);
    QVERIFY(a->problems.first().message.contains(u"“b”"_s));
    QVERIFY(a->problems.first().where.file.endsWith(u"a/docker-compose.yml"_s));
    QVERIFY(a->problems.first().where.line > 0);
    QVERIFY(definition.find(u"c"_s)->problems.isEmpty());
}

void TestReading::valuesThatAreMissingAreNamed()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas: {a: {}}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n  app:\n    image: 'x:${TAG-1}'\n    environment:\n"
        "      A: ${ONE:?the first}\n      B: $${TWO:?no variable}\n      C: ${ONE:?again}\n"
        "      D: ${OTHER:-${THREE?}}\n      E: ${SET:?x}\n");
    folder.write(u"a/.env"_s, "SET=1\n");
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition *ida = definition.find(u"a"_s);
    QStringList names;
    for (const RequiredVariable &variable : ida->missingVariables)
        names += variable.name + u'=' + variable.message;
    QCOMPARE(names, (QStringList {u"ONE=the first"_s, u"THREE="_s}));
    QCOMPARE(ida->missingVariables.first().mark.line, 5);
    QVERIFY2(ida->problems.first().hint.contains(u"devstack config a --variable ONE"),
             qPrintable(ida->problems.first().hint));
    // Another fault is told as what it is.
    folder.write(u"a/.env"_s, "INVALID LINE\n");
    const WorkspaceDefinition broken = folder.read();
    const QString hint = broken.find(u"a"_s)->problems.first().hint;
    QVERIFY2(!hint.contains(u"--variable"), qPrintable(hint));
}

/// "v.x" and "v-x" would be one project with one folder of data.
void TestReading::namesOfOneProjectAreAProblem()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas: {r: {}, v-x: {}}\n");
    folder.write(u"v-x/docker-compose.yml"_s, compose());
    folder.write(
        u"r/docker-compose.yml"_s,
        compose("x-devstack:\n  depends_on: {v.x: {repository: 'https://h.example/v.x'}}\n"));
    const WorkspaceDefinition definition = folder.read();
    QVERIFY(definition.find(u"v-x"_s)->usable());
    const IdaDefinition *other = definition.find(u"v.x"_s);
    QVERIFY(other && !other->listed);
    QCOMPARE(other->meets, u"v-x"_s);
    QVERIFY2(other->problems.first().message.contains(u"the same name for projects"),
             qPrintable(other->problems.first().toText()));
}

void TestReading::problemsSayWhere_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::newRow("broken YAML") << QByteArray("services:\n  app: [\n") << 3;
    QTest::newRow("tab") << QByteArray("services:\n\tapp: {}\n") << 2;
    QTest::newRow("unknown key") << compose("x-devstack:\n  titel: A\n") << 5;
}

void TestReading::problemsSayWhere()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {variant: lite}\n");
    folder.write(u"a/docker-compose.yml"_s, content);
    const IdaDefinition a = *folder.read().find(u"a"_s);
    QVERIFY(!a.problems.isEmpty());
    QVERIFY(!a.usable());
    const Error &problem = a.problems.first();
    QVERIFY(problem.kind == Error::Kind::InvalidInput);
    QVERIFY2(problem.where.file.endsWith(u"a/docker-compose.yml"_s), qPrintable(problem.toText()));
    QVERIFY2(qAbs(problem.where.line - line) <= 1, qPrintable(problem.toText()));
}

void TestReading::problemsOfOneLeaveTheOthers()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  b: {}\n  c: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services: [");
    folder.write(u"b/docker-compose.yml"_s, compose());
    folder.write(u"c/README"_s, "no compose file");
    const WorkspaceDefinition definition = folder.read();
    QVERIFY(!definition.find(u"a"_s)->usable());
    QVERIFY(definition.find(u"b"_s)->usable());
    QVERIFY(definition.find(u"c"_s)->problems.first().kind == Error::Kind::NotFound);
    QVERIFY(!definition.require(u"a"_s));
    QVERIFY(definition.require(u"b"_s));
}

void TestReading::pathsStayInside_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("above") << QByteArray("../outside");
    QTest::newRow("absolute") << QByteArray("/etc");
    QTest::newRow("through a link") << QByteArray("link");
    QTest::newRow("below a link") << QByteArray("link/x");
}

void TestReading::pathsStayInside()
{
    QFETCH(QByteArray, path);
    const testing::WorkspaceFolder folder;
    folder.write(u"../outside/docker-compose.yml"_s, compose());
    QVERIFY(QFile::link(folder.path(u"../outside"_s), folder.path(u"link"_s)));
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {path: '" + path + "'}\n");
    const auto workspace = Workspace::open(folder.path());
    if (!workspace) { // the file's reader may refuse it already
        QVERIFY(workspace.error().kind == Error::Kind::InvalidInput);
        QCOMPARE(workspace.error().where.line, 3);
        return;
    }
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition *a = definition.find(u"a"_s);
    QVERIFY(!a->present && a->compose.services.isEmpty());
    QCOMPARE(a->problems.size(), 1);
    QVERIFY(a->problems.first().kind == Error::Kind::InvalidInput);
    QCOMPARE(a->problems.first().where.line, 3);
}

void TestReading::selectionFollowsDependencies()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  b: {}\n  c: {}\n  d: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 compose("x-devstack:\n  depends_on:\n    b: {}\n    d: {optional: true}\n"));
    folder.write(u"b/docker-compose.yml"_s, compose("x-devstack:\n  depends_on:\n    a: {}\n"));
    folder.write(u"c/docker-compose.yml"_s, compose());
    folder.write(u"d/docker-compose.yml"_s, compose());
    const WorkspaceDefinition definition = folder.read();
    const auto sorted = [](QStringList names) {
        names.sort();
        return names;
    };
    QCOMPARE(sorted(*definition.selection({u"a"_s})), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(*definition.selection({u"a"_s}, false), QStringList {u"a"_s});
    QCOMPARE(definition.selection({})->size(), 4);
    QCOMPARE(definition.graph.cycles().size(), 1);
}

void TestReading::selectionSuggests()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  credentials: {}\n");
    const auto unknown = folder.read().selection({u"credentails\x1b[2J"_s.left(11)});
    QVERIFY(!unknown);
    QVERIFY(unknown.error().kind == Error::Kind::NotFound);
    QVERIFY(unknown.error().hint.contains(u"credentials"_s));
    QVERIFY(!folder.read().selection({u"x\x1b[2J"_s}).error().message.contains(u'\x1b'));
}

void TestReading::variantOfADependent()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 compose("x-devstack:\n  depends_on:\n    lms: {variant: light}\n"));
    folder.write(
        u"lms/docker-compose.yml"_s,
        compose(
            "  worker:\n    image: x\nx-devstack:\n  variants:\n    light: {without: [worker]}\n"));
    const IdaDefinition lms = *folder.read().find(u"lms"_s);
    QVERIFY2(lms.problems.isEmpty(),
             lms.problems.isEmpty() ? "" : qPrintable(lms.problems.first().toText()));
    QCOMPARE(lms.variant, u"light"_s);
    QCOMPARE(lms.without(), QStringList {u"worker"_s});
}

void TestReading::manifestOfTheWorkspaceWins()
{
    const testing::WorkspaceFolder folder;
    folder.write(
        u"devstack.yml"_s,
        "version: 1\nidas:\n  a:\n    manifest: {title: Ours, seeds: {extra: [{run: b}]}}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        compose("x-devstack:\n  title: Theirs\n  owner: squad\n  seeds: {base: [{run: a}]}\n"));
    const IdaDefinition a = *folder.read().find(u"a"_s);
    QVERIFY(a.problems.isEmpty());
    QCOMPARE(a.manifest.title, u"Ours"_s);
    QCOMPARE(a.manifest.owner, u"squad"_s);
    QVERIFY(a.manifest.seeds.contains(u"extra"_s));
}

void TestReading::seedsSayWhereTheyAreDeclared()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  lms: {}\n");
    folder.write(u"lms/docker-compose.yml"_s, compose());
    folder.write(u"a/docker-compose.yml"_s,
                 compose("x-devstack:\n"
                         "  depends_on: {lms: {}}\n"
                         "  seeds:\n"
                         "    base: [{run: one}]\n"
                         "    records:\n"
                         "      - {run: two}\n"
                         "      - {ida: lms, run: three}\n"));
    const auto workspace = folder.open();
    const auto views = seeds(*workspace, {u"a"_s}, {});
    QVERIFY(views);
    QCOMPARE(views->size(), 2);
    QCOMPARE(views->at(0).name, u"base"_s);
    QCOMPARE(views->at(0).source, u"docker-compose.yml:7"_s);
    QVERIFY(!views->at(0).applied.isValid());
    QCOMPARE(views->at(1).target, u"a, lms"_s);
    QVERIFY(!seeds(*workspace, {u"nobody"_s}, {}));
    QVERIFY(seeds(*workspace, {u"lms"_s}, {})->isEmpty());
}

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
