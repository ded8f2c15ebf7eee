// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlreader.h"
#include "model/yaml/yamlscalar.h"
#include "support/patience.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

/// What the YAML reader takes and refuses, and where it says the fault is.
class TestYamlReader : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void mergesKeys();
    void readsScalarsAsCompose_data();
    void readsScalarsAsCompose();
    void marksCountCharacters();
    void refusesLargeFile();
    void survivesBombs_data();
    void survivesBombs();
    void comparesContent();
    void takesTagsOfTheCoreSchema();
};

void TestYamlReader::takesTagsOfTheCoreSchema()
{
    QVERIFY(parseYaml(
        "a: !!str 1\nb: !!map {c: !!seq [!!int 1, !!bool true, !!null ~]}\n"
        "d: !reset null\ne: !override [x]\nf: ! x\n"
        "g: [&k !!str \"!,x\", '&a !,b', ! \"y\", !<tag:yaml.org,2002:str> z]\nh: !!str\n",
        u"f"_s));
    QVERIFY(!parseYaml("a: !Ref x\n", u"f"_s));
    QVERIFY(parseYaml("a: !Ref x\n", u"f"_s, YamlTags::Any));
}

void TestYamlReader::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    QTest::newRow("empty") << QByteArray("") << u"empty"_s << 0 << 0;
    QTest::newRow("binary") << QByteArray("a: 1\nb: [!!binary L3Nydg==]\n")
                            << u"“!!binary” is not read here"_s << 2 << 5;
    QTest::newRow("binary key") << QByteArray("!!binary YQ==: 1\n") << u"tag"_s << 1 << 1;
    QTest::newRow("binary by prefix")
        << QByteArray("%TAG ! tag:yaml.org,2002:\n---\na: !binary YQ==\n") << u"tag"_s << 3 << 4;
    QTest::newRow("binary in full")
        << QByteArray("a: !<tag:yaml.org,2002:binary> YQ==\n") << u"tag"_s << 1 << 4;
    QTest::newRow("timestamp") << QByteArray("a: !!timestamp 2001-01-01\n") << u"tag"_s << 1 << 4;
    QTest::newRow("own tag on a list") << QByteArray("a: !mine [1]\n") << u"tag"_s << 1 << 4;
    QTest::newRow("own tag on a map") << QByteArray("a: !mine {b: 1}\n") << u"tag"_s << 1 << 4;
    // One value to Compose, whose tags end at a space, and two to others.
    QTest::newRow("tag over a comma")
        << QByteArray("a: 1\nb: [!,str \"/etc:/x\"]\n") << u"tag “!,str”"_s << 2 << 5;
    QTest::newRow("known tag over a comma")
        << QByteArray("b: [!!str,x \"/etc:/x\"]\n") << u"tag “!!str,x”"_s << 1 << 5;
    QTest::newRow("reset over a comma")
        << QByteArray("b: [!reset,x \"/etc:/x\"]\n") << u"tag “!reset,x”"_s << 1 << 5;
    QTest::newRow("tag of nothing before a comma")
        << QByteArray("b: [!!null, \"/etc:/x\"]\n") << u"tag “!!null,”"_s << 1 << 5;
    QTest::newRow("tag behind an anchor")
        << QByteArray("b: [&a !!str,x \"/etc:/x\"]\n") << u"tag “!!str,x”"_s << 1 << 5;
    QTest::newRow("tag over a bracket")
        << QByteArray("b: {c: !!seq[ x, y]}\n") << u"tag “!!seq[”"_s << 1 << 8;
    QTest::newRow("tag over a brace")
        << QByteArray("b: [!!map{ x: y}]\n") << u"tag “!!map{”"_s << 1 << 5;
    QTest::newRow("tag in full over a comma")
        << QByteArray("b: [!<tag:yaml.org,2002:str>, x]\n") << u"tag “!<tag"_s << 1 << 5;
    QTest::newRow("key that is not there") << QByteArray("? ") << u""_s << 1 << 0;
    QTest::newRow("anchor and value in one")
        << QByteArray("a:\n  b: &a1:8 none\n") << u"anchor “&a1:8”"_s << 2 << 6;
    QTest::newRow("next line") << QByteArray("a: 1\n# x\xc2\x85privileged: true\n") << u"U+0085"_s
                               << 2 << 4;
    QTest::newRow("line separator")
        << QByteArray("a: 1\n# x\xe2\x80\xa8privileged: true\n") << u"U+2028"_s << 2 << 4;
    QTest::newRow("paragraph separator")
        << QByteArray("a: \"\xe2\x80\xa9\"\n") << u"U+2029"_s << 1 << 5;
    QTest::newRow("comment only") << QByteArray("# nothing\n") << u"empty"_s << 0 << 0;
    QTest::newRow("list") << QByteArray("- a\n- b\n") << u"found a list"_s << 1 << 1;
    QTest::newRow("text") << QByteArray("hello\n") << u"found the text \"hello\""_s << 1 << 1;
    QTest::newRow("tab") << QByteArray("a:\n\tb: 1\n") << u"tab"_s << 2 << 1;
    QTest::newRow("tab deep") << QByteArray("a:\n  b:\n  \tc: 1\n  \td: 2\n") << u"tab"_s << 3 << 3;
    QTest::newRow("duplicate") << QByteArray("a: 1\nb: 2\na: 3\n")
                               << u"\"a\" is given twice, first in line 1"_s << 3 << 1;
    QTest::newRow("duplicate nested")
        << QByteArray("s:\n  x: {p: 1, p: 2}\n") << u"twice"_s << 2 << 13;
    QTest::newRow("two merges") << QByteArray("a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n")
                                << u"twice"_s << 4 << 3;
    QTest::newRow("self alias") << QByteArray("a: &x\n  b: *x\n") << u"inside the value"_s << 2
                                << 6;
    QTest::newRow("unknown alias") << QByteArray("a: *nope\n") << u"invalid YAML"_s << 1 << 4;
    QTest::newRow("merge of text")
        << QByteArray("a:\n  <<: x\n") << u"\"<<\" needs a mapping"_s << 2 << 3;
    QTest::newRow("two documents")
        << QByteArray("a: 1\n---\nb: 2\n") << u"several documents"_s << 3 << 1;
    QTest::newRow("map as key") << QByteArray("a: 1\n? {b: 1}\n: 2\n") << u"a key must be a word"_s
                                << 2 << 3;
    QTest::newRow("null byte") << QByteArray("a: 1\nb: \0\n", 10) << u"control character (0x00)"_s
                               << 2 << 4;
    QTest::newRow("byte four") << QByteArray("a: 1\n\x04hidden: true\n")
                               << u"control character (0x04)"_s << 2 << 1;
    QTest::newRow("not utf-8") << QByteArray("a: \xff\n") << u"not UTF-8"_s << 1 << 4;
    QTest::newRow("utf-16") << QByteArray("\xff\xfe"
                                          "a\0:\0",
                                          6)
                            << u"written in UTF-16LE; only UTF-8"_s << 1 << 1;
    QTest::newRow("open quote") << QByteArray("a: \"b\n") << u"the file ends inside"_s << 1 << 0;
    QTest::newRow("open brace") << QByteArray("x: 1\na: {b: 1\n") << u"the file ends inside"_s << 2
                                << 0;
    QTest::newRow("two colons") << QByteArray("a: b: c\n") << u"invalid YAML"_s << 1 << 5;
}

