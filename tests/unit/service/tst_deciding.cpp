// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/choiceresolver.h"
#include "service/observing/snapshot.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Who decides a variant and a configuration, and what happens when wishes contradict each other.
class TestDeciding : public QObject
{
    Q_OBJECT

private slots:
    void variants_data();
    void variants();
    void whoDecides();
    void configurationsOfDependents();
    void contradictionsStop();
    void contradictionsSettled_data();
    void contradictionsSettled();
    void refsBeforeAndAfterTheClone();
    void offIsTold();
    void externalWithoutAddress();
    void unknownNamesSayWhere();

private:
    /// `a` and `b` are listed and need `lms`, whose compose file has a worker and two variants.
    static void fill(const testing::WorkspaceFolder &folder,
                     const QByteArray &a,
                     const QByteArray &b,
                     const QByteArray &lms = {})
    {
        folder.write(u"devstack.yml"_s,
                     "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n  a: {}\n"
                     "  b: {}\n"
                         + (lms.isEmpty() ? QByteArray() : "  lms: " + lms + "\n"));
        folder.write(u"a/docker-compose.yml"_s, needs(a));
        folder.write(u"b/docker-compose.yml"_s, needs(b));
        folder.write(u"lms/docker-compose.yml"_s,
                     "services: {app: {build: .}, worker: {image: x}}\nx-devstack:\n  variants:\n"
                     "    light: {without: [worker]}\n    tiny: {without: [worker]}\n"
                     "  configurations: {default: {}, demo: {seeds: []}}\n");
    }
    static QByteArray needs(const QByteArray &dependency)
    {
        return "services: {app: {build: .}}\nx-devstack:\n  depends_on:\n    lms: " + dependency
            + "\n";
    }
    static void choose(const testing::WorkspaceFolder &folder, const IdaChoice &choice)
    {
        Choices choices;
        choices.idas[u"lms"_s] = choice;
        const auto saved = folder.open()->internals().withState(
            [&](WorkspaceState &state) { return state.save(choices); });
        QVERIFY(saved);
    }
};

void TestDeciding::variants_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<QByteArray>("listed");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nobody asks") << QByteArray("{}") << QByteArray("{}") << QByteArray() << u""_s
                                 << u""_s;
    QTest::newRow("one asks") << QByteArray("{variant: light}") << QByteArray("{}") << QByteArray()
                              << u""_s << u"light"_s;
    QTest::newRow("both agree") << QByteArray("{variant: tiny}") << QByteArray("{variant: tiny}")
                                << QByteArray() << u""_s << u"tiny"_s;
    QTest::newRow("listed runs whole")
        << QByteArray("{variant: light}") << QByteArray("{}") << QByteArray("{}") << u""_s << u""_s;
    QTest::newRow("devstack.yml says") << QByteArray("{variant: light}") << QByteArray("{}")
                                       << QByteArray("{variant: tiny}") << u""_s << u"tiny"_s;
    QTest::newRow("the engineer wins") << QByteArray("{variant: light}") << QByteArray("{}")
                                       << QByteArray("{variant: light}") << u"tiny"_s << u"tiny"_s;
    QTest::newRow("the engineer wants all of it")
        << QByteArray("{variant: light}") << QByteArray("{variant: light}")
        << QByteArray("{variant: tiny}") << u"none"_s << u""_s;
    QTest::newRow("a dependent needs all of it")
        << QByteArray("{variant: none}") << QByteArray("{}") << QByteArray() << u""_s << u""_s;
}

void TestDeciding::variants()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(QByteArray, listed);
    QFETCH(QString, chosen);
    QFETCH(QString, expected);
    const testing::WorkspaceFolder folder;
    fill(folder, a, b, listed);
    if (!chosen.isEmpty()) {
        IdaChoice choice;
        choice.variant = chosen;
        choose(folder, choice);
    }
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition *lms = definition.find(u"lms"_s);
    QVERIFY2(lms->problems.isEmpty(),
             lms->problems.isEmpty() ? "" : qPrintable(lms->problems.first().toText()));
    QCOMPARE(lms->variant, expected);
    QVERIFY(definition.conflicts.isEmpty());
}

