// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/operation/operation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

using Verb = Operation::Verb;

/// Names that no sensible person gives.
const QStringList &hostileNames()
{
    static const QStringList kNames {u"two words"_s,
                                     u"it's"_s,
                                     u"say \"hi\""_s,
                                     u"line\nbreak"_s,
                                     u"tab\there"_s,
                                     u"--yes"_s,
                                     u"-"_s,
                                     u"--"_s,
                                     u"$(touch x)"_s,
                                     u"`id`; rm *"_s,
                                     u"back\\slash"_s,
                                     u"a=b,c"_s,
                                     u"•••"_s,
                                     u"ünïcode"_s,
                                     u"{\"verb\": \"up\"}"_s};
    return kNames;
}

Operation about(Verb verb, const QStringList &idas)
{
    Operation operation;
    operation.verb = verb;
    operation.idas = idas;
    return operation;
}

/// One of every verb, with this name wherever there is one.
QList<Operation> operationsWith(const QString &name)
{
    QList<Operation> all;
    for (Verb verb :
         {Verb::Up, Verb::Build, Verb::Start, Verb::Stop, Verb::Restart, Verb::Down, Verb::Reset})
        all += about(verb, {name, u"b"_s});
    Operation destroy = about(Verb::Down, {name});
    destroy.volumes = true;
    all += {about(Verb::Migrate, {name}), destroy};
    Operation seed = about(Verb::Seed, {name});
    seed.seeds = {name, u"base"_s};
    Operation file = about(Verb::Seed, {name});
    file.file = u"/x/"_s + name;
    Operation restore = about(Verb::Restore, {name});
    restore.checkpoint = name;
    Operation run = about(Verb::Run, {name});
    run.script = name;
    run.arguments = {name, QString()};
    run.timeout = std::chrono::seconds(90);
    Operation data = about(Verb::SwitchData, {name});
    data.value = name;
    Operation remove = about(Verb::Delete, {name});
    remove.checkpoint = name;
    Operation forgotten = about(Verb::ForgetFile, {name});
    forgotten.seeds = {name};
    all += forgotten;
    Operation exported = about(Verb::Export, {name});
    exported.checkpoint = name;
    exported.file = u"/x/"_s + name;
    Operation imported = about(Verb::Import, {name});
    imported.file = u"/x/"_s + name;
    Operation schema = about(Verb::Schema, {name});
    schema.service = u"db"_s;
    schema.value = name;
    Operation follow = about(Verb::FollowBranch, {name});
    follow.value = name;
    Operation saved = about(Verb::SaveSeed, {name});
    saved.seeds = {name};
    saved.service = u"db"_s;
    saved.checkpoint = name;
    all += {saved, seed, file, restore, run, data, follow, remove, exported, imported, schema};
    for (Verb verb : {Verb::Mode, Verb::Variant, Verb::Use, Verb::Lean, Verb::Compose}) {
        all += about(verb, {name});
        all.last().value = name;
    }
    Operation image = about(Verb::Mode, {name});
    image.value = u"image"_s;
    image.images = {{QString(), name}, {u"worker"_s, u"x:1"_s}};
    image.url = name;
    image.shared = true;
    all += image;
    return all;
}

/// The words that a shell makes of a line.
QStringList readByShell(const QString &line)
{
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"printf '%s\\0' "_s + line});
    if (!shell.waitForFinished())
        return {};
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar());
    words.removeLast();
    return words;
}

} // namespace

class TestOperation : public QObject
{
    Q_OBJECT
private slots:
    void onlyChoicesAreChoices();
    void texts_data();
    void texts();
    void shellsReadThemBack();
    void jsonComesBack();
    void onlyWhatIsSetIsWritten();
    void nonsenseIsNone_data();
    void nonsenseIsNone();
};

