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

QTEST_GUILESS_MAIN(TestPlanPrinter)
#include "tst_planprinter.moc"
