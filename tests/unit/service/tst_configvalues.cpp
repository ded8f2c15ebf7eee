// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlprint.h"
#include "model/yaml/yamlreader.h"
#include "service/configuration/configvalues.h"
#include "service/configuration/effective.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Where each value comes from, and that secrets stay hidden.
class TestConfigValues : public QObject
{
    Q_OBJECT

private slots:
    void choicesSayWhoDecided();
    void schemasSayWhoChose();
    void writtenEnvironmentHasPlaces();
    void secretsAreHidden();
    void assembledValuesTellWhatChanged();
    void untrustedIsToldAndShown();
    void effectiveNeedsTrust();
    void aKeyIsASecretUnderAnyName();
    void yamlText_data();
    void yamlText();

private:
    static const ConfigValue *
    find(const QList<ConfigValue> &values, const QString &group, const QString &name)
    {
        for (const ConfigValue &value : values) {
            if (value.group == group && value.name == name)
                return &value;
        }
        return nullptr;
    }
    static testing::WorkspaceFolder &folder()
    {
        static testing::WorkspaceFolder folder;
        folder.write(u"devstack.yml"_s,
                     "version: 1\nidas:\n  shop: {configuration: demo}\n  lms: {mode: develop}\n");
        folder.write(u"shop/docker-compose.yml"_s,
                     "services:\n  app:\n    build: .\n    environment:\n      PLAIN: a\n"
                     "      PORT_URL: http://localhost:8000\n      DB_PASSWORD: hunter2\n"
                     "      HOST: ${HOST:-x}\n  db:\n    image: mysql:8\n"
                     "x-devstack:\n  depends_on: {lms: {}}\n  configurations:\n    demo:\n"
                     "      environment: {app: {PLAIN: b, KEY: {secret: SHOP_KEY}}}\n");
        folder.write(u"lms/docker-compose.yml"_s, "services: {app: {build: .}}\n");
        return folder;
    }
};

void TestConfigValues::choicesSayWhoDecided()
{
    const WorkspaceDefinition definition = folder().read();
    const QList<ConfigValue> values = choiceValues(definition, *definition.find(u"shop"_s));
    const ConfigValue *configuration = find(values, u"choice"_s, u"configuration"_s);
    QVERIFY(configuration);
    QCOMPARE(configuration->value, u"demo"_s);
    QCOMPARE(toString(configuration->origin), u"devstack.yml"_s);
    QCOMPARE(configuration->mark.file, folder().path(u"devstack.yml"_s));
    QCOMPARE(configuration->mark.line, 3);
    const ConfigValue *mode = find(values, u"choice"_s, u"mode"_s);
    QCOMPARE(toString(mode->origin), u"default"_s);
    QCOMPARE(find(values, u"choice"_s, u"variant"_s)->value, u"none"_s);
    const QList<ConfigValue> whole = workspaceValues(definition, qint64(4) << 30);
    QCOMPARE(toString(find(whole, u"choice"_s, u"memory budget"_s)->origin), u"default"_s);
    QCOMPARE(find(whole, u"choice"_s, u"lean"_s)->value, u"on"_s);
}

void TestConfigValues::schemasSayWhoChose()
{
    const WorkspaceDefinition definition = folder().read();
    IdaDefinition ida = *definition.find(u"shop"_s);
    QVERIFY(!find(choiceValues(definition, ida), u"choice"_s, u"schema"_s));
    SchemaSource source;
    source.service = u"db"_s;
    source.snapshot = u"registry.example.org/schemas/shop:1"_s;
    source.mark = {u"docker-compose.yml"_s, 12, 5};
    ida.manifest.schema = {source};
    QList<ConfigValue> values = choiceValues(definition, ida);
    const ConfigValue *schema = find(values, u"choice"_s, u"schema"_s);
    QVERIFY(schema);
    QCOMPARE(schema->value, source.snapshot);
    QCOMPARE(schema->service, u"db"_s);
    QCOMPARE(toString(schema->origin), u"repository"_s);
    QCOMPARE(schema->mark.line, 12);
    ida.schemas = {{u"db"_s, u"/dumps/shop.sql"_s}};
    values = choiceValues(definition, ida);
    schema = find(values, u"choice"_s, u"schema"_s);
    QCOMPARE(schema->value, u"/dumps/shop.sql"_s);
    QCOMPARE(schema->before, source.snapshot);
    QCOMPARE(toString(schema->origin), u"personal"_s);
    QVERIFY(schema->why.contains(u"schema use shop/db default"_s));
}