void TestOperation::texts_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QString>("text");
    QTest::newRow("up") << Operation() << u"devstack up"_s;
    QTest::newRow("several") << about(Verb::Stop, {u"a"_s, u"b"_s}) << u"devstack stop a b"_s;
    Operation seed = about(Verb::Seed, {u"a"_s});
    seed.file = u"/x/my data.sql"_s;
    QTest::newRow("file") << seed << u"devstack seed a --file '/x/my data.sql'"_s;
    Operation saved = about(Verb::SaveSeed, {u"a"_s});
    saved.seeds = {u"mine"_s};
    QTest::newRow("save a seed") << saved << u"devstack data changes a --save-seed mine"_s;
    saved.service = u"db"_s;
    saved.checkpoint = u"demo"_s;
    QTest::newRow("save a seed since")
        << saved << u"devstack data changes a/db --since demo --save-seed mine"_s;
    Operation down = about(Verb::Down, {});
    QTest::newRow("down") << down << u"devstack down"_s;
    down.volumes = true;
    QTest::newRow("down with data") << down << u"devstack down --volumes"_s;
    QTest::newRow("migrate") << about(Verb::Migrate, {u"a"_s}) << u"devstack migrate a"_s;
    QTest::newRow("reset of all") << about(Verb::Reset, {}) << u"devstack reset --all"_s;
    Operation restore = about(Verb::Restore, {u"a"_s});
    restore.checkpoint = u"before-reset-1"_s;
    QTest::newRow("restore") << restore << u"devstack checkpoint restore a before-reset-1"_s;
    Operation data = about(Verb::SwitchData, {u"a"_s});
    data.value = u"feature/x"_s;
    QTest::newRow("data of a branch") << data << u"devstack data branch a switch feature/x"_s;
    restore.verb = Verb::Delete;
    QTest::newRow("delete") << restore << u"devstack checkpoint delete a before-reset-1"_s;
    restore.verb = Verb::Export;
    restore.file = u"/x/y"_s;
    QTest::newRow("export") << restore
                            << u"devstack checkpoint export a before-reset-1 --file /x/y"_s;
    restore.verb = Verb::Import;
    QTest::newRow("import") << restore
                            << u"devstack checkpoint import a --file /x/y --name before-reset-1"_s;
    Operation schema = about(Verb::Schema, {u"a"_s});
    schema.value = u"default"_s;
    QTest::newRow("schema") << schema << u"devstack schema use a default"_s;
    schema.service = u"db"_s;
    schema.value = u"/x/y.sql"_s;
    QTest::newRow("schema of a service") << schema << u"devstack schema use a/db /x/y.sql"_s;
    Operation run = about(Verb::Run, {u"a"_s});
    run.script = u"dev.provision"_s;
    QTest::newRow("run") << run << u"devstack run a dev.provision"_s;
    run.arguments = {u"--fast"_s, u"it's"_s};
    QTest::newRow("arguments") << run << u"devstack run a dev.provision -- --fast 'it'\\''s'"_s;
    run.arguments = {u"--fast"_s};
    run.timeout = std::chrono::minutes(90);
    QTest::newRow("limit") << run << u"devstack run a dev.provision --timeout 5400s -- --fast"_s;
    Operation dash = about(Verb::Run, {u"a"_s});
    dash.script = u"-setup.sh"_s;
    QTest::newRow("a script like an option") << dash << u"devstack run a ./-setup.sh"_s;
    Operation mode = about(Verb::Mode, {u"a"_s});
    mode.value = u"external"_s;
    mode.url = u"https://a.example"_s;
    QTest::newRow("mode") << mode << u"devstack mode a external --url https://a.example"_s;
    Operation image = about(Verb::Mode, {u"a"_s});
    image.value = u"image"_s;
    image.images = {{u"app"_s, u"x:1"_s}, {u"worker"_s, u"y:1"_s}};
    image.shared = true;
    QTest::newRow("images") << image
                            << u"devstack mode a image --image app=x:1,worker=y:1 --shared"_s;
    Operation lean = about(Verb::Lean, {u"a"_s});
    lean.value = u"on"_s;
    QTest::newRow("lean") << lean << u"devstack config a --lean on"_s;
    Operation compose = about(Verb::Compose, {u"a"_s});
    compose.value = u"dev.yml:more.yml"_s;
    compose.shared = true;
    QTest::newRow("compose") << compose << u"devstack add a --compose dev.yml:more.yml"_s;
    QTest::newRow("a name like an option")
        << about(Verb::Up, {u"--yes"_s}) << u"devstack up -- --yes"_s;
}

