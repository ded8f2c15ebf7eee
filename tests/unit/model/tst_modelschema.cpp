// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/process.h"
#include "manifesttext.h"
#include "model/manifest/manifestkeys.h"
#include "model/manifest/workspacefile.h"
#include "model/yaml/yamljson.h"
#include "model/yaml/yamlreader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Holds docs/schema and the readers together: the same keys, and the same verdict on the same
/// documents.
class TestModelSchema : public QObject
{
    Q_OBJECT

private slots:
    void hasTheSameKeys_data();
    void hasTheSameKeys();
    void everyKeyIsDescribed();
    void judgesAlike();
};

namespace {

QJsonObject schema(const QString &name)
{
    QFile file(QStringLiteral(DEVSTACK_SOURCE_DIR "/docs/schema/") + name + u".schema.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

struct Sample
{
    bool isValid;
    const char *content;
};

const QList<Sample> kManifests {
    {true, "{}"},
    {true, "version: 1\nname: a\ntitle: b\ndescription: c\nowner: d\nprimary: app"},
    {true, "depends_on: [a, b]"},
    {true,
     "depends_on: {a: {repository: ../a.git, ref: v1.0, variant: light, for: [run], optional: "
     "true}, b: }"},
    {true,
     "provides: {edx.devstack.a: app}\nurls: {web: {url: 'http://localhost:1/', health: /h}}"},
    {true,
     "variants: {light: {profiles: [p], environment: {app: {A: 1, B: true, C: x, D: {secret: S}}}, "
     "without: [w]}}"},
    {true,
     "configurations: {c: {variant: l, seeds: [s], environment: {app: {}}, dependencies: {a: "
     "{configuration: x, variant: y}}}}"},
    {true, "schema: [{service: db, volume: v, snapshot: 'r.example.org:5000/a:1'}]"},
    {true,
     "schema: [{service: db, volume: v, dump: a/b.sql, sha256: "
     "'a000000000000000000000000000000000000000000000000000000000000000'}]"},
    {true, "schema: [{service: db, volume: v, dump: 'https://x.org/y'}]"},
    {true,
     "bootstrap: [{service: a, run: 'echo $$A', timeout: 5m, inputs: ['*/x/*.py']}, {run: [a, 1, "
     "true], timeout: 90}]"},
    {true,
     "clients: {a: {users: [{name: u, email: e, staff: true, superuser: false}], oauth: [{id: i, "
     "secret: s, name: n, grant: password, redirect_uris: ['http://a/']}]}}"},
    {true, "seeds: {base: [{ida: a, service: b, run: c, timeout: 1s, inputs: [d]}], none: }"},
    {true,
     "data: {sql: {service: db, run: x}, sql.gz: {run: y}}\ncommands: {test: {run: x, tty: true}}"},
    {true, "register: {user: {service: a, run: [x, '{name}']}, oauth: {run: [y]}}"},
    {true, "resources: {memory: 1g, cpus: 1.5}"},
    {true, "resources: {memory: 1024}"},
    {false, "nmae: a"},
    {false, "version: 2"},
    {false, "version: '1'"},
    {false, "name: 1"},
    {false, "name: a b"},
    {false, "title: ${A}"},
    {false, "title: [a]"},
    {false, "depends_on: a"},
    {false, "depends_on: [a, a]"},
    {false, "depends_on: {a: {ref: 1.10}}"},
    {false, "depends_on: {a: {ref: -f}}"},
    {false, "depends_on: {a: {ref: a..b}}"},
    {false, "depends_on: {a: {repository: '--x'}}"},
    {false, "depends_on: {a: {repository: 'ext::sh'}}"},
    {false, "depends_on: {a: {for: run}}"},
    {false, "depends_on: {a: {for: []}}"},
    {false, "depends_on: {a: {for: [walk]}}"},
    {false, "depends_on: {a: {optional: yes}}"},
    {false, "depends_on: {'a b': }"},
    {false, "provides: {'a b': app}"},
    {false, "provides: {a: }"},
    {false, "urls: {w: {url: ftp://x}}"},
    {false, "urls: {w: {health: /x}}"},
    {false, "urls: {w: }"},
    {false, "urls: {w: {url: 'http://a/', health: x}}"},
    {false, "variants: {l: {environment: {app: {A: }}}}"},
    {false, "variants: {l: {environment: {app: {A: {secrets: x}}}}}"},
    {false, "variants: {l: {environment: {app: {'A B': x}}}}"},
    {false, "variants: {l: {without: w}}"},
    {false, "configurations: {c: {dependencies: {a: {mode: x}}}}"},
    {false, "schema: {service: db}"},
    {false, "schema: [{service: db, volume: v}]"},
    {false, "schema: [{service: db, snapshot: s}]"},
    {false, "schema: [{service: db, volume: v, snapshot: s, dump: d}]"},
    {false,
     "schema: [{service: db, volume: v, snapshot: s, sha256: "
     "'a000000000000000000000000000000000000000000000000000000000000000'}]"},
    {false, "schema: [{service: db, volume: v, dump: ../x}]"},
    {false, "schema: [{service: db, volume: v, dump: 'http://x/y'}]"},
    {false, "schema: [{service: db, volume: v, dump: d, sha256: 'abc'}]"},
    {false, "bootstrap: [{service: a}]"},
    {false, "bootstrap: [{run: }]"},
    {false, "bootstrap: [{run: []}]"},
    {false, "bootstrap: [{run: ' '}]"},
    {false, "bootstrap: [{run: 5}]"},
    {false, "bootstrap: [{run: echo $A}]"},
    {false, "bootstrap: [{run: [echo, $A]}]"},
    {false, "bootstrap: [{run: a, tty: true}]"},
    {true, "commands: {test: {run: [pytest, \"{path}\"], args: [{name: path, title: What to test, default: .}]}}"},
    {true, "commands: {load: {run: [load, \"{kind}\", \"{dry:--dry-run}\", \"{token}\"], args: [{name: kind, kind: choice, choices: [a, b]}, {name: dry, kind: switch}, {name: token, kind: secret}]}}"},
    {false, "commands: {test: {run: [a, \"{path}\"], args: [{title: x}]}}"},
    {false, "commands: {test: {run: [a, \"{Path}\"], args: [{name: Path}]}}"},
    {false, "commands: {test: {run: [a, \"{path}\"], args: [{name: path, kind: words}]}}"},
    {false, "bootstrap: [{run: [a, \"{path}\"], args: [{name: path}]}]"},
    {false, "bootstrap: [{run: a, timeout: soon}]"},
    {false, "bootstrap: [{run: a, timeout: 0}]"},
    {false, "bootstrap: [{run: a, inputs: [/etc/x]}]"},
    {false, "bootstrap: [{run: a, inputs: [a/../../x]}]"},
    {false, "bootstrap: [a]"},
    {false, "clients: {a: {users: [{email: x}]}}"},
    {false, "clients: {a: {users: [{name: --superuser}]}}"},
    {false, "clients: {a: {oauth: [{id: x}]}}"},
    {false, "clients: {a: {oauth: [{id: x, secret: y, grant: magic}]}}"},
    {false, "clients: {a: {oauth: [{id: x, secret: y, redirect_uris: ['javascript:1']}]}}"},
    {false, "seeds: {base: {run: x}}"},
    {false, "data: {.sql: {run: x}}"},
    {false, "commands: {test: pytest}"},
    {false, "register: {user: {run: 'x {name}'}}"},
    {false, "resources: {memory: lots}"},
    {false, "resources: {cpus: 0}"},
    {false, "resources: {disk: 1}"},
};

const QList<Sample> kWorkspaces {
    {true, "version: 1\nname: a\nremotes: {default: 'https://x.org/{name}.git'}\nidas: {}"},
    {true,
     "idas: {a: , b: {repository: x, ref: y, path: p/q, mode: develop, variant: v, configuration: "
     "c}}"},
    {true, "idas: {a: {mode: image, images: {app: 'x:1'}, manifest: {title: x}}}"},
    {true, "idas: {a: {mode: external, external: {url: 'https://x.org', names: [a.b]}}}"},
    {false, "ida: {}"},
    {false, "version: 2"},
    {false, "name: a/b"},
    {false, "remotes: {default: 'https://x.org/y.git'}"},
    {false, "idas: [a]"},
    {false, "idas: {a/b: }"},
    {false, "idas: {a: {mode: on}}"},
    {false, "idas: {a: {mode: devel}}"},
    {false, "idas: {a: {path: ../x}}"},
    {false, "idas: {a: {path: /x}}"},
    {false, "idas: {a: {images: {app: '-x'}}}"},
    {false, "idas: {a: {external: {names: [x]}}}"},
    {false, "idas: {a: {external: {url: 'file:///x'}}}"},
    {false, "idas: {a: {manifest: {titel: x}}}"},
    {false, "idas: {a: {manifest: {bootstrap: x}}}"},
};

} // namespace

void TestModelSchema::hasTheSameKeys_data()
{
    QTest::addColumn<QString>("kind");
    for (const QString &kind : knownKeys().keys())
        QTest::newRow(qPrintable(kind)) << kind;
}

void TestModelSchema::hasTheSameKeys()
{
    QFETCH(QString, kind);
    const bool isWorkspace = kind == u"workspace" || kind == u"ida" || kind == u"external";
    QStringList known = knownKeys().value(kind);
    known.sort();
    for (const QString &name : {u"x-devstack"_s, u"devstack"_s}) {
        if (isWorkspace && name == u"x-devstack")
            continue;
        const QJsonObject definition
            = schema(name).value(u"definitions").toObject().value(kind).toObject();
        QCOMPARE(definition.value(u"properties").toObject().keys(), known);
        QCOMPARE(definition.value(u"additionalProperties"), QJsonValue(false));
    }
}

void TestModelSchema::everyKeyIsDescribed()
{
    for (const QString &name : {u"x-devstack"_s, u"devstack"_s}) {
        const QJsonObject definitions = schema(name).value(u"definitions").toObject();
        QVERIFY(definitions.size() > 10);
        for (const QString &kind : definitions.keys())
            QVERIFY2(!definitions.value(kind).toObject().value(u"description").toString().isEmpty(),
                     qPrintable(kind));
    }
}

void TestModelSchema::judgesAlike()
{
    QJsonArray cases;
    QStringList contents;
    QList<bool> readers;
    const auto add = [&](const QString &name, const Sample &sample, bool accepted) {
        const auto node = parseYaml(sample.content, u"sample"_s);
        QVERIFY2(node, sample.content);
        QJsonValue document = toJson(*node);
        if (name == u"x-devstack")
            document = QJsonObject {{u"services"_s, QJsonObject()}, {u"x-devstack"_s, document}};
        cases.append(QJsonObject {{u"schema"_s, name}, {u"document"_s, document}});
        contents.append(QString::fromUtf8(sample.content));
        readers.append(accepted);
        QVERIFY2(accepted == sample.isValid, sample.content);
    };
    for (const Sample &sample : kManifests)
        add(u"x-devstack"_s, sample, parseManifest(sample.content, u"m"_s).hasValue());
    for (const Sample &sample : kWorkspaces)
        add(u"devstack"_s, sample, parseWorkspaceFile(sample.content, u"w"_s).hasValue());

    ProcessSpec python;
    python.program = u"python3"_s;
    python.arguments = {u"-c"_s, QString::fromLatin1(R"(
import json, sys, jsonschema
given = json.load(sys.stdin)
validators = {}
for name, schema in given["schemas"].items():
    jsonschema.Draft7Validator.check_schema(schema)
    validators[name] = jsonschema.Draft7Validator(schema)
print(json.dumps([validators[case["schema"]].is_valid(case["document"]) for case in given["cases"]]))
)")};
    const QJsonObject schemas {{u"x-devstack"_s, schema(u"x-devstack"_s)},
                               {u"devstack"_s, schema(u"devstack"_s)}};
    python.input
        = QJsonDocument(QJsonObject {{u"schemas"_s, schemas}, {u"cases"_s, cases}}).toJson();
    const auto output = runTool(python);
    QVERIFY2(output, qPrintable(output ? QString() : output.error().toText()));
    const QJsonArray verdicts = QJsonDocument::fromJson(*output).array();
    QCOMPARE(verdicts.size(), readers.size());
    QStringList differing;
    for (qsizetype index = 0; index < readers.size(); ++index) {
        if (verdicts.at(index).toBool() != readers.at(index))
            differing.append(contents.at(index));
    }
    QVERIFY2(differing.isEmpty(),
             qPrintable(u"reader and schema disagree on:\n"_s + differing.join(u"\n---\n"_s)));
}

QTEST_GUILESS_MAIN(TestModelSchema)
#include "tst_modelschema.moc"
