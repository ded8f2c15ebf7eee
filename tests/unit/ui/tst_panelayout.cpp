// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/panelayout.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestPaneLayout : public QObject
{
    Q_OBJECT

private slots:
    void panesSplitAndClose();
    void layoutsAreKept();
};

void TestPaneLayout::panesSplitAndClose()
{
    PaneLayout layout(0);
    QVERIFY(layout.split(0, 1, false));
    QVERIFY(layout.split(1, 2, true));
    QVERIFY(!layout.split(9, 3, true));
    QCOMPARE(layout.places().size(), 3);
    QCOMPARE(layout.places().at(0).rect, QRectF(0, 0, 0.5, 1));
    QCOMPARE(layout.places().at(2).rect, QRectF(0.5, 0.5, 0.5, 0.5));
    QCOMPARE(layout.handles().size(), 2);
    layout.move(0, 0.01);
    QCOMPARE(layout.places().at(0).rect.width(), 0.125);
    QCOMPARE(layout.next(2, 1), 0);
    QCOMPARE(layout.next(0, -1), 2);
    QVERIFY(layout.close(0));
    QCOMPARE(layout.places().first().rect, QRectF(0, 0, 1, 0.5));
    QVERIFY(layout.close(1));
    QVERIFY(!layout.close(2)); // the last one stays
    QCOMPARE(layout.places().first().rect, QRectF(0, 0, 1, 1));
}

void TestPaneLayout::layoutsAreKept()
{
    PaneLayout layout(4);
    QVERIFY(layout.split(4, 1, true) && layout.split(1, 2, false));
    layout.move(1, 0.3);
    const auto back = PaneLayout::fromJson(layout.toJson());
    QVERIFY(back);
    QCOMPARE(back->toJson(), layout.toJson());
    QVERIFY(!PaneLayout::fromJson({}));
    QVERIFY(!PaneLayout::fromJson({{u"first"_s, QJsonObject {{u"pane"_s, 1}}}}));
    const QJsonObject same {{u"pane"_s, 1}};
    QVERIFY(!PaneLayout::fromJson({{u"first"_s, same}, {u"second"_s, same}}));
}

QTEST_GUILESS_MAIN(TestPaneLayout)
#include "tst_panelayout.moc"
