// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/workspacefile.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamltext.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Reading devstack.yml, and edits that leave everything else as it is.
class TestWorkspaceFile : public QObject
{
    Q_OBJECT

private slots:
    void reads();
    void refuses_data();
    void refuses();
    void edits_data();
    void edits();
    void removes_data();
    void removes();
    void leavesToPeople_data();
    void leavesToPeople();
    void quotesScalars_data();
    void quotesScalars();
    void startsNew();
    void takesSchemas_data();
    void takesSchemas();
};

void TestWorkspaceFile::reads()
{
    const auto file = parseWorkspaceFile(R"(version: 1
name: edx
remotes: {default: "https://git.example.org/{name}.git"}
idas:
  credentials: {repository: ../c.git, ref: main, mode: develop, configuration: records}
  lms: {mode: image, images: {app: "registry.example.org/platform:1"}, variant: light, manifest: {primary: app}}
  search: {mode: external, external: {url: "https://search.example.org", names: [edx.devstack.search]}}
  bare:
)",
                                         u"devstack.yml"_s);
    QVERIFY2(file, qPrintable(file ? QString() : file.error().toText()));
    QCOMPARE(file->name, u"edx"_s);
    QCOMPARE(file->remotes.value(u"default"_s), u"https://git.example.org/{name}.git"_s);
    QCOMPARE(file->idas.size(), 4);
    QVERIFY(file->idas.value(u"credentials"_s).mode == Mode::Develop);
    QCOMPARE(file->idas.value(u"lms"_s).manifest->primary, u"app"_s);
    QCOMPARE(file->idas.value(u"search"_s).external->names, QStringList {u"edx.devstack.search"_s});
    QCOMPARE(file->idas.value(u"bare"_s).path, u"bare"_s);
    QCOMPARE(file->idas.value(u"bare"_s).mark.line, 8);
}

void TestWorkspaceFile::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("place");
    QTest::newRow("key") << QByteArray("idass: {}\n") << u"unknown key"_s << u"d:1:1"_s;
    QTest::newRow("mode") << QByteArray("idas:\n  a: {mode: devellop}\n")
                          << u"expected develop or image"_s << u"d:2:13"_s;
    QTest::newRow("path") << QByteArray("idas: {a: {path: ../b}}\n") << u"inside the workspace"_s
                          << u"d:1:18"_s;
    QTest::newRow("environment") << QByteArray("idas: {a: {environment: /b}}\n")
                                 << u"inside the workspace"_s << u"d:1:25"_s;
    QTest::newRow("compose") << QByteArray("idas: {a: {compose: [../b.yml]}}\n")
                             << u"inside the repository"_s << u"d:1:22"_s;
    QTest::newRow("no compose") << QByteArray("idas: {a: {compose: []}}\n") << u"names no file"_s
                                << u"d:1:21"_s;
    QTest::newRow("one compose") << QByteArray("idas: {a: {compose: b.yml}}\n")
                                 << u"expected a list"_s << u"d:1:21"_s;
    QTest::newRow("name") << QByteArray("idas: {../a: {}}\n") << u"not a valid name"_s
                          << u"d:1:8"_s;
    QTest::newRow("same project") << QByteArray("idas: {a.b: {}, a-b: {}}\n")
                                  << u"share one compose project"_s << u"d:1:17"_s;
    QTest::newRow("twice") << QByteArray("idas:\n  a: {}\n  a: {}\n") << u"twice"_s << u"d:3:3"_s;
    QTest::newRow("remote") << QByteArray("remotes: {default: 'https://x/y.git'}\n")
                            << u"holds {name}"_s << u"d:1:20"_s;
    QTest::newRow("url") << QByteArray("idas: {a: {external: {url: 'file:///etc'}}}\n")
                         << u"http or https"_s << u"d:1:28"_s;
    QTest::newRow("image") << QByteArray("idas: {a: {images: {app: '-x'}}}\n")
                           << u"image reference"_s << u"d:1:26"_s;
    QTest::newRow("manifest") << QByteArray("idas: {a: {manifest: {titel: x}}}\n")
                              << u"unknown key \"titel\""_s << u"d:1:23"_s;
    QTest::newRow("manifest variable") << QByteArray("idas: {a: {manifest: {title: '${X}'}}}\n")
                                       << u"Compose would replace"_s << u"d:1:30"_s;
    QTest::newRow("version") << QByteArray("version: 3\n") << u"expected the number 1"_s
                             << u"d:1:10"_s;
}

