// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/planprinter.h"

#include <QJsonDocument>
#include <QJsonObject>
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
    void quietTellsWhatFailed();
    void jsonActsOnNoTerminal();
    void whatIsLeftOutIsNotDone();
    void planFitsTheTerminal_data();
    void planFitsTheTerminal();
};

static int s_width = 0;

void TestPlanPrinter::quietTellsWhatFailed()
{
    QString said;
    QString nothing;
    QTextStream out(&nothing);
    QTextStream err(&said);
    Output::Style style;
    style.quiet = true;
    Output output(out, err, style);
    PlanPrinter printer(output);
    Step step;
    step.id = u"start:shop"_s;
    step.ida = u"shop"_s;
    step.title = u"Start app"_s;
    step.state = StepState::Done;
    printer.stepFinished(step);
    QVERIFY2(said.isEmpty(), qPrintable(said));
    step.state = StepState::Failed;
    step.reason = u"it ended with code 127"_s;
    step.detail = u"nosuchprogram: not found"_s;
    step.hint = u"Mend the command."_s;
    printer.stepFinished(step);
    for (const QString &part : {step.title, step.reason, step.detail, step.hint})
        QVERIFY2(said.contains(part), qPrintable(said));
    Plan plan;
    plan.steps = {step};
    plan.result = RunResult::Failed;
    said.clear();
    QVERIFY(concludeRun(output, plan) != 0);
    QVERIFY(said.contains(u"Failed: 1 of 1"_s));
    QVERIFY(said.contains(u"run the same command again"_s));
    // The same reset would move the half-made data aside and begin anew.
    Operation reset;
    reset.verb = Operation::Verb::Reset;
    reset.idas = {u"shop"_s};
    for (RunResult result : {RunResult::Failed, RunResult::Cancelled}) {
        plan.result = result;
        said.clear();
        style.quiet = false;
        concludeRun(output, plan, {}, reset);
        QVERIFY2(result != RunResult::Failed || said.contains(u"“devstack up shop” goes on"),
                 qPrintable(said));
        QVERIFY2(!said.contains(u"ame command"), qPrintable(said));
    }
}

void TestPlanPrinter::jsonActsOnNoTerminal()
{
    QString said;
    QString nothing;
    QTextStream out(&said);
    QTextStream err(&nothing);
    Output::Style style;
    style.json = true;
    Output output(out, err, style);
    const QString hostile = u"a\x7f\u0085\u009b\u202e\u2066\u2028ä"_s;
    const QJsonObject object {{u"a"_s, hostile}};
    output.document(object);
    output.streamDocument(object);
    for (const QChar c : std::as_const(said))
        QVERIFY2(c == u'\n' || (c.unicode() >= 0x20 && c.unicode() < 0x7f) || c == u'ä',
                 qPrintable(said));
    const QString last = said.trimmed().section(u'\n', -1);
    QCOMPARE(QJsonDocument::fromJson(last.toUtf8()).object(), object);
}

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

void TestPlanPrinter::whatIsLeftOutIsNotDone()
{
    QString said;
    QString nothing;
    QTextStream out(&nothing);
    QTextStream err(&said);
    Output::Style style;
    style.interactive = true;
    style.errWidth = [] { return 200; };
    Output output(out, err, style);
    PlanPrinter printer(output);
    Plan plan;
    for (const QString &id : {u"one"_s, u"two"_s, u"three"_s, u"four"_s, u"five"_s}) {
        Step step;
        step.id = step.ida = step.title = id;
        plan.steps += step;
    }
    plan.steps[0].state = StepState::Satisfied;
    printer.planStarted(plan);
    for (const qsizetype i : {2, 1, 3, 4})
        printer.stepStarted(plan.steps[i]);
    plan.steps[1].state = StepState::Done;
    plan.steps[2].state = StepState::Failed;
    plan.steps[3].state = StepState::Skipped;
    for (const qsizetype i : {1, 2, 3})
        printer.stepFinished(plan.steps[i]);
    err.flush();
    QVERIFY2(said.contains(u"1 of 4 · "_s), qPrintable(said));
    QVERIFY2(!said.contains(u"2 of 4 · "_s) && !said.contains(u" of 5 · "_s), qPrintable(said));
    plan.result = RunResult::Failed;
    said.clear();
    concludeRun(output, plan);
    QVERIFY2(said.contains(u"Failed: 1 of 4 steps"_s), qPrintable(said));
}

void TestPlanPrinter::planFitsTheTerminal_data()
{
    QTest::addColumn<int>("columns");
    QTest::newRow("80") << 80;
    QTest::newRow("120") << 120;
    QTest::newRow("no terminal") << 0;
}

/// A step that names sixty services, as the start of a large stack does.
void TestPlanPrinter::planFitsTheTerminal()
{
    QFETCH(int, columns);
    s_width = columns;
    QString said;
    QString nothing;
    QTextStream out(&said);
    QTextStream err(&nothing);
    Output::Style style;
    style.outWidth = [] { return s_width; };
    Output output(out, err, style);
    Plan plan;
    Step start;
    start.ida = u"fleet"_s;
    start.title = u"Start "_s + QStringList(60, u"service-name"_s).join(u", "_s);
    start.state = StepState::Pending;
    start.reason = u"not started"_s;
    Step wait = start;
    wait.title = u"Wait"_s;
    plan.steps = {start, wait};
    printPlan(output, plan, true);
    out.flush();
    const QStringList lines = said.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    for (const QString &line : lines) {
        if (columns > 0)
            QVERIFY2(line.size() <= columns, qPrintable(line));
    }
    QCOMPARE(lines.at(1).contains(u'…'), columns > 0);
    QVERIFY(lines.at(1).endsWith(u"not started"));
    // The short line is not padded to the longest.
    QVERIFY2(lines.at(2).size() <= 120, qPrintable(lines.at(2)));
}

QTEST_GUILESS_MAIN(TestPlanPrinter)
#include "tst_planprinter.moc"
