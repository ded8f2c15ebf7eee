// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/makefile.h"
#include "support/patience.h"
#include "support/scratchcheckout.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

namespace {

QString recipe(const Makefile &makefile, const QString &target)
{
    QStringList lines;
    if (const auto found = makefile.find(target)) {
        for (const RecipeLine &line : found.target->recipe)
            lines += line.text;
    }
    return lines.join(u'|');
}

} // namespace

/// What Makefiles offer, in the forms in which repositories write them.
class TestMakefile : public QObject
{
    Q_OBJECT

private slots:
    void recipes_data();
    void recipes();
    void findsPatterns();
    void marksAndHelp();
    void includes();
    void problemsAreNoted_data();
    void problemsAreNoted();
    void hostileOnesEnd_data();
    void hostileOnesEnd();
};

void TestMakefile::recipes_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("expected");
    const auto row
        = [](const char *name,
             const QByteArray &content,
             const QString &target,
             const QString &expected) { QTest::newRow(name) << content << target << expected; };
    row("plain", "up:\n\tdocker-compose up -d\n", u"up"_s, u"docker-compose up -d"_s);
    row("silent", "up:\n\t@-echo a\n\n\t+echo b\n", u"up"_s, u"echo a|echo b"_s);
    row("several targets", "a b: x\n\techo $@\n", u"b"_s, u"echo $@"_s);
    row("double colon", "a:: x\n\techo 1\n", u"a"_s, u"echo 1"_s);
    row("semicolon", "a: ; echo 1\n", u"a"_s, u"echo 1"_s);
    row("variable",
        "N = app\nup:\n\tdocker exec $(N).db ${N}\n",
        u"up"_s,
        u"docker exec app.db app"_s);
    row("later variable", "up:\n\techo $(N)\nN = late\n", u"up"_s, u"echo late"_s);
    row("nested variable", "A = b\nb_x = deep\nup:\n\techo $($(A)_x)\n", u"up"_s, u"echo deep"_s);
    row("immediate", "A := 1\nB := $(A)\nA := 2\nup:\n\techo $(B)\n", u"up"_s, u"echo 1"_s);
    row("append", "A = 1\nA += 2\nup:\n\techo $(A)\n", u"up"_s, u"echo 1 2"_s);
    row("appended to itself", "A := 1\nA := $(A) 2\nup:\n\techo $(A)\n", u"up"_s, u"echo 1 2"_s);
    row("kept", "A = 1\nA ?= 2\nexport A\nup:\n\techo $(A)\n", u"up"_s, u"echo 1"_s);
    row("exported", "export A ?= 2 # why\nup:\n\techo $(A)\n", u"up"_s, u"echo 2"_s);
    row("unknown",
        "up:\n\techo $(HOME)/x $$PATH $$(pwd)\n",
        u"up"_s,
        u"echo ${HOME}/x $PATH $(pwd)"_s);
    row("make", "up:\n\t$(MAKE) dev.up\n", u"up"_s, u"make dev.up"_s);
    row("called",
        "DC = docker compose\ndefine run\n\t@$(DC) exec -T $(1) $(2)\nendef\nup:\n\t$(call "
        "run,app,python manage.py migrate)\n",
        u"up"_s,
        u"docker compose exec -T app python manage.py migrate"_s);
    row("called within a call",
        "inner = <$(1)>\nouter = $(call inner,$(1)$(2))-$(1)\nup:\n\techo $(call outer,a,b)\n",
        u"up"_s,
        u"echo <ab>-a"_s);
    row("called in a circle",
        "f = $(call f,x)y\nup:\n\techo [$(call f,1)]\n",
        u"up"_s,
        u"echo [y]"_s);
    row("shell", "A := $(shell rm -rf x)\nup:\n\techo [$(A)]\n", u"up"_s, u"echo []"_s);
    row("continued", "up:\n\techo a \\\n\t  b\n", u"up"_s, u"echo a \\\n  b"_s);
    row("dotted", "dev.up.build:\n\techo\n", u"dev.up.build"_s, u"echo"_s);
    row("suffixes",
        "ALL = app db\n$(addsuffix -shell, $(ALL)): %-shell:\n\tdocker exec x.$*\n",
        u"db-shell"_s,
        u"docker exec x.$*"_s);
    row("prefixes", "$(addprefix dev.up., a b):\n\techo\n", u"dev.up.b"_s, u"echo"_s);
    row("substitution", "S = a.c b.c\n$(S:.c=.o):\n\techo\n", u"b.o"_s, u"echo"_s);
    row("target variable", "a: export X = 1\na: b\n\techo 1\n", u"a"_s, u"echo 1"_s);
    row("both branches",
        "ifeq ($(X),)\na:\n\techo 1\nelse\nb:\n\techo 2\nendif\n",
        u"b"_s,
        u"echo 2"_s);
    row("first branch's value",
        "ifdef X\nA = 1\nelse\nA = 2\nendif\na:\n\techo $(A)\n",
        u"a"_s,
        u"echo 1"_s);
    row("define",
        "define TEXT\na: b\n\techo wrong\nendef\na:\n\techo right\n",
        u"a"_s,
        u"echo right"_s);
    row("united", "a: b\na:\n\techo 1\n", u"a"_s, u"echo 1"_s);
    row("commented", "# a:\n#\techo\n", u"a"_s, QString());
    row("special", ".PHONY: a\n", u".PHONY"_s, QString());
    row("carriage returns", "a:\r\n\techo 1\r\n", u"a"_s, u"echo 1"_s);
}