void TestDeciding::whoDecides()
{
    const testing::WorkspaceFolder folder;
    fill(folder, "{variant: light}", "{}");
    QVERIFY(folder.read().find(u"lms"_s)->variantBy == DecidedBy::Dependent);
    QVERIFY(folder.read().find(u"a"_s)->modeBy == DecidedBy::Nobody);
    fill(folder, "{}", "{}", "{mode: image, variant: light}");
    const WorkspaceDefinition shared = folder.read();
    QVERIFY(shared.find(u"lms"_s)->modeBy == DecidedBy::WorkspaceFile);
    QVERIFY(shared.find(u"lms"_s)->variantBy == DecidedBy::WorkspaceFile);
    IdaChoice choice;
    choice.mode = Mode::Develop;
    choose(folder, choice);
    QVERIFY(folder.read().find(u"lms"_s)->modeBy == DecidedBy::Engineer);
}

void TestDeciding::configurationsOfDependents()
{
    const testing::WorkspaceFolder folder;
    fill(folder,
         "{}\n  configurations: {default: {dependencies: {lms: {configuration: demo, variant: "
         "tiny}}}}",
         "{}");
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.find(u"lms"_s)->configuration, u"demo"_s);
    QVERIFY(definition.find(u"lms"_s)->configurationBy == DecidedBy::Dependent);
    QCOMPARE(definition.find(u"lms"_s)->variant, u"tiny"_s);
}

void TestDeciding::contradictionsStop()
{
    const testing::WorkspaceFolder folder;
    fill(folder, "{variant: light}", "{variant: tiny}");
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.conflicts.size(), 1);
    const ChoiceConflict &conflict = definition.conflicts.first();
    QCOMPARE(toString(conflict.matter), u"variant"_s);
    QVERIFY(!conflict.isSettled());
    QCOMPARE(conflict.demands.size(), 2);
    QVERIFY(conflict.demands[0].mark.line > 0);
    QVERIFY(conflict.commands().contains(u"devstack variant lms tiny"_s));
    const auto stopped = requireSettled(definition, {u"a"_s, u"lms"_s});
    QVERIFY(!stopped);
    QCOMPARE(toString(stopped.error().kind), toString(Error::Kind::Conflict));
    for (const QString &word : {u"“a”"_s, u"“b”"_s, u"light"_s, u"tiny"_s})
        QVERIFY2(stopped.error().message.contains(word), qPrintable(stopped.error().message));
    QVERIFY(stopped.error().hint.contains(u"devstack variant lms light"_s));
    // Who does not run it is not stopped by it.
    QVERIFY(requireSettled(definition, {u"a"_s}));
    // What is off asks for nothing.
    fill(folder, "{variant: light}", "{variant: tiny}");
    folder.write(u"devstack.yml"_s,
                 "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n  a: {}\n"
                 "  b: {mode: off}\n");
    QVERIFY(folder.read().conflicts.isEmpty());
    QCOMPARE(folder.read().find(u"lms"_s)->variant, u"light"_s);
}

void TestDeciding::contradictionsSettled_data()
{
    QTest::addColumn<QByteArray>("listed");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("value");
    QTest::newRow("listed") << QByteArray("{}") << u""_s << u"devstack.yml"_s << u"none"_s;
    QTest::newRow("said") << QByteArray("{variant: tiny}") << u""_s << u"devstack.yml"_s
                          << u"tiny"_s;
    QTest::newRow("chosen") << QByteArray() << u"light"_s << u"your choice"_s << u"light"_s;
    QTest::newRow("all of it") << QByteArray() << u"none"_s << u"your choice"_s << u"none"_s;
}

void TestDeciding::contradictionsSettled()
{
    QFETCH(QByteArray, listed);
    QFETCH(QString, chosen);
    const testing::WorkspaceFolder folder;
    fill(folder, "{variant: light}", "{variant: tiny}", listed);
    if (!chosen.isEmpty()) {
        IdaChoice choice;
        choice.variant = chosen;
        choose(folder, choice);
    }
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.conflicts.size(), 1);
    QTEST(definition.conflicts.first().settledBy, "by");
    QTEST(definition.conflicts.first().value, "value");
    QVERIFY(requireSettled(definition, {u"lms"_s}));
    // Settled or not, it is seen.
    const auto snapshot = folder.open()->snapshot();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->conflicts, definition.conflicts);
}

