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
    void saysWhoIsBusyAndWhatFailed();
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
    QVERIFY(running.look().running.isEmpty());
    auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    QVERIFY(journal);
    (*journal)->steps({step(u"one"_s, StepState::Pending), step(u"two"_s, StepState::Pending)});
    QVERIFY(running.look().running.isEmpty());
    (*journal)->started(u"one"_s);
    (*journal)->line(u"one"_s, {OutputLine::Stream::Out, u"hello"_s});
    QCOMPARE(ids(running.look().running), QStringList {u"one"_s});
    QVERIFY(running.look().running.first().output.isEmpty());
    (*journal)->started(u"two"_s);
    (*journal)->finished(step(u"one"_s, StepState::Done));
    QCOMPARE(ids(running.look().running), QStringList {u"two"_s});
    QCOMPARE(ids(RunningSteps(folder.path()).look().running), QStringList {u"two"_s});
    (*journal)->end(RunResult::Done);
    QVERIFY(running.look().running.isEmpty());
    journal->reset();

    auto next = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    QVERIFY(next);
    (*next)->steps({step(u"three"_s, StepState::Pending)});
    (*next)->started(u"three"_s);
    QCOMPARE(ids(running.look().running), QStringList {u"three"_s});
}

void TestRunningSteps::saysWhoIsBusyAndWhatFailed()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    {
        auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
        (*journal)->steps({step(u"one"_s, StepState::Pending), step(u"two"_s, StepState::Pending)});
        (*journal)->started(u"one"_s);
        (*journal)->finished(step(u"one"_s, StepState::Done));
        // The one is over and the other has not begun: the run still goes on with the IDA.
        QVERIFY(running.look().running.isEmpty());
        QCOMPARE(running.look().busy, QSet<QString> {u"a"_s});
        (*journal)->started(u"two"_s);
        (*journal)->finished(step(u"two"_s, StepState::Failed));
        QVERIFY(running.look().busy.isEmpty());
        QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
        (*journal)->end(RunResult::Failed);
    }
    QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
    QVERIFY(running.look().began.isValid());
    // A migration by hand says nothing about it; the next run does.
    {
        auto task = RunJournal::create(folder.path(), u"devstack migrate"_s, {u"a"_s});
        (*task)->steps({step(u"migrate:a/1"_s, StepState::Pending)});
        (*task)->started(u"migrate:a/1"_s);
        QCOMPARE(ids(running.look().running), QStringList {u"migrate:a/1"_s});
        QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
        (*task)->finished(step(u"migrate:a/1"_s, StepState::Done));
        (*task)->end(RunResult::Done);
    }
    QCOMPARE(ids(running.look().failed), QStringList {u"two"_s});
    auto again = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
    (*again)->steps({step(u"two"_s, StepState::Pending)});
    QVERIFY(running.look().failed.isEmpty());
}

void TestRunningSteps::aRunWhoseProcessIsGoneRunsNoMore()
{
    QTemporaryDir folder;
    RunningSteps running(folder.path());
    {
        auto journal = RunJournal::create(folder.path(), u"devstack up"_s, {u"a"_s});
        (*journal)->steps({step(u"one"_s, StepState::Pending)});
        (*journal)->started(u"one"_s);
        QCOMPARE(running.look().running.size(), 1);
        QVERIFY(QFile::copy(runJournals(folder.path()).first(),
                            folder.filePath(u"99991231T000000Z-1.jsonl"_s)));
    }
    QVERIFY(running.look().running.isEmpty());
}

QTEST_GUILESS_MAIN(TestRunningSteps)
#include "tst_runningsteps.moc"