void TestYamlReader::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto read = parseYaml(content, u"f.yml"_s);
    QVERIFY(!read);
    QVERIFY(read.error().kind == Error::Kind::InvalidInput);
    QVERIFY2(read.error().message.contains(message), qPrintable(read.error().toText()));
    QCOMPARE(read.error().where, (SourceMark {u"f.yml"_s, line, column}));
}

void TestYamlReader::mergesKeys()
{
    const auto root = parseYaml("base: &base {image: a, tty: true}\n"
                                "more: &more {image: b, restart: always}\n"
                                "one:\n  << : *base\n  image: own\n"
                                "two:\n  image: own\n  <<: [*more, *base]\n"
                                "three:\n  <<: {x: 1}\n"
                                "four:\n  <<: [*more, *base]\n"
                                "five:\n  '<<': text\n",
                                u"f"_s);
    QVERIFY2(root, qPrintable(root.hasValue() ? QString() : root.error().toText()));
    const auto at = [&](QStringView map, QStringView key) {
        const auto value = root->value(map)->value(key);
        return value ? value->text() : u"(none)"_s;
    };
    QCOMPARE(at(u"one", u"image"), u"own"_s);
    QCOMPARE(at(u"one", u"tty"), u"true"_s);
    QCOMPARE(at(u"two", u"image"), u"own"_s);
    QCOMPARE(at(u"two", u"restart"), u"always"_s);
    QCOMPARE(at(u"two", u"tty"), u"true"_s);
    QCOMPARE(at(u"three", u"x"), u"1"_s);
    QCOMPARE(at(u"four", u"image"), u"b"_s);
    QCOMPARE(at(u"five", u"<<"), u"text"_s);
    QVERIFY(root->value(u"one")->find(u"tty")->merged);
    QVERIFY(!root->value(u"one")->find(u"<<"));
}