void TestDeciding::refsBeforeAndAfterTheClone()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n  a: {}\n"
                 "  b: {}\n");
    folder.write(u"a/docker-compose.yml"_s, needs("{ref: main}"));
    folder.write(u"b/docker-compose.yml"_s, needs("{ref: v2}"));
    const auto stopped = requireSettled(folder.read(), {u"lms"_s});
    QVERIFY(!stopped);
    QVERIFY2(stopped.error().message.contains(u"ref of “lms”"_s),
             qPrintable(stopped.error().message));
    QVERIFY(stopped.error().hint.contains(u"devstack.yml"_s));
    folder.write(u"lms/docker-compose.yml"_s, "services: {app: {build: .}}\n");
    const WorkspaceDefinition cloned = folder.read();
    QCOMPARE(cloned.conflicts.size(), 1);
    QCOMPARE(cloned.conflicts.first().settledBy, u"the checkout"_s);
    QCOMPARE(cloned.conflicts.first().value, u"main"_s);
    QVERIFY(requireSettled(cloned, {u"lms"_s}));
    // Another repository under the same name is never cloned twice, nor by chance.
    folder.write(u"b/docker-compose.yml"_s, needs("{repository: 'https://h.org/fork'}"));
    folder.write(u"a/docker-compose.yml"_s, needs("{repository: 'https://h.org/lms.git'}"));
    const WorkspaceDefinition forked = folder.read();
    QCOMPARE(forked.conflicts.size(), 1);
    QCOMPARE(toString(forked.conflicts.first().matter), u"repository"_s);
    QVERIFY(forked.conflicts.first().text().contains(u"fork"_s));
}

void TestDeciding::offIsTold()
{
    const testing::WorkspaceFolder folder;
    fill(folder, "{}", "{optional: true}", "{mode: off}");
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.conflicts.size(), 1);
    const ChoiceConflict &conflict = definition.conflicts.first();
    QCOMPARE(toString(conflict.matter), u"mode"_s);
    QCOMPARE(conflict.demands.size(), 1); // b can do without
    QCOMPARE(conflict.demands.first().ida, u"a"_s);
    QCOMPARE(conflict.settledBy, u"devstack.yml"_s);
    QVERIFY(conflict.text().contains(u"“lms” is off"_s));
    QVERIFY(conflict.commands().contains(u"devstack mode lms develop"_s));
    QVERIFY(requireSettled(definition, {u"lms"_s}));
}

void TestDeciding::externalWithoutAddress()
{
    const testing::WorkspaceFolder folder;
    fill(folder, "{}", "{}", "{mode: external}");
    QVERIFY(!requireSettled(folder.read(), {u"lms"_s}));
    fill(folder, "{}", "{}", "{mode: external, external: {url: 'https://lms.example.org'}}");
    QVERIFY(folder.read().conflicts.isEmpty());
}

void TestDeciding::unknownNamesSayWhere()
{
    const testing::WorkspaceFolder folder;
    fill(folder, "{variant: lite}", "{}");
    const WorkspaceDefinition asked = folder.read();
    const Error wrong = asked.find(u"lms"_s)->problems.value(0);
    QVERIFY2(wrong.message.contains(u"no variant “lite”"_s), qPrintable(wrong.message));
    QCOMPARE(wrong.where.file, folder.path(u"a/docker-compose.yml"_s));
    QVERIFY(wrong.hint.contains(u"light"_s));
    fill(folder, "{}", "{}", "{configuration: demoo}");
    const WorkspaceDefinition shared = folder.read();
    const Error listed = shared.find(u"lms"_s)->problems.value(0);
    QCOMPARE(listed.where.file, folder.path(u"devstack.yml"_s));
    QCOMPARE(listed.where.line, 6);
    IdaChoice choice;
    choice.configuration = u"gone"_s;
    choose(folder, choice);
    const WorkspaceDefinition chosen = folder.read();
    QVERIFY(chosen.find(u"lms"_s)->problems.value(0).hint.contains(u"devstack use lms default"_s));
}

QTEST_GUILESS_MAIN(TestDeciding)
#include "tst_deciding.moc"
