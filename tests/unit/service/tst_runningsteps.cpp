// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/runningsteps.h"
#include "store/runjournal.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestRunningSteps : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewestRun();
    void aRunWhoseProcessIsGoneRunsNoMore();
};

static RunStep step(const QString &id, StepState state)
{
    RunStep step;
    step.id = id;
    step.ida = u"a"_s;
    step.state = state;
    return step;
}

static QStringList ids(const QList<RunStep> &steps)
{
    QStringList ids;
    for (const RunStep &step : steps)
        ids += step.id;
    return ids;
}

void TestRunningSteps::followsTheNewestRun()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    QVERIFY(running.now().isEmpty());
    auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    QVERIFY(journal);
    (*journal)->steps({step(u"one"_s, StepState::Pending), step(u"two"_s, StepState::Pending)});
    QVERIFY(running.now().isEmpty());
    (*journal)->started(u"one"_s);
    (*journal)->line(u"one"_s, {OutputLine::Stream::Out, u"hello"_s});
    QCOMPARE(ids(running.now()), QStringList {u"one"_s});
    QVERIFY(running.now().first().output.isEmpty());
    (*journal)->started(u"two"_s);
    (*journal)->finished(step(u"one"_s, StepState::Done));
    QCOMPARE(ids(running.now()), QStringList {u"two"_s});
    QCOMPARE(ids(RunningSteps(folder.path()).now()), QStringList {u"two"_s});
    (*journal)->end(RunResult::Done);
    QVERIFY(running.now().isEmpty());
    journal->reset();

    auto next = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    QVERIFY(next);
    (*next)->steps({step(u"three"_s, StepState::Pending)});
    (*next)->started(u"three"_s);
    QCOMPARE(ids(running.now()), QStringList {u"three"_s});
}

void TestRunningSteps::aRunWhoseProcessIsGoneRunsNoMore()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    {
        auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
        (*journal)->steps({step(u"one"_s, StepState::Pending)});
        (*journal)->started(u"one"_s);
        QCOMPARE(running.now().size(), 1);
        QVERIFY(QFile::copy(runJournals(folder.path()).first(),
                            folder.filePath(u"99991231T000000Z-1.jsonl"_s)));
    }
    QVERIFY(running.now().isEmpty());
}

QTEST_GUILESS_MAIN(TestRunningSteps)
#include "tst_runningsteps.moc"
