// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"
#include "service/observing/unfinishedrun.h"
#include "service/observing/verdict.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// The flow from a button to the core: trust and confirmation come first.
class TestActions : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void provisionShowsTheRun();
    void trustIsAskedFirst();
    void theBranchIsAskedFirst();
    void whatFollowsByItselfIsTold();
    void resetSaysWhatGoes();
    void aRunIsRepeated();
    void onlyWebAddressesOpen();
    void selectionFollowsTheSnapshot();
    void runsAreShown();
    void theSecondCancelIsHarder();
    void aCommandWithoutATerminalIsARun();
    void aSingleServiceIsStopped();
    void imagesAreBuiltBeforeTheyRun();
    void whatHappenedIsKept();
    void repositoriesArePulledAndTakenOut();
    void aRunIsShownFromTheClickOn();
    void theShownRunSaysWhatWentWrong();
    void aBrokenFileIsToldUntilItIsMended();
    void aFailedResetIsResumedNotRepeated();
    void anAnswerThatNeverCameIsNotWaitedFor();
    void whatWasCutOffIsContinued();

private:
    const DemoSource &source() const
    {
        return static_cast<const DemoSource &>(*m_desktop->hub.source());
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<DemoMachine> m_machine;
    std::unique_ptr<Desktop> m_desktop;
};

void TestActions::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_machine = std::make_unique<DemoMachine>(DemoSource::Options {0, 116, false});
    m_desktop = std::make_unique<Desktop>(*m_machine, m_scratch->filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    m_desktop->welcome.open(u"."_s);
    QTRY_VERIFY(m_desktop->session.loaded());
}

void TestActions::cleanup()
{
    m_desktop.reset();
    m_machine.reset();
}

void TestActions::provisionShowsTheRun()
{
    m_desktop->actions.provision(u"catalog"_s);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().first().toCommandLine(), u"devstack up catalog"_s);
    QCOMPARE(source().operations().first().idas, QStringList {u"catalog"_s});
    QCOMPARE(m_desktop->session.page(), page::Runs);
    QTRY_VERIFY(!m_desktop->actions.busy());
}

void TestActions::trustIsAskedFirst()
{
    m_desktop->actions.provision(u"discovery"_s);
    QTRY_COMPARE(m_desktop->actions.trustQuestions()->count(), 1);
    QVERIFY(source().operations().isEmpty());
    m_desktop->actions.declineTrust();
    QVERIFY(m_desktop->actions.trustQuestions()->count() == 0);
    QVERIFY(source().operations().isEmpty());

    m_desktop->actions.provision(u"discovery"_s);
    QTRY_COMPARE(m_desktop->actions.trustQuestions()->count(), 1);
    m_desktop->actions.acceptTrust();
    QTRY_COMPARE(source().operations().size(), 1);
}

void TestActions::theBranchIsAskedFirst()
{
    Actions &actions = m_desktop->actions;
    actions.provision(u"licences"_s);
    QTRY_COMPARE(actions.branchQuestions()->count(), 1);
    QVERIFY(source().operations().isEmpty());
    const BranchRow row = actions.branchQuestions()->row(0);
    QVERIFY(row.isKept); // beginning anew is another answer
    QVERIFY2(row.text.startsWith(u"licences: feature/grades is checked out, the data is that of "
                                 u"main; that of feature/grades: kept since "_s),
             qPrintable(row.text));
    actions.declineBranches();
    QCOMPARE(actions.branchQuestions()->count(), 0);
    actions.confirmBranches(); // nobody asks any more
    QTest::qWait(0);
    QVERIFY(source().operations().isEmpty());

    actions.provision(u"licences"_s);
    QTRY_COMPARE(actions.branchQuestions()->count(), 1);
    actions.confirmBranches();
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().branchAnswers(),
             (QMap<QString, BranchAnswer> {{u"licences"_s, BranchAnswer::GoOver}}));

    actions.provision(u"licences"_s);
    QTRY_COMPARE(actions.branchQuestions()->count(), 1);
    QCOMPARE(actions.branchQuestions()->row(0).answer, BranchAnswer::GoOver); // asked again
    actions.answerBranch(u"licences"_s, Actions::DataOfBranch::BeginAnew);
    QCOMPARE(actions.branchQuestions()->row(0).answer, BranchAnswer::BeginAnew);
    actions.confirmBranches();
    QTRY_COMPARE(source().operations().size(), 2);
    QCOMPARE(source().branchAnswers().value(u"licences"_s), BranchAnswer::BeginAnew);
    // What takes no other data asks nothing.
    actions.start(u"licences"_s);
    QTRY_COMPARE(source().operations().size(), 3);
}

