// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/livesource.h"

#include "service/comparing/datachanges.h"
#include "service/comparing/schemadiff.h"
#include "service/configuration/keptvariables.h"
#include "service/containers/containercommands.h"
#include "service/containers/logs/logrecorder.h"
#include "service/containers/terminalcommand.h"
#include "service/databases/branchdata.h"
#include "service/databases/resetconsequences.h"
#include "service/observing/watch.h"
#include "service/operations/runoperation.h"
#include "service/provisioning/provision.h"
#include "service/repositories/repositories.h"
#include "service/repositories/reviewbatch.h"
#include "service/workspace.h"
#include "ui/source/activityreporter.h"
#include "ui/source/errorcounts.h"
#include "ui/source/journalwatch.h"
#include "ui/source/liveterminal.h"

namespace devstack {

namespace {

/// Runs are watched through their journals, as everybody's are.
Result<OperationResult> carryOut(Workspace &workspace,
                                 const Operation &operation,
                                 const OperationRequest &request,
                                 Reporter &reporter,
                                 std::stop_token stop)
{
    PlanObserver nobody;
    auto result = runOperation(workspace, operation, request, nobody, reporter, stop);
    if (!result)
        return result;
    const auto success = result->success();
    return success ? result : Result<OperationResult>(success.error());
}

/// Keeps what was said last: the outcome of what is about one IDA.
class LastNote final : public ActivityReporter
{
public:
    using ActivityReporter::ActivityReporter;

    void line(const OutputLine &line) override
    {
        if (line.stream == OutputLine::Stream::Note)
            m_note = line.text;
        ActivityReporter::line(line);
    }
    QString note() const { return m_note; }

private:
    QString m_note;
};

} // namespace

LiveSource::LiveSource(std::shared_ptr<Workspace> workspace, QObject *parent)
    : WorkspaceSource(parent)
    , m_workspace(std::move(workspace))
    , m_journals(std::make_unique<JournalWatch>(m_workspace->runsFolder(), m_background))
{
    connect(m_journals.get(), &JournalWatch::runsChanged, this, &WorkspaceSource::runsChanged);
}

LiveSource::~LiveSource() = default;

QString LiveSource::folder() const
{
    return m_workspace->folder();
}

void LiveSource::start()
{
    m_journals->start();
    m_watch
        = std::make_unique<WorkspaceWatch>(m_workspace, [this](const WorkspaceSnapshot &snapshot) {
              // The watch is joined before this object goes, so the pointer holds.
              QMetaObject::invokeMethod(
                  this, [this, snapshot] { emit snapshotChanged(snapshot); }, Qt::QueuedConnection);
          });
    m_watch->sampleResources(m_sample);
    LogRecorder::Options options;
    options.command = QStringLiteral("the window");
    options.patient = true;
    options.report = [this](const std::optional<Error> &problem) {
        // The recorder is joined before this object goes.
        QMetaObject::invokeMethod(
            this,
            [this, problem] { emit recordingProblem(problem.value_or(Error {})); },
            Qt::QueuedConnection);
    };
    m_recorder = std::make_unique<LogRecorder>(*m_workspace, std::move(options));
    m_errors = std::make_unique<ErrorCounts>(
        logStore(), this, [this](const auto &errors) { emit logErrorsChanged(errors); });
    m_errors->setWatched(m_sample);
}

void LiveSource::refresh()
{
    if (m_watch)
        m_watch->refresh();
}

void LiveSource::sampleResources(bool on)
{
    m_sample = on;
    if (m_errors)
        m_errors->setWatched(on);
    if (m_watch)
        m_watch->sampleResources(on);
}

template <typename Outcome>
void LiveSource::operate(std::function<Outcome(std::stop_token)> work,
                         std::stop_source atOnce,
                         std::function<void(const Outcome &)> answer)
{
    const auto at = m_operations.insert(m_operations.end(),
                                        {std::stop_source(std::nostopstate), std::move(atOnce)});
    at->stop = m_background.run(
        this, std::move(work), [this, at, answer = std::move(answer)](const Outcome &result) {
            m_operations.erase(at);
            emit activityChanged({});
            refresh();
            answer(result);
        });
}

void LiveSource::perform(const Operation &operation,
                         const Agreement &agreement,
                         Answer<OperationResult> answer)
{
    auto reporter = std::make_shared<ActivityReporter>(
        *this, [this](const QString &text, double) { emit activityChanged(text); });
    std::stop_source atOnce;
    OperationRequest request;
    request.confirmed = agreement.confirmed;
    request.branchAnswers = agreement.branches;
    request.secrets = agreement.secrets;
    request.atOnce = atOnce.get_token();
    operate<Result<OperationResult>>(
        [workspace = m_workspace, operation, request, reporter](std::stop_token stop) {
            return carryOut(*workspace, operation, request, *reporter, stop);
        },
        std::move(atOnce),
        std::move(answer));
}

void LiveSource::cancel()
{
    for (Going &operation : m_operations)
        operation.stop.request_stop();
}

void LiveSource::cancelAtOnce()
{
    // In this order: a grace that begins now would be announced for nothing.
    for (Going &operation : m_operations) {
        operation.atOnce.request_stop();
        operation.stop.request_stop();
    }
}

void LiveSource::askTrust(const QStringList &idas, Answer<QList<TrustQuestion>> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, idas](std::stop_token stop) {
            return untrusted(*workspace, idas, std::move(stop));
        },
        std::move(answer));
}