void TestWorkspaceFile::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    QFETCH(QString, place);
    const auto file = parseWorkspaceFile(content, u"d"_s);
    QVERIFY(!file);
    QVERIFY2(file.error().message.contains(message), qPrintable(file.error().toText()));
    QCOMPARE(file.error().where.toString(), place);
}

namespace {

/// "a mode=off ref=" → the IDA `a` as the file has it, mode set, ref removed.
WorkspaceIda changed(const QByteArray &content, const QString &wish)
{
    const QStringList words = wish.split(u' ');
    const auto file = parseWorkspaceFile(content, u"d"_s);
    WorkspaceIda ida = file ? file->idas.value(words.first()) : WorkspaceIda();
    ida.name = words.first();
    for (const QString &word : words.sliced(1)) {
        const QString key = word.section(u'=', 0, 0);
        const QString value = word.section(u'=', 1);
        if (key == u"mode")
            ida.mode = modeFromString(value);
        else if (key == u"ref")
            ida.ref = value;
        else if (key == u"repository")
            ida.repository = value;
        else if (key == u"variant")
            ida.variant = value;
        else if (key == u"path")
            ida.path = value;
        else if (key == u"environment")
            ida.environment = value;
        else if (key == u"compose")
            ida.composeFiles = value.split(u':', Qt::SkipEmptyParts);
        else if (key == u"url")
            ida.external
                = value.isEmpty() ? std::nullopt : std::optional(ExternalPlace {value, {u"k"_s}});
        else if (key == u"image")
            ida.images = value.isEmpty() ? QMap<QString, QString>()
                                         : QMap<QString, QString> {{u"app"_s, value}};
    }
    return ida;
}

} // namespace

