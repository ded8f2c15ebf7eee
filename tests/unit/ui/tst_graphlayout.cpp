// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/graph/graphlayout.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// "a>b b>c" as a request.
LayoutRequest request(const QString &text)
{
    LayoutRequest request;
    request.nodeSize = QSizeF(224, 104);
    for (const QString &edge : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList ends = edge.split(u'>');
        for (const QString &node : ends) {
            if (!request.nodes.contains(node))
                request.nodes.append(node);
        }
        if (ends.size() == 2)
            request.edges.append({ends.first(), ends.last()});
    }
    return request;
}

QPointF place(const GraphLayout &layout, const QString &name)
{
    for (const auto &node : layout.nodes) {
        if (node.name == name)
            return node.topLeft;
    }
    return {-1, -1};
}

} // namespace

class TestGraphLayout : public QObject
{
    Q_OBJECT
private slots:
    void draws_data();
    void draws();
    void putsCyclesInOneColumn();
    void hostileNames();
    void largeOnesFitThePage_data();
    void largeOnesFitThePage();
    void nothing();
};

void TestGraphLayout::draws_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<bool>("plain");
    const QStringList graphs {
        u"a"_s, u"a>b"_s, u"a>b b>c a>c d"_s, u"a>b b>a"_s, u"a>b b>c c>a c>d"_s, u"a>a b"_s};
    for (const QString &graph : graphs) {
        QTest::newRow(qPrintable(graph)) << graph << false;
        QTest::newRow(qPrintable(graph + u" plainly"_s)) << graph << true;
    }
    QString large;
    for (int i = 1; i < 50; ++i)
        large += u"s%1>s%2 s%1>s%3 "_s.arg(i).arg(i / 2).arg(i / 3);
    QTest::newRow("fifty") << large << false;
}

void TestGraphLayout::draws()
{
    QFETCH(QString, graph);
    QFETCH(bool, plain);
    const LayoutRequest wanted = request(graph);
    const GraphLayout layout = plain ? layOutPlainly(wanted) : layOutGraph(wanted);
    QCOMPARE(layout.nodes.size(), wanted.nodes.size());
    for (const auto &node : layout.nodes) {
        const QRectF box(node.topLeft, wanted.nodeSize);
        QVERIFY(box.left() >= -1 && box.top() >= -1);
        QVERIFY(box.right() <= layout.size.width() + 1 && box.bottom() <= layout.size.height() + 1);
        for (const auto &other : layout.nodes) {
            if (other.name != node.name)
                QVERIFY2(!box.intersects(QRectF(other.topLeft, wanted.nodeSize)),
                         qPrintable(node.name + other.name));
        }
    }
    for (const auto &route : layout.routes) {
        QVERIFY(route.points.size() >= 4);
        QCOMPARE((route.points.size() - 1) % 3, 0);
    }
    if (graph == u"a>b")
        QVERIFY(place(layout, u"a"_s).x() < place(layout, u"b"_s).x());
}

void TestGraphLayout::putsCyclesInOneColumn()
{
    LayoutRequest wanted = request(u"a>b x>a"_s);
    wanted.sameRank = {{u"a"_s, u"b"_s}};
    const GraphLayout layout = layOutGraph(wanted);
    QCOMPARE(place(layout, u"a"_s).x(), place(layout, u"b"_s).x());
}

void TestGraphLayout::hostileNames()
{
    LayoutRequest wanted = request(u"<b>x</b>>y"_s);
    wanted.nodes = {u"<table>"_s, u"\"];}"_s, QString(5000, u'n')};
    wanted.edges = {{wanted.nodes.at(0), wanted.nodes.at(1)}, {wanted.nodes.at(0), u"nobody"_s}};
    const GraphLayout layout = layOutGraph(wanted);
    QCOMPARE(layout.nodes.size(), 3);
    QCOMPARE(layout.routes.size(), 1);
}

void TestGraphLayout::largeOnesFitThePage_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<double>("atLeast"); // zoom at which everything is seen
    const auto text = [](int count, auto &&targets) {
        QString all;
        for (int i = 1; i < count; ++i) {
            for (int target : targets(i))
                all += u"s%1>s%2 "_s.arg(i).arg(target);
        }
        return all;
    };
    QTest::newRow("tree") << text(50, [](int i) { return QList<int> {i / 2, i / 3}; }) << 0.38;
    QTest::newRow("star") << text(50, [](int) { return QList<int> {0}; }) << 0.45;
    QTest::newRow("pairs, one of them a cycle")
        << text(50, [](int i) { return QList<int> {i ^ 1}; }) << 0.45;
    QString lonely;
    for (int i = 0; i < 50; ++i)
        lonely += u"s%1 "_s.arg(i);
    QTest::newRow("nobody needs anybody") << lonely << 0.45;
}

void TestGraphLayout::largeOnesFitThePage()
{
    QFETCH(QString, graph);
    QFETCH(double, atLeast);
    LayoutRequest wanted = request(graph);
    wanted.page = QSizeF(1100, 700);
    const GraphLayout layout = layOutGraph(wanted);
    QCOMPARE(layout.nodes.size(), wanted.nodes.size());
    const double zoom = std::min(1100 / layout.size.width(), 700 / layout.size.height());
    QVERIFY2(zoom >= atLeast, qPrintable(QString::number(zoom)));
    for (const auto &node : layout.nodes) {
        const QRectF box(node.topLeft, wanted.nodeSize);
        for (const auto &other : layout.nodes)
            QVERIFY(other.name == node.name
                    || !box.intersects(QRectF(other.topLeft, wanted.nodeSize)));
    }
}

void TestGraphLayout::nothing()
{
    QVERIFY(layOutGraph({}).nodes.isEmpty());
    QVERIFY(layOutPlainly({}).nodes.isEmpty());
}

QTEST_GUILESS_MAIN(TestGraphLayout)
#include "tst_graphlayout.moc"