void TestActions::whatFollowsByItselfIsTold()
{
    class Following final : public DemoSource
    {
    public:
        Following()
            : DemoSource({0, -1, false})
        {
        }
        void askBranches(const QStringList &, Answer<QList<BranchData>> answer) override
        {
            BranchData data {u"catalog"_s, FollowBranch::On, u"feature/x"_s, u"main"_s, {}};
            answer(QList<BranchData> {data});
        }
    };
    m_desktop->hub.setSource(std::make_unique<Following>());
    QTRY_VERIFY(m_desktop->session.loaded());
    QSignalSpy told(&m_desktop->actions, &Actions::noticed);
    m_desktop->actions.provision(u"catalog"_s);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first().toString().contains(u"begins with what a reset goes back to"_s));
    QCOMPARE(m_desktop->actions.branchQuestions()->count(), 0);
    QTRY_COMPARE(source().operations().size(), 1);
    QVERIFY(source().branchAnswers().isEmpty()); // the core does it by itself
}

void TestActions::resetSaysWhatGoes()
{
    m_desktop->actions.askReset(u"catalog"_s);
    QVERIFY(m_desktop->actions.resetSentences().isEmpty());
    m_desktop->actions.confirmReset(); // too early: nobody could have read it
    QVERIFY(source().operations().isEmpty());
    QTRY_VERIFY(!m_desktop->actions.resetSentences().isEmpty());
    m_desktop->actions.confirmReset();
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().confirmations(), 1);
    QCOMPARE(source().operations().first().verb, Operation::Verb::Reset);
    QVERIFY(m_desktop->actions.resetIdas().isEmpty());
}

void TestActions::aRunIsRepeated()
{
    const auto recorded = [](const QString &id, const std::optional<Operation> &operation) {
        RunState run;
        run.header = {id, u"devstack …"_s, {u"catalog"_s, u"search"_s}, 1, {}, operation};
        run.result = RunResult::Done;
        return run;
    };
    Operation seed;
    seed.verb = Operation::Verb::Seed;
    seed.idas = {u"catalog"_s};
    seed.seeds = {u"it's two\nlines"_s, u"--all"_s};
    Operation all;
    Operation reset;
    reset.verb = Operation::Verb::Reset;
    emit m_desktop->hub.source()->runsChanged({recorded(u"seed"_s, seed),
                                               recorded(u"all"_s, all),
                                               recorded(u"reset"_s, reset),
                                               recorded(u"old"_s, {})});
    m_desktop->actions.runAgain(u"seed"_s);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().last(), seed);
    // Destroying is asked for anew.
    m_desktop->actions.runAgain(u"reset"_s);
    QCOMPARE(m_desktop->actions.resetIdas(), (QStringList {u"catalog"_s, u"search"_s}));
    m_desktop->actions.declineReset();
    // Nothing is made of a command line.
    m_desktop->actions.runAgain(u"old"_s);
    QVERIFY(m_desktop->actions.problem().contains(u"devstack …"));
    m_desktop->runs.setCurrent(u"old"_s);
    QCOMPARE(m_desktop->runs.title(), u"devstack …"_s);
    QVERIFY(!m_desktop->runs.repeatable());
    QCOMPARE(source().operations().size(), 1);
    // What was about all is repeated for those that it was about then.
    m_desktop->actions.runAgain(u"all"_s);
    QTRY_COMPARE(source().operations().size(), 2);
    QCOMPARE(source().operations().last().idas, (QStringList {u"catalog"_s, u"search"_s}));
    QCOMPARE(source().confirmations(), 0);
}