void TestOperation::texts()
{
    QFETCH(Operation, operation);
    QTEST(operation.toCommandLine(), "text");
}

void TestOperation::shellsReadThemBack()
{
    for (const QString &name : hostileNames()) {
        for (const Operation &operation : operationsWith(name))
            QCOMPARE(readByShell(operation.toCommandLine()),
                     QStringList {u"devstack"_s} + operation.words());
    }
}

void TestOperation::jsonComesBack()
{
    for (const QString &name : hostileNames()) {
        for (const Operation &operation : operationsWith(name)) {
            const QByteArray written
                = QJsonDocument(operation.toJson()).toJson(QJsonDocument::Compact);
            QVERIFY(!written.contains('\n')); // a journal has a line for it
            const auto read = Operation::fromJson(QJsonDocument::fromJson(written).object());
            QVERIFY2(read, written.constData());
            QVERIFY2(*read == operation, written.constData());
        }
    }
}

void TestOperation::onlyWhatIsSetIsWritten()
{
    QCOMPARE(Operation().toJson(), (QJsonObject {{u"verb"_s, u"up"_s}}));
}

void TestOperation::nonsenseIsNone_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *json) { QTest::newRow(json) << QByteArray(json); };
    row("{}");
    row("[]");
    row("{\"verb\": \"rm\"}");
    row("{\"verb\": 3}");
    row("{\"verb\": \"up\", \"idas\": \"a\"}");
    row("{\"verb\": \"up\", \"idas\": [1]}");
    row("{\"verb\": \"up\", \"idas\": [\"\"]}");
    row("{\"verb\": \"up\", \"idas\": [\"a\\u0000b\"]}");
    row("{\"verb\": \"seed\"}");
    row("{\"verb\": \"seed\", \"idas\": [\"a\", \"b\"]}");
    row("{\"verb\": \"seed\", \"idas\": [\"a\"], \"file\": \"data.sql\"}");
    row("{\"verb\": \"restore\", \"idas\": [\"a\"]}");
    row("{\"verb\": \"delete\", \"idas\": [\"a\"]}");
    row("{\"verb\": \"export\", \"idas\": [\"a\"], \"checkpoint\": \"x\"}");
    row("{\"verb\": \"import\", \"idas\": [\"a\"], \"file\": \"x.file\"}");
    row("{\"verb\": \"schema\", \"idas\": [\"a\"]}");
    row("{\"verb\": \"run\", \"idas\": [\"a\"]}");
    row("{\"verb\": \"run\", \"idas\": [\"a\"], \"script\": \"x\", \"arguments\": {}}");
    row("{\"verb\": \"run\", \"idas\": [\"a\"], \"script\": \"x\", \"timeout\": \"5m\"}");
    row("{\"verb\": \"run\", \"idas\": [\"a\"], \"script\": \"x\", \"timeout\": -1}");
    row("{\"verb\": \"run\", \"idas\": [\"a\"], \"script\": \"x\", \"timeout\": 1e30}");
    row("{\"verb\": \"migrate\"}");
    row("{\"verb\": \"down\", \"volumes\": 1}");
    row("{\"verb\": \"mode\", \"idas\": [\"a\"]}");
    row("{\"verb\": \"mode\", \"idas\": [\"a\"], \"value\": \"off\", \"images\": []}");
    row("{\"verb\": \"mode\", \"idas\": [\"a\"], \"value\": \"off\", \"shared\": 1}");
    row("{\"verb\": \"reset\", \"discard\": \"yes\"}");
}

void TestOperation::nonsenseIsNone()
{
    QFETCH(QByteArray, json);
    QVERIFY(!Operation::fromJson(QJsonDocument::fromJson(json).object()));
}

void TestOperation::onlyChoicesAreChoices()
{
    QList<Verb> choices;
    for (const Operation &operation : operationsWith(u"a"_s)) {
        if (operation.isChoice() && !choices.contains(operation.verb))
            choices += operation.verb;
    }
    QCOMPARE(choices,
             (QList<Verb> {Verb::Mode, Verb::Variant, Verb::Use, Verb::Lean, Verb::Compose}));
}

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