void TestConfigValues::writtenEnvironmentHasPlaces()
{
    const WorkspaceDefinition definition = folder().read();
    const QList<ConfigValue> values
        = writtenEnvironment(definition, *definition.find(u"shop"_s), false);
    const ConfigValue *plain = find(values, u"environment"_s, u"PLAIN"_s);
    QVERIFY(plain);
    QCOMPARE(plain->value, u"b"_s);
    QCOMPARE(plain->before, u"a"_s);
    QVERIFY(plain->why.contains(u"“demo”"_s));
    const ConfigValue *host = find(values, u"environment"_s, u"HOST"_s);
    QCOMPARE(host->mark.line, 8);
    QVERIFY(host->before.isEmpty());
    QCOMPARE(toString(host->origin), u"repository"_s);
}

void TestConfigValues::secretsAreHidden()
{
    const WorkspaceDefinition definition = folder().read();
    const IdaDefinition &shop = *definition.find(u"shop"_s);
    for (const bool shown : {false, true}) {
        const QList<ConfigValue> values = writtenEnvironment(definition, shop, shown);
        const ConfigValue *password = find(values, u"environment"_s, u"DB_PASSWORD"_s);
        QVERIFY(password->secret);
        QCOMPARE(password->value == u"hunter2", shown);
        QVERIFY(find(values, u"environment"_s, u"KEY"_s)->secret);
    }
    const QJsonObject model {
        {u"services"_s,
         QJsonObject {
             {u"shop.app"_s,
              QJsonObject {{u"environment"_s,
                            QJsonObject {{u"KEY"_s, u"v3ry"_s},
                                         {u"DB_PASSWORD"_s, u"hunter2"_s},
                                         {u"PLAIN"_s, u"b"_s},
                                         {u"URL"_s, u"mysql://u:hunter2@db/x"_s}}},
                           {u"command"_s, QJsonArray {u"mysql"_s, u"--password=hunter2"_s}}}}}}};
    const QByteArray hidden
        = QJsonDocument(withoutSecrets(model, shop)).toJson(QJsonDocument::Compact);
    QVERIFY2(!hidden.contains("hunter2") && !hidden.contains("v3ry"), hidden.constData());
    QVERIFY(hidden.contains(R"("PLAIN":"b")"));
}

void TestConfigValues::assembledValuesTellWhatChanged()
{
    const WorkspaceDefinition definition = folder().read();
    Assembly assembly;
    assembly.model = QJsonDocument::fromJson(R"({"services": {"shop.app": {"environment": {
        "PLAIN": "b", "PORT_URL": "http://localhost:28000", "HOST": "x", "NEW": "a$$b"}}}})")
                         .object();
    AssembledService app;
    app.key = u"shop.app"_s;
    app.name = u"app"_s;
    app.image = u"w/shop-app:dev"_s;
    app.builds = true;
    PortChoice port;
    port.want = {u"shop"_s, u"app"_s, {}, u"8000"_s, 80, u"tcp"_s};
    port.address = u"127.0.0.1"_s;
    port.host = 28000;
    port.original = 8000;
    port.reason = u"8000 is held by python3 (pid 7)"_s;
    app.ports = {port};
    assembly.services = {app};
    assembly.lean = {{u"db"_s, u"mysql"_s, {u"command: --x"_s}, u"Lean."_s, false}};
    const QList<ConfigValue> values
        = assembledValues(definition,
                          *definition.find(u"shop"_s),
                          {assembly, {{u"data"_s, u"w-shop-data-g2"_s}}, {}, false});
    const ConfigValue *moved = find(values, u"port"_s, u"80/tcp"_s);
    QCOMPARE(moved->value, u"127.0.0.1:28000"_s);
    QCOMPARE(moved->before, u"8000"_s);
    QVERIFY(moved->why.contains(u"python3 (pid 7)"_s));
    const ConfigValue *followed = find(values, u"environment"_s, u"PORT_URL"_s);
    QCOMPARE(toString(followed->origin), u"devstack"_s);
    QCOMPARE(followed->before, u"http://localhost:8000"_s);
    QCOMPARE(toString(find(values, u"environment"_s, u"HOST"_s)->origin), u"repository"_s);
    const ConfigValue *added = find(values, u"environment"_s, u"NEW"_s);
    QCOMPARE(added->value, u"a$b"_s);
    QCOMPARE(toString(added->origin), u"devstack"_s);
    QVERIFY(find(values, u"lean"_s, u"mysql"_s));
    QCOMPARE(find(values, u"volume"_s, u"data"_s)->value, u"w-shop-data-g2"_s);
}