void TestActions::onlyWebAddressesOpen()
{
    for (const QString &url : {u"file:///etc/passwd"_s,
                               u"javascript:alert(1)"_s,
                               u"smb://host/share"_s,
                               u"not a url"_s}) {
        m_desktop->actions.dismissProblem();
        m_desktop->actions.openUrl(url);
        QVERIFY2(!m_desktop->actions.problem().isEmpty(), qPrintable(url));
    }
}

void TestActions::selectionFollowsTheSnapshot()
{
    QTRY_VERIFY(m_desktop->overview.laidOut());
    m_desktop->overview.setSelected(u"credentials"_s);
    QVERIFY(m_desktop->inspector.waiting().contains(u"503"_s));
    QCOMPARE(m_desktop->inspector.needs()->count(), 2);
    QCOMPARE(m_desktop->inspector.services()->find(u"db"_s)->ports, u"3306 → 20306"_s);
    // Arrow keys walk to the right, where the dependencies are.
    const QString right = m_desktop->overview.neighbour(Qt::Key_Right);
    QVERIFY(right != u"credentials");
    QCOMPARE(m_desktop->overview.neighbour(Qt::Key_Left), u"credentials"_s);
}

void TestActions::runsAreShown()
{
    QTRY_VERIFY(m_desktop->runs.running());
    QCOMPARE(m_desktop->runs.runs()->count(), 2);
    QCOMPARE(m_desktop->runs.lanes()->count(), 4);
    QCOMPARE(m_desktop->runs.steps()->count(), 24);
    QVERIFY(m_desktop->runs.ours());
    QVERIFY(m_desktop->runs.output()->count() > 0);
    QSignalSpy ended(&m_desktop->runs, &Runs::ended);
    m_desktop->actions.cancel();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(m_desktop->runs.result(), runmark::Cancelled);
    m_desktop->runs.setCurrent(u"demo-failed"_s);
    QCOMPARE(m_desktop->runs.stepState(), runmark::Failed);
    QVERIFY(!m_desktop->runs.stepHint().isEmpty());
}

void TestActions::theSecondCancelIsHarder()
{
    auto &held = static_cast<DemoSource &>(*m_desktop->hub.source());
    m_desktop->actions.cancel(); // nothing goes on: there is nothing to end harder
    QVERIFY(!m_desktop->actions.cancelling());
    held.holdOperations();
    m_desktop->actions.provision(u"catalog"_s);
    QTRY_COMPARE(held.operations().size(), 1);
    m_desktop->actions.cancel();
    QVERIFY(m_desktop->actions.cancelling());
    QVERIFY(m_desktop->actions.busy());
    QCOMPARE(held.hardCancels(), 0);
    m_desktop->actions.cancel();
    QCOMPARE(held.hardCancels(), 1);
    QTRY_VERIFY(!m_desktop->actions.busy());
    QVERIFY(!m_desktop->actions.cancelling());
    QVERIFY(m_desktop->actions.problem().isEmpty()); // a cancel is no failure
}

void TestActions::aSingleServiceIsStopped()
{
    m_desktop->actions.stop(u"catalog/app"_s);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().first().toCommandLine(), u"devstack stop catalog/app"_s);
    QTRY_VERIFY(!m_desktop->actions.busy());
    QVERIFY(m_desktop->actions.problem().isEmpty());
}

void TestActions::imagesAreBuiltBeforeTheyRun()
{
    m_desktop->actions.rebuild(u"catalog"_s);
    QTRY_COMPARE(source().operations().size(), 2);
    QCOMPARE(source().operations().at(0).toCommandLine(), u"devstack build catalog"_s);
    QCOMPARE(source().operations().at(1).toCommandLine(), u"devstack up catalog"_s);
    QTRY_VERIFY(!m_desktop->actions.busy());
}