void LiveSource::grantTrust(const QList<TrustQuestion> &questions, Done done)
{
    m_background.run(
        this,
        [workspace = m_workspace, questions](std::stop_token) {
            return devstack::grantTrust(*workspace, questions);
        },
        [this, done = std::move(done)](const Result<> &result) {
            refresh();
            done(result);
        });
}

void LiveSource::askBranches(const QStringList &idas, Answer<QList<BranchData>> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, idas](std::stop_token stop) {
            return branchQuestions(*workspace, idas, std::move(stop));
        },
        std::move(answer));
}

void LiveSource::askPlan(const QStringList &idas, Answer<PlannedUp> answer)
{
    OperationRequest request;
    request.idas = idas;
    m_background.run(
        this,
        [workspace = m_workspace, request](std::stop_token stop) {
            return planUp(*workspace, request, std::move(stop));
        },
        std::move(answer));
}

void LiveSource::askConsequences(const QStringList &idas, Answer<QStringList> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, idas](std::stop_token stop) {
            return resetConsequences(*workspace, idas, false, std::move(stop));
        },
        std::move(answer));
}

void LiveSource::askCommand(const QString &ida,
                            const QString &service,
                            const QString &command,
                            const QStringList &words,
                            Answer<QStringList> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, ida, service, command, words](
            std::stop_token stop) -> Result<QStringList> {
            const auto inside
                = interactiveCommand(*workspace, {ida, service}, command, words, std::move(stop));
            if (!inside)
                return inside.error();
            return inside->toVector();
        },
        std::move(answer));
}

void LiveSource::openTerminal(const TerminalRequest &request,
                              Answer<std::shared_ptr<TerminalClient>> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, request](std::stop_token stop) -> Result<TerminalCommand> {
            const auto inside = interactiveCommand(*workspace,
                                                   {request.ida, request.service},
                                                   request.command,
                                                   request.words,
                                                   std::move(stop));
            if (!inside)
                return inside.error();
            return TerminalCommand {*inside};
        },
        [workspace = m_workspace, size = request.size, answer = std::move(answer)](
            const Result<TerminalCommand> &command) {
            if (command)
                answer(LiveTerminal::start(workspace, *command, size));
            else
                answer(command.error());
        });
}

void LiveSource::addRepository(const QString &what, Done done)
{
    auto reporter = std::make_shared<ActivityReporter>(
        *this, [this](const QString &text, double) { emit activityChanged(text); });
    operate<Result<>>(
        [workspace = m_workspace, what, reporter](std::stop_token stop) -> Result<> {
            const auto added = addRepositories(*workspace, {what}, *reporter, stop);
            return added ? ok() : Result<>(added.error());
        },
        std::stop_source(std::nostopstate),
        std::move(done));
}

void LiveSource::pullRepository(const QString &ida, Answer<QString> answer)
{
    auto reporter = std::make_shared<LastNote>(
        *this, [this](const QString &text, double) { emit activityChanged(text); });
    operate<Result<QString>>(
        [workspace = m_workspace, ida, reporter](std::stop_token stop) -> Result<QString> {
            const auto pulled = pullRepositories(*workspace, {ida}, *reporter, stop);
            return pulled ? Result<QString>(reporter->note()) : pulled.error();
        },
        std::stop_source(std::nostopstate),
        std::move(answer));
}

