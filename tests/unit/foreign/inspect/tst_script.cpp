// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/script.h"
#include "support/patience.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

namespace {

Script parse(const QByteArray &content)
{
    return readScript(QString::fromUtf8(content).split(u'\n'), u"run.sh"_s);
}

QString commandText(const QList<SimpleCommand> &commands)
{
    QStringList texts;
    for (const SimpleCommand &command : commands)
        texts += command.words.join(u'·')
            + (command.input.isEmpty() ? QString() : u" <<"_s + command.input.trimmed());
    return texts.join(u" | "_s);
}

} // namespace

/// Shell scripts, as far as they can be known without running them.
class TestScript : public QObject
{
    Q_OBJECT

private slots:
    void commands_data();
    void commands();
    void loops_data();
    void loops();
    void head();
    void marks();
    void inlinesFunctions();
    void hostileOnesEnd_data();
    void hostileOnesEnd();
};

void TestScript::commands_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &content, const char16_t *expected) {
        QTest::newRow(name) << content << QString::fromUtf16(expected);
    };
    row("words", "a b  c\nd", u"a·b·c | d");
    row("comment", "# no\na # b\nc#d", u"a | c#d");
    row("continued", "a \\\n  b\nc", u"a·b | c");
    row("quotes", "a \"b c\" 'd \"e' f\\ g", u"a·b c·d \"e·f g");
    row("escapes", R"(a "x \"y\" \$z \\ \n")", u"a·x \"y\" $z \\ \\n");
    row("variable",
        "n=app\ndocker exec $n.db \"${n}_worker\" '$n'",
        u"docker·exec·app.db·app_worker·$n");
    row("split", "c='a b'\n$c \"$c\"", u"a·b·a b");
    row("unknown", "a $X ${Y:-z} \"$(pwd)/..\" $1 $*", u"a·${X}·${Y:-z}·$(pwd)/..·${1}·${*}");
    row("default", "n=5\na ${n:-7}", u"a·5");
    row("not knowable", "n=1\nn=$(date)\na $n", u"a·${n}");
    row("for one command", "n=1 a $n\nb $n", u"a·1 | b·${n}");
    row("export", "export n=1 m\nb $n", u"export·m | b·1");
    row("separators", "a; b && c || d & e | f", u"a | b | c | d | e | f");
    row("redirections", "a > x 2>&1 < y b &> /dev/null >>z c 2>/dev/null", u"a·b·c");
    row("here-document", "a << EOF b\none $x\n# two\nEOF\nc", u"a·b <<one ${x}\n# two | c");
    row("literal here-document", "x=1\na <<'E'\n$x\nE\nc", u"a <<$x | c");
    row("nested here-documents", "a << O\n b << I\n c\nI\nO\nd", u"a <<b << I\n c\nI | d");
    row("tabs", "a <<-E\n\tx\n\tE\nb", u"a <<x | b");
    row("here-string", "a <<< \"x y\"\nb", u"a <<x y | b");
    row("if",
        "if [ -z $X ]; then a; elif b; then c; else d; fi\ne",
        u"[·-z·${X}·] | a | b | c | d | e");
    row("case", "case $1 in\n  up|down) a ;;\n  *) b;;\nesac\nc", u"a | b | c");
    row("subshell", "(cd x && a)\nb", u"cd·x | a | b");
    row("group", "{ a; b; } 2>&1\nc", u"a | b | c");
    row("substitution with separators", "a \"$(b; c | d)\" e", u"a·$(b; c | d)·e");
    row("for", "for i in 1 2; do a $i; done\nb", u"a·${i} | b");
    row("keyword as word", "echo if then done", u"echo·if·then·done");
    row("json",
        R"(docker exec app bash -c "echo 'a(\"b\", \"c\") if not d' | python")",
        u"docker·exec·app·bash·-c·echo 'a(\"b\", \"c\") if not d' | python");
}

void TestScript::commands()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, expected);
    QString text = commandText(parse(content).commands);
    // Heads of `for` and `case` are commands to nobody.
    text.remove(QRegularExpression(u"^i·in·1·2 \\| |^case·\\S+ \\| "_s));
    QCOMPARE(text, expected);
}