void TestMakefile::recipes()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, target);
    QFETCH(QString, expected);
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"Makefile"_s, content));
    const Makefile makefile = readMakefile(Checkout(scratch.path()));
    QCOMPARE(recipe(makefile, target), expected);
    QCOMPARE(makefile.problems.size(), 0);
}

void TestMakefile::findsPatterns()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(
        u"Makefile"_s,
        "%-shell:\n\tsh $*\napp-%:\n\tapp\napp-shell:\n\texact\n%-x-shell:\n\tnear\n"));
    const Makefile makefile = readMakefile(Checkout(scratch.path()));
    QCOMPARE(recipe(makefile, u"app-shell"_s), u"exact"_s);
    QCOMPARE(recipe(makefile, u"a-x-shell"_s), u"near"_s);
    QCOMPARE(makefile.find(u"db-shell"_s).stem, u"db"_s);
    QVERIFY(!makefile.find(u"-shell"_s));
    QVERIFY(!makefile.find(u"nothing"_s));
}

void TestMakefile::marksAndHelp()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(
        u"Makefile"_s, "A = 1\n\ndev.up: dev.x | order ## start it\n\n\techo \\\n\t1\n\techo 2\n"));
    const Makefile makefile = readMakefile(Checkout(scratch.path()));
    const MakeTarget target = *makefile.find(u"dev.up"_s).target;
    QCOMPARE(target.help, u"start it"_s);
    QCOMPARE(target.mark, (SourceMark {u"Makefile"_s, 3, 0}));
    QCOMPARE(target.prerequisites, (QStringList {u"dev.x"_s, u"order"_s}));
    QCOMPARE(target.recipe.size(), 2);
    QCOMPARE(target.recipe.at(1).mark.line, 7);
    QCOMPARE(makefile.variables.value(u"A"_s), u"1"_s);
}

