// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/planprinter.h"

#include <QTest>

using namespace devstack;
using namespace devstack::cli;
using namespace Qt::StringLiterals;

/// The line that tells what runs now: it must never wrap, or its first part would stay.
class TestPlanPrinter : public QObject
{
    Q_OBJECT

private slots:
    void liveLineFitsTheTerminal_data();
    void liveLineFitsTheTerminal();
};

static int s_width = 0;

void TestPlanPrinter::liveLineFitsTheTerminal_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("longest");
    QTest::newRow("narrow") << 40 << 39;
    QTest::newRow("wide") << 150 << 149;
    QTest::newRow("unknown") << 0 << 79;
    QTest::newRow("hardly any") << 1 << 1;
}

void TestPlanPrinter::liveLineFitsTheTerminal()
{
    QFETCH(int, columns);
    QFETCH(int, longest);
    s_width = columns;
    QString said;
    QString nothing;
    QTextStream out(&nothing);
    QTextStream err(&said);
    Output::Style style;
    style.interactive = true;
    style.errWidth = [] { return s_width; };
    Output output(out, err, style);
    PlanPrinter printer(output);
    Step step;
    step.id = u"image:shop"_s;
    step.ida = u"shop"_s;
    step.title = u"x"_s.repeated(300);
    printer.stepStarted(step);
    err.flush();
    QCOMPARE(said.size(), longest);
    QVERIFY(said.endsWith(u'…'));
}

QTEST_GUILESS_MAIN(TestPlanPrinter)
#include "tst_planprinter.moc"