void TestActions::whatHappenedIsKept()
{
    News &news = m_desktop->news;
    QTRY_VERIFY(m_desktop->runs.running());
    const QString run = m_desktop->runs.current();
    QCOMPARE(news.fresh(), 0);
    m_desktop->actions.cancel();
    QTRY_COMPARE(news.fresh(), 1);
    QVERIFY(!news.freshBad());
    const NoticeRow row = news.notices()->row(0);
    QCOMPARE(row.text, u"It was cancelled."_s);
    QVERIFY(row.leads);
    news.look();
    QCOMPARE(news.fresh(), 0);
    QCOMPARE(news.notices()->count(), 1);
    m_desktop->runs.setCurrent(u"demo-failed"_s);
    m_desktop->session.setPage(page::Data);
    news.follow(row.key);
    QCOMPARE(m_desktop->session.page(), page::Runs);
    QCOMPARE(m_desktop->runs.current(), run);
    for (int i = 0; i < News::kMostNotices + 5; ++i)
        news.note(QString::number(i));
    QCOMPARE(news.notices()->count(), News::kMostNotices);
    QCOMPARE(news.notices()->row(0).title, QString::number(News::kMostNotices + 4));
    news.clear();
    QCOMPARE(news.notices()->count(), 0);
    QCOMPARE(news.fresh(), 0);
}

void TestActions::repositoriesArePulledAndTakenOut()
{
    m_desktop->actions.pull(u"catalog"_s);
    QTRY_COMPARE(m_desktop->news.fresh(), 1);
    QCOMPARE(m_desktop->news.notices()->row(0).title, u"catalog: up to date"_s);
    QSignalSpy offered(&m_desktop->actions, &Actions::offered);
    m_desktop->actions.remove(u"catalog"_s);
    QTRY_COMPARE(offered.size(), 1);
    QCOMPARE(offered.first().at(1).toString(), u"Undo"_s);
    m_desktop->actions.openFolder(u"nobody"_s);
    QVERIFY(m_desktop->actions.problem().contains(u"nobody"_s));
}

void TestActions::aCommandWithoutATerminalIsARun()
{
    m_desktop->actions.openCommand(u"catalog"_s, u"test"_s);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().first().toCommandLine(), u"devstack run catalog test"_s);
    QCOMPARE(m_desktop->session.page(), page::Runs);
}

void TestActions::aRunIsShownFromTheClickOn()
{
    auto &held = static_cast<DemoSource &>(*m_desktop->hub.source());
    const auto done = [](const QString &id) {
        RunState run;
        run.header = {id, u"devstack up"_s, {u"catalog"_s}, 1, {}, Operation()};
        run.result = RunResult::Done;
        RunStep step;
        step.id = u"start:catalog"_s;
        step.ida = u"catalog"_s;
        step.state = StepState::Satisfied;
        run.steps = {step, step};
        run.duration = std::chrono::milliseconds(300);
        return run;
    };
    emit held.runsChanged({done(u"1"_s)});
    QCOMPARE(m_desktop->runs.current(), u"1"_s);
    held.holdOperations();
    m_desktop->actions.provision(u"catalog"_s);
    QTRY_COMPARE(held.operations().size(), 1);
    // Not the run before.
    QVERIFY(m_desktop->runs.running());
    QCOMPARE(m_desktop->runs.note(), u"Planning…"_s);
    QCOMPARE(m_desktop->runs.totalSteps(), 0);
    // It was over before anybody saw it go on, and takes the page all the same.
    emit held.runsChanged({done(u"2"_s), done(u"1"_s)});
    QCOMPARE(m_desktop->runs.current(), u"2"_s);
    QCOMPARE(m_desktop->runs.note(), u"Everything is up to date: 2 steps checked in 0.3 s."_s);
    QCOMPARE(m_desktop->runs.resultWord(), u"up to date"_s);
    QCOMPARE(m_desktop->runs.runs()->count(), 2);
    // What was expected and never comes goes away by itself.
    m_desktop->runs.expect({});
    QCOMPARE(m_desktop->runs.note(), u"Planning…"_s);
    m_desktop->runs.expectNoMore();
    QTRY_VERIFY(m_desktop->runs.note() != u"Planning…");
}