void TestMakefile::includes()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(
        u"Makefile"_s,
        "D = .ci\ninclude $(D)/docker.mk extra/*.mk\n-include local.mk\na:\n\techo\n"));
    QVERIFY(scratch.write(u".ci/docker.mk"_s, "ci_up:\n\tdocker-compose -f .ci/x.yml up\n"));
    QVERIFY(scratch.write(u"extra/more.mk"_s, "more:\n\techo\n"));
    const Makefile makefile = readMakefile(Checkout(scratch.path()));
    QCOMPARE(makefile.files, (QStringList {u"Makefile"_s, u".ci/docker.mk"_s, u"extra/more.mk"_s}));
    QCOMPARE(makefile.find(u"ci_up"_s).target->mark, (SourceMark {u".ci/docker.mk"_s, 1, 0}));
    QVERIFY(makefile.find(u"more"_s) && makefile.find(u"a"_s));
    QVERIFY(makefile.problems.isEmpty());
}

void TestMakefile::problemsAreNoted_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing") << QByteArray("include missing.mk\na:\n\techo\n") << u"missing.mk"_s;
    QTest::newRow("outside") << QByteArray("include ../../etc/passwd\na:\n\techo\n") << u"passwd"_s;
    QTest::newRow("itself") << QByteArray("include Makefile\na:\n\techo\n") << u"included again"_s;
    QTest::newRow("loop") << QByteArray("A = $(B)\nB = $(A)\nx: $(A)\na:\n\techo $(A)\n")
                          << u"refers to itself"_s;
}

void TestMakefile::problemsAreNoted()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"Makefile"_s, content));
    const Makefile makefile = readMakefile(Checkout(scratch.path()));
    QVERIFY(makefile.find(u"a"_s));
    QVERIFY(!makefile.problems.isEmpty());
    QVERIFY2(makefile.problems.first().message.contains(message),
             qPrintable(makefile.problems.first().message));
}

void TestMakefile::hostileOnesEnd_data()
{
    QTest::addColumn<QByteArray>("content");
    QByteArray doubling = "A0 = x\nE0 =\n";
    for (int number = 1; number < 40; ++number) {
        doubling += "A" + QByteArray::number(number) + " = $(A" + QByteArray::number(number - 1)
            + ")$(A" + QByteArray::number(number - 1) + ")\n";
        doubling += "E" + QByteArray::number(number) + " = $(E" + QByteArray::number(number - 1)
            + ")$(E" + QByteArray::number(number - 1) + ")\n";
    }
    QTest::newRow("doubling") << QByteArray(doubling
                                            + "$(A39): $(E39)\n\techo $(A38) $(E38) $(E17)\n");
    QByteArray lines = doubling + "a:\n";
    for (int number = 0; number < 20'000; ++number)
        lines += "\techo $(A15) $(E15)\n";
    QTest::newRow("many expensive lines") << lines;
    QTest::newRow("open references")
        << QByteArray(QByteArray("a: ") + QByteArray("$(").repeated(300'000));
    QTest::newRow("appending") << QByteArray(QByteArray("A += $(A) $(A)\n").repeated(50'000)
                                             + "a: $(A)\n");
    QTest::newRow("many targets") << QByteArray(
        "T = " + QByteArray("abcdefgh ").repeated(7'000) + "\n"
        + QByteArray("$(addsuffix x,$(T)): $(T)\n\techo $(T)\n").repeated(2'000));
    QTest::newRow("stars") << QByteArray(
        QByteArray("A := $(wildcard **/**/*a*a*a*a*a*b)\n").repeated(1000));
    QTest::newRow("never ending define")
        << QByteArray("define X\n" + QByteArray("line\n").repeated(100'000));
    QTest::newRow("one line") << QByteArray(1'000'000, ':');
    QTest::newRow("continued") << QByteArray("\\\n").repeated(400'000);
}

void TestMakefile::hostileOnesEnd()
{
    QFETCH(QByteArray, content);
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"Makefile"_s, content.left(1024 * 1024)));
    QElapsedTimer clock;
    clock.start();
    readMakefile(Checkout(scratch.path()));
    QVERIFY2(clock.elapsed() < patience(10'000), qPrintable(QString::number(clock.elapsed())));
}

QTEST_GUILESS_MAIN(TestMakefile)
#include "tst_makefile.moc"
