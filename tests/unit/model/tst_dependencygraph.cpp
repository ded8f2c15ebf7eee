// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/graph/dependencygraph.h"
#include "model/graph/graphtext.h"
#include "support/patience.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;
using Purpose = DependencyGraph::Purpose;

namespace {

/// "a>b a>c! c~>a": ">" for both purposes, "r>" run only, "p>" provision only; "!" after a name:
/// optional.
DependencyGraph graphOf(const QString &text)
{
    DependencyGraph graph;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype arrow = word.indexOf(u'>');
        if (arrow < 0) {
            graph.addIda(word);
            continue;
        }
        DependencyEdge edge;
        edge.from = word.first(1);
        edge.to = word.sliced(arrow + 1, 1);
        edge.optional = word.endsWith(u'!');
        edge.purpose.run = !word.contains(u"p>");
        edge.purpose.provision = !word.contains(u"r>");
        graph.addEdge(edge);
    }
    return graph;
}

QString joined(const QList<QStringList> &groups)
{
    QStringList texts;
    for (const QStringList &group : groups)
        texts.append(group.join(u','));
    return texts.join(u' ');
}

} // namespace

/// Closure, cycles and layers of small graphs, and that large ones stay cheap.
class TestDependencyGraph : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void mergesEdges();
    void writesDot();
    void staysCheap();
    void survivesLongChains();
};

void TestDependencyGraph::answers_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<Purpose>("purpose");
    QTest::addColumn<QString>("closureOfA");
    QTest::addColumn<QString>("cycles");
    QTest::addColumn<QString>("layers");
    QTest::newRow("one") << u"a"_s << Purpose::Any << u"a"_s << QString() << u"a"_s;
    QTest::newRow("chain") << u"a>b b>c"_s << Purpose::Any << u"a,b,c"_s << QString() << u"c b a"_s;
    QTest::newRow("diamond") << u"a>b a>c b>d c>d"_s << Purpose::Any << u"a,b,c,d"_s << QString()
                             << u"d b,c a"_s;
    QTest::newRow("cycle") << u"a>b b>a b>c"_s << Purpose::Any << u"a,b,c"_s << u"a,b"_s
                           << u"c a,b"_s;
    QTest::newRow("self") << u"a>a a>b"_s << Purpose::Any << u"a,b"_s << u"a"_s << u"b a"_s;
    QTest::newRow("two cycles") << u"a>b b>a c>d d>c a>c"_s << Purpose::Any << u"a,b,c,d"_s
                                << u"a,b c,d"_s << u"c,d a,b"_s;
    QTest::newRow("run only") << u"ar>b bp>a"_s << Purpose::Run << u"a,b"_s << QString()
                              << u"b a"_s;
    QTest::newRow("provision only")
        << u"ar>b bp>a"_s << Purpose::Provision << u"a"_s << QString() << u"a b"_s;
    QTest::newRow("both see a cycle")
        << u"ar>b bp>a"_s << Purpose::Any << u"a,b"_s << u"a,b"_s << u"a,b"_s;
    QTest::newRow("optional") << u"a>b! b>c"_s << Purpose::Any << u"a"_s << QString() << u"c b a"_s;
}

void TestDependencyGraph::answers()
{
    QFETCH(QString, graph);
    QFETCH(Purpose, purpose);
    const DependencyGraph value = graphOf(graph);
    QTEST(value.closure({u"a"_s, u"unknown"_s}, purpose, false).join(u','), "closureOfA");
    QTEST(joined(value.cycles(purpose)), "cycles");
    QTEST(joined(value.layers(purpose)), "layers");
}

void TestDependencyGraph::mergesEdges()
{
    DependencyGraph graph;
    graph.addEdge({u"a"_s, u"b"_s, {true, false}, false, false, {{{u"x"_s, 1, 1}, u"found"_s}}});
    graph.addEdge({u"a"_s, u"b"_s, {false, true}, true, true, {{{u"y"_s, 2, 1}, u"declared"_s}}});
    graph.addEdge({u"a"_s, u"b"_s, {true, false}, false, false, {}});
    QCOMPARE(graph.edges().size(), 1);
    const DependencyEdge edge = graph.edges().first();
    QVERIFY(edge.purpose.run && edge.purpose.provision && edge.declared && edge.optional);
    QCOMPARE(edge.evidence.size(), 2);
    QCOMPARE(graph.dependentsOf(u"b"_s), QStringList {u"a"_s});
    QCOMPARE(graph.dependenciesOf(u"a"_s), QStringList {u"b"_s});
}

void TestDependencyGraph::writesDot()
{
    DependencyGraph graph;
    graph.addEdge({u"a\"; evil [\\"_s, u"b"_s, {true, false}, false, true, {}});
    const QString dot = graphToDot(graph, u"w"_s);
    QVERIFY2(
        dot.contains(u"\"a\\\"; evil [\\\\\" -> \"b\" [style=dashed, color=gray, label=run];"_s),
        qPrintable(dot));
}

void TestDependencyGraph::staysCheap()
{
    DependencyGraph graph;
    for (int i = 0; i < 3000; ++i)
        graph.addEdge({u"ida%1"_s.arg(i * 7919 % 1000),
                       u"ida%1"_s.arg(i * 104729 % 1000 / (1 + i % 3)),
                       {},
                       true,
                       false,
                       {}});
    QElapsedTimer timer;
    timer.start();
    const auto cycles = graph.cycles();
    const auto layers = graph.layers(Purpose::Any);
    const auto closure = graph.closure({graph.idas().first()}, Purpose::Any, true);
    const qint64 elapsed = timer.elapsed();
    QVERIFY(!layers.isEmpty() && !closure.isEmpty());
    qsizetype count = 0;
    for (const QStringList &layer : layers)
        count += layer.size();
    QCOMPARE(count, graph.idas().size());
    QVERIFY2(elapsed < patience(500), qPrintable(u"%1 ms"_s.arg(elapsed)));
    qInfo() << "1,000 IDAs:" << elapsed << "ms," << cycles.size() << "cycles";
}

void TestDependencyGraph::survivesLongChains()
{
    DependencyGraph graph;
    constexpr int kLength = 100'000;
    for (int i = 0; i < kLength; ++i)
        graph.addEdge({QString::number(i), QString::number(i + 1), {}, true, false, {}});
    QCOMPARE(graph.layers(Purpose::Any).size(), kLength + 1);
    QVERIFY(graph.cycles().isEmpty());
}

QTEST_GUILESS_MAIN(TestDependencyGraph)
#include "tst_dependencygraph.moc"