void TestActions::theShownRunSaysWhatWentWrong()
{
    RunState run;
    run.header = {u"1"_s, u"devstack up"_s, {}, 1, {}, Operation()};
    run.result = RunResult::Failed;
    const SourceMark place {u"/w/a/docker-compose.yml"_s, 7, 3};
    run.error = Error {Error::Kind::Failed, u"This is no mapping."_s, {}, u"Indent it."_s, place};
    emit m_desktop->hub.source()->runsChanged({run});
    m_desktop->actions.report(*run.error);
    QCOMPARE(m_desktop->runs.problem(), m_desktop->actions.problem());
    QCOMPARE(m_desktop->runs.refusal(), u"/w/a/docker-compose.yml:7:3: This is no mapping."_s);
    QCOMPARE(m_desktop->runs.refusalPlace(), u"/w/a/docker-compose.yml:7"_s);
    QVERIFY(!m_desktop->runs.resumable());
    run.result = RunResult::Cancelled;
    emit m_desktop->hub.source()->runsChanged({run});
    QVERIFY(m_desktop->runs.resumable());
}

void TestActions::aBrokenFileIsToldUntilItIsMended()
{
    const Error error {
        Error::Kind::InvalidInput, u"This is no mapping."_s, {}, {}, {u"/w/devstack.yml"_s, 3, 1}};
    WorkspaceSnapshot good = m_desktop->hub.snapshot();
    for (IdaView &ida : good.idas)
        ida.problems.clear();
    emit m_desktop->hub.source()->snapshotChanged(good);
    WorkspaceSnapshot broken = good;
    broken.problem = error;
    QVERIFY(m_desktop->session.filesProblem().isEmpty());
    m_desktop->actions.report(error); // an action failed before the watch saw it
    emit m_desktop->hub.source()->snapshotChanged(broken);
    QCOMPARE(m_desktop->session.filesProblem(), u"/w/devstack.yml:3:1: This is no mapping."_s);
    QVERIFY(m_desktop->session.filesHint().contains(u"last good state, read at"_s));
    QCOMPARE(m_desktop->actions.problem(), m_desktop->session.filesProblem());
    emit m_desktop->hub.source()->snapshotChanged(good);
    QVERIFY(m_desktop->session.filesProblem().isEmpty());
    QVERIFY(m_desktop->actions.problem().isEmpty());

    // A compose file is as good as devstack.yml.
    broken = good;
    broken.idas[0].problems = {error};
    emit m_desktop->hub.source()->snapshotChanged(broken);
    QVERIFY(m_desktop->session.filesProblem().startsWith(u"/w/devstack.yml:3:1"));
    // What failed for another reason stays.
    m_desktop->actions.report(failed(u"The disk is full."_s));
    emit m_desktop->hub.source()->snapshotChanged(good);
    QCOMPARE(m_desktop->actions.problem(), u"The disk is full."_s);
}

void TestActions::aFailedResetIsResumedNotRepeated()
{
    RunState run;
    run.header = {u"1"_s, u"devstack reset catalog"_s, {u"catalog"_s}, 1, {}, Operation()};
    run.header.operation->verb = Operation::Verb::Reset;
    run.header.operation->idas = {u"catalog"_s};
    run.result = RunResult::Failed;
    run.steps.emplace_back();
    run.steps.first().id = u"seed:catalog/base/1"_s;
    run.steps.first().state = StepState::Failed;
    emit m_desktop->hub.source()->runsChanged({run});
    QVERIFY(m_desktop->runs.resumable());
    m_desktop->actions.resume(u"1"_s);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().first().toCommandLine(), u"devstack up catalog"_s);
    // What is done again by running it again needs no second button.
    run.header.operation->verb = Operation::Verb::Up;
    emit m_desktop->hub.source()->runsChanged({run});
    QVERIFY(!m_desktop->runs.resumable());
}

