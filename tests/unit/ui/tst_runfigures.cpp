// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/runfigures.h"

#include <QTest>

using namespace devstack;

namespace {

RunStep
step(const QString &id, const QString &after, const QString &state, int seconds, int expected)
{
    RunStep step;
    step.id = id;
    step.ida = id.left(1);
    step.title = id;
    step.after = after.split(u' ', Qt::SkipEmptyParts);
    step.state = state;
    step.duration = std::chrono::seconds(seconds);
    step.expected = std::chrono::seconds(expected);
    return step;
}

} // namespace

class TestRunFigures : public QObject
{
    Q_OBJECT
private slots:
    void ofRunningOne();
    void ofFinishedOne();
    void unknownDurationsAreNotInvented();
    void progressOfAnIda();
};

void TestRunFigures::ofRunningOne()
{
    const QDateTime start = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC);
    RunState run;
    run.header.id = QStringLiteral("r");
    run.header.start = start;
    run.steps
        = {step(QStringLiteral("a1"), {}, QStringLiteral("done"), 10, 9),
           step(QStringLiteral("b1"), {}, QStringLiteral("done"), 4, 4),
           step(QStringLiteral("a2"), QStringLiteral("a1"), QStringLiteral("running"), 0, 20),
           step(QStringLiteral("b2"), QStringLiteral("b1"), QStringLiteral("pending"), 0, 3),
           step(QStringLiteral("a3"), QStringLiteral("a2 b1"), QStringLiteral("pending"), 0, 5)};
    run.steps[2].started = start.addSecs(10);
    const RunFigures figures = figuresOf(run, start.addSecs(18));
    QCOMPARE(figures.elapsed, 18.0);
    QCOMPARE(figures.left, 17.0); // 12 of a2, then 5 of a3
    QCOMPARE(figures.done, 2);
    QCOMPARE(figures.total, 5);
    QCOMPARE(figures.criticalPath,
             (QStringList {QStringLiteral("a1"), QStringLiteral("a2"), QStringLiteral("a3")}));
    // A step that takes longer than expected does not make time run backwards.
    QCOMPARE(figuresOf(run, start.addSecs(100)).left, 5.0);
}

void TestRunFigures::ofFinishedOne()
{
    RunState run;
    run.result = QStringLiteral("done");
    run.duration = std::chrono::seconds(42);
    run.steps = {step(QStringLiteral("a1"), {}, QStringLiteral("satisfied"), 0, 0),
                 step(QStringLiteral("b1"), {}, QStringLiteral("done"), 7, 0)};
    const RunFigures figures = figuresOf(run, QDateTime::currentDateTimeUtc());
    QCOMPARE(figures.elapsed, 42.0);
    QVERIFY(figures.left < 0);
    QCOMPARE(figures.done, 2);
    QCOMPARE(figures.criticalPath, QStringList {QStringLiteral("b1")});
}

void TestRunFigures::unknownDurationsAreNotInvented()
{
    RunState run;
    run.header.start = QDateTime::currentDateTimeUtc();
    run.steps = {step(QStringLiteral("a1"), {}, QStringLiteral("pending"), 0, 0)};
    QVERIFY(figuresOf(run, run.header.start).left < 0);
}

void TestRunFigures::progressOfAnIda()
{
    RunState run;
    run.steps = {step(QStringLiteral("a1"), {}, QStringLiteral("done"), 1, 0),
                 step(QStringLiteral("a2"), QStringLiteral("a1"), QStringLiteral("running"), 0, 0),
                 step(QStringLiteral("b1"), {}, QStringLiteral("done"), 1, 0)};
    QCOMPARE(progressOf({run}, QStringLiteral("a")).share, 0.5);
    QCOMPARE(progressOf({run}, QStringLiteral("a")).text, QStringLiteral("a2"));
    QVERIFY(progressOf({run}, QStringLiteral("b")).share < 0); // nothing is left to do for it
    run.result = QStringLiteral("failed");
    QVERIFY(progressOf({run}, QStringLiteral("a")).share < 0);
}

QTEST_GUILESS_MAIN(TestRunFigures)
#include "tst_runfigures.moc"