void TestWorkspaceFile::edits_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("wish");
    QTest::addColumn<QByteArray>("after");
    const auto row
        = [](const char *name, const char *before, const QString &wish, const char *after) {
              QTest::newRow(name) << QByteArray(before) << wish << QByteArray(after);
          };
    row("new in braces",
        "name: x\nidas: {}\n",
        u"a mode=off"_s,
        "name: x\nidas:\n  a: {mode: off}\n");
    row("new in braces, comment",
        "idas: {} # none yet\nname: x\n",
        u"a ref=m"_s,
        "idas: # none yet\n  a: {ref: m}\nname: x\n");
    row("new below nothing", "idas:\nname: x\n", u"a ref=m"_s, "idas:\n  a: {ref: m}\nname: x\n");
    row("new null", "idas: null\n", u"a ref=m"_s, "idas:\n  a: {ref: m}\n");
    row("no idas",
        "# top\nname: x\n\n# end\n",
        u"a ref=m"_s,
        "# top\nname: x\nidas:\n  a: {ref: m}\n\n# end\n");
    row("no final newline",
        "idas:\n  a: {ref: m}",
        u"b ref=k"_s,
        "idas:\n  a: {ref: m}\n  b: {ref: k}");
    row("crlf",
        "idas:\r\n  a: {ref: m} # c\r\n",
        u"b ref=k"_s,
        "idas:\r\n  a: {ref: m} # c\r\n  b: {ref: k}\r\n");
    row("mixed line ends",
        "name: x\nidas:\r\n  a: {ref: m}\n",
        u"a ref=k"_s,
        "name: x\nidas:\r\n  a: {ref: k}\n");
    row("after comments",
        "idas:\n  # first\n  a:\n    ref: m # here\n    # inner\n\n# outer\nname: x\n",
        u"b ref=k"_s,
        "idas:\n  # first\n  a:\n    ref: m # here\n    # inner\n  b: {ref: k}\n\n# outer\nname: "
        "x\n");
    row("deep indentation",
        "idas:\n      a:\n              ref: m\n",
        u"b ref=k"_s,
        "idas:\n      a:\n              ref: m\n      b: {ref: k}\n");
    row("into flow idas",
        "idas: {a: {ref: m}, c: {}}\n",
        u"b ref=k"_s,
        "idas: {b: {ref: k}, a: {ref: m}, c: {}}\n");
    row("replace in block",
        "idas:\n  a:\n    # why\n    ref: m   # keep\n    mode: image\n",
        u"a ref=k"_s,
        "idas:\n  a:\n    # why\n    ref: k   # keep\n    mode: image\n");
    row("replace in flow",
        "idas:\n  a: { ref: m , mode: image }  # keep\n",
        u"a ref=k"_s,
        "idas:\n  a: { ref: k , mode: image }  # keep\n");
    row("replace quoted", "idas:\n  a: {ref: \"m # \\\" x\"}\n", u"a ref=k"_s, "");
    row("replace single quoted", "idas:\n  a:\n    ref: 'm'# no comment\n", u"a ref=k"_s, "");
    row("quoted value",
        "idas:\n  a:\n    repository: 'it''s' # c\n",
        u"a repository=x"_s,
        "idas:\n  a:\n    repository: x # c\n");
    row("insert in block",
        "idas:\n  a:\n    ref: m\n  b: {}\n",
        u"a mode=image"_s,
        "idas:\n  a:\n    ref: m\n    mode: image\n  b: {}\n");
    row("insert in flow",
        "idas:\n  a: {ref: m}\n",
        u"a mode=image"_s,
        "idas:\n  a: {ref: m, mode: image}\n");
    row("insert in empty flow",
        "idas:\n  a: { } # x\n",
        u"a mode=image"_s,
        "idas:\n  a: {mode: image} # x\n");
    row("fill null",
        "idas:\n  a: # x\n  b: {}\n",
        u"a mode=image"_s,
        "idas:\n  a: {mode: image} # x\n  b: {}\n");
    row("fill tilde", "idas:\n  a: ~ # x\n", u"a mode=image"_s, "idas:\n  a: {mode: image} # x\n");
    row("fill null in flow",
        "idas: {a: , b: {}}\n",
        u"a mode=image"_s,
        "idas: {a: {mode: image} , b: {}}\n");
    row("remove key in block",
        "idas:\n  a:\n    ref: m\n    mode: off\n",
        u"a ref="_s,
        "idas:\n  a:\n    mode: off\n");
    row("remove last key", "idas:\n  a:\n    ref: m\n", u"a ref="_s, "idas:\n  a: {}\n");
    row("remove key in flow",
        "idas:\n  a: {ref: m, mode: off}\n",
        u"a ref="_s,
        "idas:\n  a: {mode: off}\n");
    row("remove last in flow",
        "idas:\n  a: {mode: off, ref: m}\n",
        u"a ref="_s,
        "idas:\n  a: {mode: off}\n");
    row("several",
        "idas:\n  a: {ref: m, mode: off}\n",
        u"a ref= mode=image variant=light"_s,
        "idas:\n  a: {mode: image, variant: light}\n");
    row("over lines",
        "idas:\n  a: {ref: m,\n      mode: off} # c\n",
        u"a mode=image"_s,
        "idas:\n  a: {ref: m,\n      mode: image} # c\n");
    row("manifest stays",
        "idas:\n  a:\n    manifest:\n      title: x # t\n      bootstrap:\n      - run: |\n        "
        "  # script\n          y\n    ref: m\n",
        u"a ref=k"_s,
        "idas:\n  a:\n    manifest:\n      title: x # t\n      bootstrap:\n      - run: |\n        "
        "  # script\n          y\n    ref: k\n");
    row("after block scalar",
        "idas:\n  a:\n    manifest:\n      bootstrap:\n      - run: |\n          y\n          # "
        "script\n\nname: x\n",
        u"b ref=k"_s,
        "idas:\n  a:\n    manifest:\n      bootstrap:\n      - run: |\n          y\n          # "
        "script\n  b: {ref: k}\n\nname: x\n");
    row("external in block",
        "idas:\n  a:\n    external:\n      url: http://old/\n      names: [o]\n    mode: off\n",
        u"a url=http://new/"_s,
        "idas:\n  a:\n    external: {url: http://new/, names: [k]}\n    mode: off\n");
    row("external new",
        "idas:\n  a: {}\n",
        u"a mode=external url=http://new/"_s,
        "idas:\n  a: {mode: external, external: {url: http://new/, names: [k]}}\n");
    row("environment",
        "idas:\n  a: {mode: off}\n",
        u"a environment=environments/a"_s,
        "idas:\n  a: {mode: off, environment: environments/a}\n");
    row("compose",
        "idas:\n  a: {mode: off}\n",
        u"a compose=b.yml:c/d.yml"_s,
        "idas:\n  a: {mode: off, compose: [b.yml, c/d.yml]}\n");
    row("compose in block",
        "idas:\n  a:\n    compose:\n    - b.yml # why\n    ref: m\n",
        u"a compose=c.yml"_s,
        "idas:\n  a:\n    compose: [c.yml]\n    ref: m\n");
    row("compose removed",
        "idas:\n  a: {compose: [b.yml], ref: m}\n",
        u"a compose="_s,
        "idas:\n  a: {ref: m}\n");
    row("images in flow",
        "idas:\n  a: {images: {app: \"x:1\", b: y}, ref: m}\n",
        u"a image=z:2"_s,
        "idas:\n  a: {images: {app: z:2}, ref: m}\n");
    row("images removed",
        "idas:\n  a:\n    images:\n      app: x\n    ref: m\n",
        u"a image="_s,
        "idas:\n  a:\n    ref: m\n");
    row("nothing to do",
        "idas:\n  a: {ref: 'm'} # as is\n",
        u"a ref=m"_s,
        "idas:\n  a: {ref: 'm'} # as is\n");
    row("byte order mark",
        "\xef\xbb\xbfidas:\n  a: {}\n",
        u"b ref=k"_s,
        "\xef\xbb\xbfidas:\n  a: {}\n  b: {ref: k}\n");
    row("wide characters",
        "name: x # ä 😀\nidas: {a: {ref: 'ä', mode: off}}\n",
        u"a mode=image"_s,
        "name: x # ä 😀\nidas: {a: {ref: 'ä', mode: image}}\n");
    row("number as text", "idas: {a: {}}\n", u"a ref=1.10"_s, "idas: {a: {ref: \"1.10\"}}\n");
}