void TestScript::loops_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("bounded");
    QTest::newRow("until") << QByteArray("until docker exec -i a.db mysql -se \"SELECT 1\" &> "
                                         "/dev/null\ndo\n  printf .\n  sleep 1\ndone\n")
                           << false;
    QTest::newRow("while true") << QByteArray("while true; do sleep 1; done") << false;
    QTest::newRow("counter") << QByteArray("while [ $n -lt 30 ]; do sleep 1; done") << true;
    QTest::newRow("break") << QByteArray("while :; do\n if x; then break; fi\n sleep 1\ndone")
                           << true;
    QTest::newRow("exit") << QByteArray(
        "until x; do n=$((n+1)); [ $n -gt 9 ] && exit 1; sleep 1; done")
                          << true;
    QTest::newRow("timeout") << QByteArray("until timeout 5 x; do sleep 1; done") << true;
    QTest::newRow("read") << QByteArray("while read -r line; do echo $line; done < file") << true;
    QTest::newRow("for") << QByteArray("for i in 1 2; do x; done") << true;
    QTest::newRow("inner break") << QByteArray("until x; do for i in 1 2; do break; done; done")
                                 << false;
}

void TestScript::loops()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, bounded);
    const Script script = parse(content);
    QVERIFY(!script.loops.isEmpty());
    QCOMPARE(script.loops.first().bounded, bounded);
    QCOMPARE(script.loops.first().mark.line, 1);
}

void TestScript::head()
{
    QVERIFY(!parse("a").stopsOnError);
    QVERIFY(parse("set -euf -o pipefail").stopsOnError);
    QVERIFY(parse("set -o errexit").stopsOnError);
    QVERIFY(parse("#!/bin/bash -e\na").stopsOnError);
    QVERIFY(!parse("set +e\nset -x").stopsOnError);
    QCOMPARE(parse("#!/usr/bin/env bash\na").shebang, u"/usr/bin/env bash"_s);
    QCOMPARE(parse("name=\"x\"\nport=1").variables,
             (QMap<QString, QString> {{u"name"_s, u"x"_s}, {u"port"_s, u"1"_s}}));
}

void TestScript::marks()
{
    const Script script = parse("# 1\na \\\n  b\n\nuntil x\ndo\n  y || z\ndone\n");
    QCOMPARE(script.commands.at(0).mark, (SourceMark {u"run.sh"_s, 2, 0}));
    QCOMPARE(script.commands.at(0).written, u"a \\"_s);
    QCOMPARE(script.commands.at(1).mark.line, 5);
    QVERIFY(script.commands.at(1).condition && script.commands.at(1).guarded);
    QCOMPARE(script.commands.at(1).loop, 0);
    QVERIFY(script.commands.at(2).guarded && !script.commands.at(3).guarded);
    QCOMPARE(script.commands.at(3).loop, 0);
}

void TestScript::inlinesFunctions()
{
    const Script script
        = parse("n=app\nrun() {\n  docker exec -t lms bash -c \"manage ${*} for $n\"\n}\n"
                "function other {\n  run \"$1\" twice\n}\nunused() { never; }\n"
                "run \"a b\"\nother c\nlast \"$@\"\n");
    QCOMPARE(script.functions, (QStringList {u"run"_s, u"other"_s, u"unused"_s}));
    const QList<SimpleCommand> executed = script.executed();
    QCOMPARE(commandText(executed),
             u"docker·exec·-t·lms·bash·-c·manage a b for app | docker·exec·-t·lms·bash·-c·manage c "
             u"twice for app | last·${@}"_s);
    QCOMPARE(executed.at(0).mark.line, 9);
    QCOMPARE(executed.at(0).written, u"run \"a b\""_s);
    // A function that calls itself, also through another, is not followed into itself.
    QCOMPARE(commandText(parse("f() { f; a; }\nf\n").executed()), u"f | a"_s);
    QCOMPARE(commandText(parse("f() { g; }\ng() { f; b; }\nf\n").executed()), u"f | b"_s);
}

void TestScript::hostileOnesEnd_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("subshells") << QByteArray("(a;").repeated(300'000);
    QTest::newRow("quotes") << QByteArray("\"$(").repeated(300'000);
    QTest::newRow("braces") << QByteArray("${").repeated(300'000);
    QTest::newRow("functions") << QByteArray(QByteArray("f() { f; f; f; }\n")
                                             + QByteArray("f\n").repeated(100'000));
    QTest::newRow("documents") << QByteArray("a <<E\n").repeated(100'000);
    QTest::newRow("many documents") << QByteArray("<<E ").repeated(200'000);
    QTest::newRow("growing") << QByteArray(QByteArray("a=x\n")
                                           + QByteArray("a=$a$a$a\n").repeated(1000)
                                           + QByteArray("b $a\n").repeated(1000));
    QTest::newRow("one long line") << QByteArray(QByteArray("a | ").repeated(250'000));
    QTest::newRow("nul") << QByteArray(100'000, '\1');
}

void TestScript::hostileOnesEnd()
{
    QFETCH(QByteArray, content);
    QElapsedTimer clock;
    clock.start();
    parse(content.left(1024 * 1024)).executed();
    QVERIFY2(clock.elapsed() < patience(10'000), qPrintable(QString::number(clock.elapsed())));
}

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