void TestConfigValues::untrustedIsToldAndShown()
{
    const auto workspace = folder().open();
    const auto config = configOf(*workspace, {u"shop"_s}, false, {});
    QVERIFY(config);
    QCOMPARE(config->idas.size(), 1);
    QVERIFY(config->idas.first().problem);
    QCOMPARE(toString(config->idas.first().problem->kind), toString(Error::Kind::NeedsTrust));
    QVERIFY(find(config->idas.first().values, u"environment"_s, u"PLAIN"_s));
    QCOMPARE(configOf(*workspace, {}, false, {})->idas.size(), 2);
    const auto wrong = configOf(*workspace, {u"shp"_s}, false, {});
    QVERIFY(!wrong && wrong.error().hint.contains(u"shop"_s));
}

void TestConfigValues::effectiveNeedsTrust()
{
    const auto workspace = folder().open();
    const auto effective = effectiveCompose(*workspace, u"shop"_s, false, {});
    QVERIFY(!effective);
    QCOMPARE(toString(effective.error().kind), toString(Error::Kind::NeedsTrust));
}

void TestConfigValues::aKeyIsASecretUnderAnyName()
{
    QVERIFY(isSecretVariable(u"PRIVATE"_s, u"-----BEGIN PRIVATE KEY-----\nMIIE"_s));
    QVERIFY(isSecretVariable(u"A"_s, u"-----BEGIN CERTIFICATE-----\nMIIE"_s));
    QVERIFY(!isSecretVariable(u"PRIVATE"_s, u"yes"_s));
}

void TestConfigValues::yamlText_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("expected");
    QTest::newRow("scalars") << uR"({"a": "x", "b": true, "c": 1.5, "d": null, "e": 3000000000})"_s
                             << u"a: x\nb: true\nc: 1.5\nd: null\ne: 3000000000\n"_s;
    QTest::newRow("text that looks otherwise")
        << uR"({"a": "yes: no", "b": "12", "c": "true", "d": ""})"_s << QString();
    QTest::newRow("nested")
        << uR"({"s": {"app": {"command": ["a", "b c"], "x": {}, "y": []}}})"_s
        << u"s:\n  app:\n    command:\n      - a\n      - \"b c\"\n    x: {}\n    \"y\": []\n"_s;
    QTest::newRow("maps in lists")
        << uR"({"p": [{"a": 1, "b": {"c": 2}}, [1, 2], {}]})"_s
        << u"p:\n  - a: 1\n    b:\n      c: 2\n  -\n    - 1\n    - 2\n  - {}\n"_s;
    QTest::newRow("control characters")
        << uR"({"a": "line\nline\t\u001b[2J", "k: y": "#"})"_s << QString();
}

void TestConfigValues::yamlText()
{
    QFETCH(QString, json);
    QFETCH(QString, expected);
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    const QString text = toYamlText(object);
    if (!expected.isEmpty())
        QCOMPARE(text, expected);
    // Whatever it looks like, a YAML reader gets the same texts out of it.
    const auto root = parseYaml(text.toUtf8(), u"x"_s);
    QVERIFY2(root, qPrintable(text));
    for (auto it = object.begin(); it != object.end(); ++it) {
        const YamlNode::Entry *entry = root->find(it.key());
        QVERIFY2(entry, qPrintable(text));
        if (it.value().isString()) {
            QCOMPARE(entry->value.text(), it.value().toString());
            QVERIFY(!text.contains(u'\x1b'));
        }
    }
}

QTEST_GUILESS_MAIN(TestConfigValues)
#include "tst_configvalues.moc"