void TestWorkspaceFile::edits()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, wish);
    QFETCH(QByteArray, after);
    const auto result = withIda(before, changed(before, wish));
    if (after.isEmpty()) {
        QVERIFY(!result);
        return;
    }
    QVERIFY2(result, qPrintable(result ? QString() : result.error().toText()));
    QCOMPARE(*result, after);
    const auto again = withIda(*result, changed(*result, wish));
    QVERIFY(again);
    QCOMPARE(*again, after);
}

void TestWorkspaceFile::removes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("block",
        "idas:\n  a:\n    ref: m\n    # inner\n  # of b\n  b: {}\n",
        "idas:\n  # of b\n  b: {}\n");
    row("last of two",
        "idas:\n  b: {}\n  a: {ref: m,\n     mode: off}\n# end\nname: x\n",
        "idas:\n  b: {}\n# end\nname: x\n");
    row("only one", "idas: # all\n  a: {}\nname: x\n", "idas: {} # all\nname: x\n");
    row("flow first", "idas: {a: {ref: m}, b: {}}\n", "idas: {b: {}}\n");
    row("flow last", "idas: {b: {}, a: {}}\n", "idas: {b: {}}\n");
    row("flow only", "idas: {a: {}}\n", "idas: {}\n");
    row("crlf", "idas:\r\n  a: {}\r\n  b: {}\r\n", "idas:\r\n  b: {}\r\n");
    row("no final newline", "idas:\n  b: {}\n  a: {}", "idas:\n  b: {}");
}

void TestWorkspaceFile::removes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto result = withoutIda(before, u"a"_s);
    QVERIFY2(result, qPrintable(result ? QString() : result.error().toText()));
    QCOMPARE(*result, after);
    QVERIFY(!withoutIda(after, u"a"_s));
}

void TestWorkspaceFile::leavesToPeople_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("wish");
    QTest::newRow("alias") << QByteArray("idas:\n  b: &x {ref: m}\n  a: *x\n") << u"a ref=k"_s;
    QTest::newRow("merge") << QByteArray(
        "idas:\n  b: &x {ref: m}\n  a:\n    <<: *x\n    mode: off\n")
                           << u"a ref=k"_s;
    QTest::newRow("anchored by others")
        << QByteArray("idas:\n  a: {ref: &r m}\n  b: {ref: *r}\n") << u"a ref=k"_s;
    QTest::newRow("all in braces") << QByteArray("{name: x}\n") << u"a ref=k"_s;
    QTest::newRow("block scalar") << QByteArray("idas:\n  a:\n    ref: >-\n      m\n")
                                  << u"a ref=k"_s;
}

void TestWorkspaceFile::leavesToPeople()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, wish);
    const auto result = withIda(content, changed(content, wish));
    QVERIFY2(!result, result ? result->constData() : "");
    QVERIFY2(result.error().kind == Error::Kind::Conflict, qPrintable(result.error().toText()));
    QVERIFY(result.error().hint.contains(u"by hand"));
}