void TestActions::anAnswerThatNeverCameIsNotWaitedFor()
{
    RunState waiting;
    waiting.header = {u"1"_s, u"devstack up"_s, {}, 1, {}, Operation()};
    waiting.result = RunResult::Waiting;
    waiting.error = Error {Error::Kind::NeedsTrust,
                           u"4 repositories are not trusted yet."_s,
                           u"a\nb\nc\nd\ne\nf\ng\nh\ni\nj"_s,
                           u"Then add --trust."_s,
                           {}};
    emit m_desktop->hub.source()->runsChanged({waiting});
    QCOMPARE(m_desktop->runs.resultWord(), u"waiting for an answer"_s);
    QVERIFY(m_desktop->runs.resumable());
    // Every repository is named, and the way is the window's.
    QVERIFY(m_desktop->runs.refusalDetail().startsWith(u"a\n"));
    QVERIFY(!m_desktop->runs.refusalHint().contains(u"--trust"));
    QVERIFY(m_desktop->runs.refusalHint().contains(u"Resume"));

    RunState later = waiting;
    later.header.id = u"2"_s;
    later.result = RunResult::Done;
    later.error.reset();
    emit m_desktop->hub.source()->runsChanged({later, waiting});
    m_desktop->runs.setCurrent(u"1"_s);
    QVERIFY(!m_desktop->runs.waiting());
    QCOMPARE(m_desktop->runs.resultWord(), u"cancelled"_s);
    QVERIFY(m_desktop->runs.refusal().contains(u"without the answer"));
    QVERIFY(m_desktop->runs.refusalDetail().isEmpty());
}

void TestActions::whatWasCutOffIsContinued()
{
    WorkspaceSnapshot snapshot = m_desktop->hub.snapshot();
    emit m_desktop->hub.source()->snapshotChanged(snapshot);
    QVERIFY(m_desktop->session.unfinished().isEmpty());
    UnfinishedRun unfinished;
    unfinished.header = {u"1"_s, u"devstack reset catalog --yes"_s, {u"catalog"_s}, 1, {}, {}};
    unfinished.header.start = QDateTime::currentDateTimeUtc();
    unfinished.header.operation.emplace();
    unfinished.header.operation->verb = Operation::Verb::Reset;
    unfinished.header.operation->idas = {u"catalog"_s};
    unfinished.missing.emplace_back();
    unfinished.missing.first().ida = u"catalog"_s;
    unfinished.missing.first().title = u"Run migrations"_s;
    snapshot.unfinished = unfinished;
    for (IdaView &ida : snapshot.idas) {
        ida.unfinished = unfinishedReason(unfinished, ida.name);
        if (!ida.unfinished.isEmpty())
            judge(ida);
    }
    emit m_desktop->hub.source()->snapshotChanged(snapshot);
    const QString told = m_desktop->session.unfinished();
    QVERIFY2(told.contains(u"was interrupted; 1 step is missing (catalog: Run migrations)"),
             qPrintable(told));
    const IdaCard card = *m_desktop->overview.cards()->find(u"catalog"_s);
    QVERIFY2(card.reason.contains(u"cut off"), qPrintable(card.reason));
    QCOMPARE(card.word, u"incomplete"_s);
    QCOMPARE(card.condition, condition::Partial);
    const QString summary = m_desktop->session.summary();
    QVERIFY2(summary.startsWith(u"1 of ") && summary.endsWith(u" incomplete"), qPrintable(summary));
    m_desktop->overview.setSelected(u"catalog"_s);
    QVERIFY(m_desktop->inspector.unfinished());
    QCOMPARE(m_desktop->inspector.conditionWord(), u"incomplete"_s);
    m_desktop->actions.finishProvisioning();
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().first().toCommandLine(), u"devstack up catalog"_s);
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
