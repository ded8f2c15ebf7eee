// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "manifesttext.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What a manifest may not say: the message, the place and the hint of each mistake.
class TestManifestMistakes : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
};

void TestManifestMistakes::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name,
                        const char *content,
                        const QString &message,
                        const QString &hint,
                        int column) {
        QTest::newRow(name) << QByteArray(content) << message << hint << column;
    };
    row("unknown key",
        "depend_on: {}\n",
        u"unknown key \"depend_on\""_s,
        u"did you mean \"depends_on\"?"_s,
        1);
    row("far key", "zzzzzzzzzzzzzzzz: {}\n", u"unknown key"_s, u"known: version, name"_s, 1);
    row("inner key",
        "depends_on: {a: {referenz: x}}\n",
        u"depends_on.a: unknown key"_s,
        u"known: repository"_s,
        18);
    row("version 2", "version: 2\n", u"expected 1"_s, u"newer"_s, 10);
    row("version text", "version: '1'\n", u"expected the number 1"_s, QString(), 10);
    row("number as name",
        "name: 12\n",
        u"name: expected text, found the number 12"_s,
        u"put it in quotes"_s,
        7);
    row("bad name", "name: a/b\n", u"expected a name"_s, QString(), 7);
    row("ref number",
        "depends_on: {a: {ref: 1.10}}\n",
        u"found the number 1.10"_s,
        u"quotes"_s,
        23);
    row("argument that is not used",
        "commands: {a: {run: [x], args: [{name: path}]}}\n",
        u"\"path\" is not used"_s,
        u"{path}"_s,
        33);
    row("argument for a shell",
        "commands: {a: {run: 'x', args: [{name: path}]}}\n",
        u"expected a list of arguments"_s,
        u"shell"_s,
        21);
    row("unknown placeholder of a command",
        "commands: {a: {run: [x, '{pth}', '{path}'], args: [{name: path}]}}\n",
        u"unknown placeholder \"{pth}\""_s,
        u"\"{path}\""_s,
        21);
    row("secret with a default",
        "commands: {a: {run: [x, '{t}'], args: [{name: t, kind: secret, default: s}]}}\n",
        u"a secret has no default"_s,
        QString(),
        40);
    row("default that is no choice",
        "commands: {a: {run: [x, '{t}'], args: [{name: t, kind: choice, choices: [a], default: "
        "b}]}}\n",
        u"“b” is no choice"_s,
        QString(),
        40);
    row("list for map", "urls: [a]\n", u"expected a mapping, found a list"_s, QString(), 7);
    row("text for list",
        "bootstrap: x\n",
        u"expected a list, found the text \"x\""_s,
        u"brackets"_s,
        12);
    row("variable", "title: a ${HOME}\n", u"Compose would replace"_s, u"$$"_s, 8);
    row("bare variable",
        "bootstrap: [{run: echo $HOME}]\n",
        u"Compose would replace"_s,
        u"$$"_s,
        19);
    row("dollar in list",
        "bootstrap: [{run: [echo, $(id)]}]\n",
        u"Compose would replace"_s,
        u"$$"_s,
        26);
    row("option as repository",
        "depends_on: {a: {repository: --upload-pack=x}}\n",
        u"expected a git URL"_s,
        QString(),
        30);
    row("transport",
        "depends_on: {a: {repository: 'ext::sh -c id'}}\n",
        u"expected a git URL"_s,
        QString(),
        30);
    row("for",
        "depends_on: {a: {for: [runn]}}\n",
        u"expected run or provision"_s,
        u"\"run\""_s,
        24);
    row("for empty", "depends_on: {a: {for: []}}\n", u"the list is empty"_s, QString(), 23);
    row("for text", "depends_on: {a: {for: run}}\n", u"expected a list"_s, QString(), 23);
    row("optional yes",
        "depends_on: {a: {optional: yes}}\n",
        u"expected true or false, found the text \"yes\""_s,
        QString(),
        28);
    row("twice in list", "depends_on: [a, a]\n", u"\"a\" is given twice"_s, QString(), 17);
    row("ftp", "urls: {w: {url: 'ftp://x/'}}\n", u"http or https"_s, QString(), 17);
    row("script url",
        "urls: {w: {url: 'javascript:alert(1)'}}\n",
        u"http or https"_s,
        QString(),
        17);
    row("no url", "urls: {w: {health: /x}}\n", u"\"url\" is missing"_s, QString(), 8);
    row("dump outside",
        "schema: [{service: db, volume: v, dump: ../x.sql}]\n",
        u"inside the repository"_s,
        QString(),
        41);
    row("dump http",
        "schema: [{service: db, volume: v, dump: 'http://x/y'}]\n",
        u"https URL"_s,
        QString(),
        41);
    row("dump and snapshot",
        "schema: [{service: db, volume: v, dump: a, snapshot: b}]\n",
        u"one of \"snapshot\" and \"dump\""_s,
        QString(),
        10);
    row("sha of snapshot",
        "schema: [{service: db, volume: v, snapshot: a, sha256: "
        "0000000000000000000000000000000000000000000000000000000000000000"
        "}]\n",
        u"expected text"_s,
        u"quotes"_s,
        56);
    row("no volume",
        "schema: [{service: db, snapshot: a}]\n",
        u"\"service\" and \"volume\""_s,
        QString(),
        10);
    row("inputs outside",
        "bootstrap: [{run: x, inputs: [../*.py]}]\n",
        u"inside the repository"_s,
        QString(),
        31);
    row("inputs absolute",
        "bootstrap: [{run: x, inputs: [/etc/passwd]}]\n",
        u"inside the repository"_s,
        QString(),
        31);
    row("no run", "bootstrap: [{service: app}]\n", u"\"run\" is missing"_s, u"run:"_s, 13);
    row("empty run", "bootstrap: [{run: []}]\n", u"no command"_s, QString(), 19);
    row("timeout",
        "bootstrap: [{run: x, timeout: soon}]\n",
        u"expected a duration"_s,
        QString(),
        31);
    row("timeout zero",
        "bootstrap: [{run: x, timeout: 0}]\n",
        u"expected a duration"_s,
        QString(),
        31);
    row("ida in bootstrap",
        "bootstrap: [{ida: lms, run: x}]\n",
        u"unknown key \"ida\""_s,
        QString(),
        14);
    row("null value",
        "variants: {l: {environment: {app: {A: }}}}\n",
        u"expected text, found nothing"_s,
        u"\"\""_s,
        39);
    row("secret",
        "variants: {l: {environment: {app: {A: {secret: 'a b'}}}}}\n",
        u"name of a secret"_s,
        QString(),
        48);
    row("variable name",
        "variants: {l: {environment: {app: {'A B': 1}}}}\n",
        u"not a variable name"_s,
        QString(),
        36);
    row("user as option",
        "clients: {l: {users: [{name: --superuser}]}}\n",
        u"no program takes for an option"_s,
        QString(),
        30);
    row("grant",
        "clients: {l: {oauth: [{id: a, secret: b, grant: authorization_code}]}}\n",
        u"expected authorization-code"_s,
        u"did you mean"_s,
        49);
    row("redirect",
        "clients: {l: {oauth: [{id: a, secret: b, redirect_uris: ['http://a/,http://b/']}]}}\n",
        u"without commas"_s,
        QString(),
        58);
    row("register text",
        "register: {user: {run: 'x {name}'}}\n",
        u"expected a list of arguments"_s,
        u"shell"_s,
        24);
    row("placeholder",
        "register: {user: {run: [x, '{emial}']}}\n",
        u"unknown placeholder \"{emial}\""_s,
        u"did you mean \"{email}\"?"_s,
        24);
    row("placeholder of user",
        "register: {oauth: {run: [x, '{superuser:--x}']}}\n",
        u"unknown placeholder"_s,
        QString(),
        25);
    row("placeholder in shell",
        "register: {user: {run: [sh, -c, 'x {name}']}}\n",
        u"inside a shell's script"_s,
        u"argument"_s,
        24);
    row("memory", "resources: {memory: lots}\n", u"expected a size"_s, QString(), 21);
    row("cpus", "resources: {cpus: 0}\n", u"above 0"_s, QString(), 19);
    row("suffix",
        "data: {.sql: {run: x}}\n",
        u"not a file suffix"_s,
        u"without the leading dot"_s,
        8);
    row("host name", "provides: {'a b': app}\n", u"not a host name"_s, QString(), 12);
}

void TestManifestMistakes::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    QFETCH(QString, hint);
    QFETCH(int, column);
    const auto read = parseManifest(content, u"m.yml"_s);
    QVERIFY(!read);
    QVERIFY(read.error().kind == Error::Kind::InvalidInput);
    QVERIFY2(read.error().message.contains(message), qPrintable(read.error().toText()));
    QVERIFY2(read.error().hint.contains(hint), qPrintable(read.error().toText()));
    QCOMPARE(read.error().where.toString(), u"m.yml:1:%1"_s.arg(column));
}

QTEST_GUILESS_MAIN(TestManifestMistakes)
#include "tst_manifestmistakes.moc"