void TestWorkspaceFile::quotesScalars_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u"plain"_s,      u"true"_s,
                                u"yes"_s,        u"null"_s,
                                u"~"_s,          u"1"_s,
                                u"0x1f"_s,       u"1.10"_s,
                                u"2026-11-01"_s, u"22:22"_s,
                                u"a: b"_s,       u"a #b"_s,
                                u"-x"_s,         u"{a}"_s,
                                u"\"'\\"_s,      u"ä"_s,
                                u"a\nb\tc"_s,    u" x "_s,
                                u""_s,           u"*a"_s,
                                u"&a"_s,         u"!a"_s,
                                u"%a"_s,         u"@a"_s,
                                u"a,b"_s,        u"https://a.example.org/{name}.git"_s,
                                u"a:"_s,         u".5"_s,
                                u"1e3"_s,        u"a\u2028b\u202ec\u0085d\u009b"_s})
        QTest::newRow(qPrintable(u"<%1>"_s.arg(text))) << text;
}

void TestWorkspaceFile::quotesScalars()
{
    QFETCH(QString, text);
    const auto root = parseYaml("a: {k: " + yamlScalar(text).toUtf8()
                                    + "}\nb: " + yamlScalar(text).toUtf8() + "\n",
                                u"f"_s);
    QVERIFY2(root, qPrintable(root ? QString() : root.error().toText()));
    const YamlNode flow = *root->value(u"a")->value(u"k");
    QCOMPARE(flow.text(), text);
    QCOMPARE(root->value(u"b")->text(), text);
    QVERIFY(!flow.isPlain() || (flow.describe().startsWith(u"the text") && !flow.isNull()));
}

void TestWorkspaceFile::startsNew()
{
    const QByteArray content = newWorkspaceFile(u"my work: \"x\""_s);
    QVERIFY(!parseWorkspaceFile(content, u"d"_s)); // the name is quoted well, but is none
    const auto file = parseWorkspaceFile(newWorkspaceFile(u"edx"_s), u"d"_s);
    QVERIFY(file);
    QCOMPARE(file->name, u"edx"_s);
    QVERIFY(withIda(newWorkspaceFile(u"edx"_s), changed({}, u"a ref=m"_s)));
}

void TestWorkspaceFile::takesSchemas_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("with");
    QTest::addColumn<QByteArray>("without"); ///< after the schemas were taken back
    const QByteArray list = "[{service: db, volume: data, snapshot: reg.example.org/a:1}]";
    const auto row
        = [](const char *name,
             const QByteArray &content,
             const QByteArray &with,
             const QByteArray &without) { QTest::newRow(name) << content << with << without; };
    row("an entry with nothing",
        "name: x\nidas:\n  a: # mine\n",
        "name: x\nidas:\n  a: {manifest: {schema: " + list + "}} # mine\n",
        "name: x\nidas:\n  a: {} # mine\n");
    row("an entry with keys",
        "name: x\nidas:\n  a:\n    ref: m\n",
        "name: x\nidas:\n  a:\n    ref: m\n    manifest: {schema: " + list + "}\n",
        "name: x\nidas:\n  a:\n    ref: m\n");
    row("a manifest with others",
        "name: x\nidas:\n  a:\n    manifest:\n      primary: app # web\n",
        "name: x\nidas:\n  a:\n    manifest:\n      primary: app # web\n      schema: " + list
            + '\n',
        "name: x\nidas:\n  a:\n    manifest:\n      primary: app # web\n");
    row("another schema",
        "name: x\nidas:\n  a:\n    manifest:\n      schema:\n        - service: db\n"
        "          volume: data\n          dump: old.sql\n      primary: app\n",
        "name: x\nidas:\n  a:\n    manifest:\n      schema: " + list + "\n      primary: app\n",
        "name: x\nidas:\n  a:\n    manifest:\n      primary: app\n");
}

void TestWorkspaceFile::takesSchemas()
{
    QFETCH(QByteArray, content);
    SchemaSource source;
    source.service = u"db"_s;
    source.volume = u"data"_s;
    source.snapshot = u"reg.example.org/a:1"_s;
    const auto with = withSchemas(content, u"a"_s, {source});
    QVERIFY2(with, with ? "" : qPrintable(with.error().toText()));
    QTEST(*with, "with");
    const auto again = withSchemas(*with, u"a"_s, {source});
    QVERIFY(again && *again == *with);
    const auto without = withSchemas(*with, u"a"_s, {});
    QVERIFY2(without, without ? "" : qPrintable(without.error().toText()));
    QTEST(*without, "without");
}

QTEST_GUILESS_MAIN(TestWorkspaceFile)
#include "tst_workspacefile.moc"