void TestYamlReader::readsScalarsAsCompose_data()
{
    // The right column is what `docker compose config` shows for an environment value that is
    // written so.
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("read");
    QTest::newRow("text") << QByteArray("hello") << u"hello"_s;
    QTest::newRow("quoted number") << QByteArray("\"010\"") << u"010"_s;
    QTest::newRow("integer") << QByteArray("42") << u"42"_s;
    QTest::newRow("octal 1.1") << QByteArray("0777") << u"511"_s;
    QTest::newRow("octal 1.2") << QByteArray("0o14") << u"12"_s;
    QTest::newRow("hexadecimal") << QByteArray("0x10") << u"16"_s;
    QTest::newRow("underscores") << QByteArray("1_000") << u"1000"_s;
    QTest::newRow("not octal") << QByteArray("08") << u"8"_s;
    QTest::newRow("whole float") << QByteArray("1.0") << u"1"_s;
    QTest::newRow("version") << QByteArray("1.10") << u"1.1"_s;
    QTest::newRow("exponent") << QByteArray("1e3") << u"1000"_s;
    QTest::newRow("true") << QByteArray("True") << u"true"_s;
    QTest::newRow("yes") << QByteArray("yes") << u"yes"_s;
    QTest::newRow("off") << QByteArray("off") << u"off"_s;
    QTest::newRow("ports") << QByteArray("18040:18040") << u"18040:18040"_s;
    QTest::newRow("sexagesimal") << QByteArray("22:22") << u"22:22"_s;
    QTest::newRow("dashes") << QByteArray("-") << u"-"_s;
    // As the begin of a file, which Qt drops; “none” would be harmless where this is no word.
    QTest::newRow("byte order mark") << QByteArray("\"\\uFEFFnone\"") << u"\ufeffnone"_s;
    QTest::newRow("two byte order marks")
        << QByteArray("\"\xef\xbb\xbf\xef\xbb\xbfx\"") << u"\ufeff\ufeffx"_s;
}

void TestYamlReader::readsScalarsAsCompose()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, read);
    const auto root
        = parseYaml("a: " + (written == "-" ? QByteArray("\"-\"") : written) + "\n", u"f"_s);
    QVERIFY(root);
    QCOMPARE(canonicalScalar(*root->value(u"a")), read);
}

void TestYamlReader::marksCountCharacters()
{
    const auto root = parseYaml("\xef\xbb\xbfk: [\"äö\", {é: 1, b: 2}]\r\nnext: x\r\n", u"f"_s);
    QVERIFY(root);
    const YamlNode map = root->value(u"k")->items().at(1);
    QCOMPARE(map.find(u"b")->keyMark, (SourceMark {u"f"_s, 1, 18}));
    QCOMPARE(root->find(u"next")->keyMark, (SourceMark {u"f"_s, 2, 1}));
    QCOMPARE(root->value(u"next")->text(), u"x"_s);
}

void TestYamlReader::refusesLargeFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"large.yml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(50 * 1024 * 1024));
    file.close();
    QElapsedTimer timer;
    timer.start();
    const auto read = readYaml(path);
    QVERIFY(!read);
    QVERIFY(read.error().kind == Error::Kind::InvalidInput);
    QVERIFY(timer.elapsed() < patience(1000));
}

void TestYamlReader::survivesBombs_data()
{
    QTest::addColumn<QByteArray>("content");
    QByteArray laughs = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 40; ++i)
        laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [*a"
            + QByteArray::number(i - 1) + ", *a" + QByteArray::number(i - 1) + "]\n";
    QTest::newRow("aliases") << laughs;
    QByteArray keys = "base: &base {";
    for (int i = 0; i < 2000; ++i)
        keys += "k" + QByteArray::number(i) + ": 1, ";
    keys += "}\n";
    for (int i = 0; i < 2000; ++i)
        keys += "m" + QByteArray::number(i) + ": {<<: *base}\n";
    QTest::newRow("merges") << keys;
    QByteArray chain = "a0: &a0 {x: 1}\n";
    for (int i = 1; i < 600; ++i)
        chain += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " {x: *a"
            + QByteArray::number(i - 1) + "}\n";
    QTest::newRow("deep by aliases") << chain;
    QTest::newRow("a long text by aliases") << "a: &a \"" + QByteArray(900'000, 'x') + "\"\nb: ["
            + QByteArray("*a, ").repeated(5000) + "*a]\n";
    QTest::newRow("deep brackets") << QByteArray("a: " + QByteArray(10'000, '['));
    QTest::newRow("deep braces") << QByteArray("a: " + QByteArray("{a: ").repeated(10'000));
    QTest::newRow("deep dashes") << QByteArray("a:\n " + QByteArray("- ").repeated(10'000) + "x\n");
    QTest::newRow("many values") << QByteArray("a: [" + QByteArray("1,").repeated(200'000) + "]\n");
    QTest::newRow("many brackets") << QByteArray(500'000, '[');
}

void TestYamlReader::survivesBombs()
{
    QFETCH(QByteArray, content);
    QElapsedTimer timer;
    timer.start();
    const auto read = parseYaml(content, u"bomb.yml"_s);
    QVERIFY(!read);
    QVERIFY(read.error().kind == Error::Kind::InvalidInput);
    QVERIFY(!read.error().message.isEmpty());
    QVERIFY2(timer.elapsed() < patience(5000), qPrintable(QString::number(timer.elapsed())));
}

void TestYamlReader::comparesContent()
{
    const auto one = parseYaml("a: {x: 1, y: [b, 'c']}\n", u"f"_s);
    const auto same = parseYaml("a:\n  y:\n  - b\n  - c\n  x: 0x1 # comment\n", u"g"_s);
    const auto other = parseYaml("a: {x: '1', y: [b, c]}\n", u"h"_s);
    QVERIFY(one && same && other);
    QVERIFY(one->sameContent(*same));
    QVERIFY(!one->sameContent(*other));
}

QTEST_GUILESS_MAIN(TestYamlReader)
#include "tst_yamlreader.moc"