void LiveSource::removeRepository(const QString &ida, Done done)
{
    operate<Result<>>(
        [workspace = m_workspace, ida](std::stop_token stop) {
            return devstack::removeRepository(*workspace, ida, false, stop);
        },
        std::stop_source(std::nostopstate),
        std::move(done));
}

void LiveSource::askScripts(const QString &ida, Answer<QList<OwnScript>> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, ida](std::stop_token stop) {
            return ownScripts(*workspace, ida, stop);
        },
        std::move(answer));
}

void LiveSource::askScriptTrust(const QString &ida, Answer<QList<TrustQuestion>> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, ida](std::stop_token) {
            return scriptQuestions(*workspace, ida);
        },
        std::move(answer));
}

void LiveSource::askConfig(const QString &ida, Answer<ConfigurationDetails> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, ida](std::stop_token stop) {
            return configurationDetails(*workspace, ida, stop);
        },
        std::move(answer));
}

void LiveSource::choose(const Operation &choice, Answer<ChoiceOutcome> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, choice](std::stop_token stop) {
            return makeChoice(*workspace, choice, stop);
        },
        [this, answer = std::move(answer)](const Result<ChoiceOutcome> &outcome) {
            refresh();
            answer(outcome);
        });
}

void LiveSource::keepVariables(const QString &ida,
                               const QMap<QString, QString> &values,
                               Answer<ChoiceOutcome> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, ida, values](std::stop_token stop) {
            return devstack::keepVariables(*workspace, ida, values, std::move(stop));
        },
        [this, answer = std::move(answer)](const Result<ChoiceOutcome> &outcome) {
            refresh();
            answer(outcome);
        });
}

void LiveSource::putBack(const EarlierChoice &earlier, Done done)
{
    m_background.run(
        this,
        [workspace = m_workspace, earlier](std::stop_token stop) {
            return devstack::putBack(*workspace, earlier, stop);
        },
        [this, done = std::move(done)](const Result<> &result) {
            refresh();
            done(result);
        });
}

void LiveSource::askData(Answer<DataDetails> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace](std::stop_token stop) { return dataDetails(*workspace, stop); },
        std::move(answer));
}

std::stop_source LiveSource::askChanges(const QString &place,
                                        const QString &checkpoint,
                                        Saying saying,
                                        Answer<DataChanges> answer)
{
    // Of a table that changed altogether; more would only be scrolled past.
    static constexpr RowLimits kShown {50, 200, true};
    auto reporter = std::make_shared<ActivityReporter>(*this, std::move(saying));
    return m_background.run(
        this,
        [workspace = m_workspace, place, checkpoint, reporter](std::stop_token stop) {
            return dataChanges(*workspace, place, checkpoint, kShown, *reporter, std::move(stop));
        },
        std::move(answer));
}

std::stop_source
LiveSource::askSchemaDiff(const QString &place, Saying saying, Answer<SchemaDiff> answer)
{
    auto reporter = std::make_shared<ActivityReporter>(*this, std::move(saying));
    return m_background.run(
        this,
        [workspace = m_workspace, place, reporter](std::stop_token stop) {
            return schemaDiff(*workspace, place, *reporter, std::move(stop));
        },
        std::move(answer));
}

void LiveSource::askReviews(Answer<QList<ReviewDetails>> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace](std::stop_token stop) { return reviewDetails(*workspace, stop); },
        std::move(answer));
}

void LiveSource::askTour(Answer<WorkspaceTour> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace](std::stop_token stop) {
            return tour(*workspace, {}, std::move(stop));
        },
        std::move(answer));
}

void LiveSource::askScaffold(const QString &ida, Answer<ScaffoldPlan> answer)
{
    m_background.run(
        this,
        [workspace = m_workspace, ida](std::stop_token stop) {
            return scaffoldOf(*workspace, ida, stop);
        },
        std::move(answer));
}

void LiveSource::writeScaffold(const ScaffoldPlan &plan, Done done)
{
    m_background.run(
        this,
        [plan](std::stop_token) { return devstack::writeScaffold(plan); },
        [this, done = std::move(done)](const Result<> &result) {
            refresh();
            done(result);
        });
}

QString LiveSource::logStore() const
{
    return logStoreOf(*m_workspace);
}

} // namespace devstack
