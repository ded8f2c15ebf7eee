// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/source/background.h"
#include "ui/source/workspacesource.h"

#include <list>

namespace devstack {

class ErrorCounts;
class JournalWatch;
class LogRecorder;
class Workspace;
class WorkspaceWatch;

/// A real workspace: the core's blocking functions on worker threads.
class LiveSource : public WorkspaceSource
{
    Q_OBJECT
public:
    explicit LiveSource(std::shared_ptr<Workspace> workspace, QObject *parent = nullptr);
    /// Asks what runs to stop and waits for it.
    ~LiveSource() override;

    QString folder() const override;
    void start() override;
    void refresh() override;
    void sampleResources(bool on) override;
    void perform(const Operation &operation,
                 const Agreement &agreement,
                 Answer<OperationResult> answer) override;
    void cancel() override;
    void cancelAtOnce() override;
    void askTrust(const QStringList &idas, Answer<QList<TrustQuestion>> answer) override;
    void grantTrust(const QList<TrustQuestion> &questions, Done done) override;
    void askBranches(const QStringList &idas, Answer<QList<BranchData>> answer) override;
    void askPlan(const QStringList &idas, Answer<PlannedUp> answer) override;
    void askConsequences(const QStringList &idas, Answer<QStringList> answer) override;
    void askCommand(const QString &ida,
                    const QString &service,
                    const QString &command,
                    const QStringList &words,
                    Answer<QStringList> answer) override;
    void openTerminal(const TerminalRequest &request,
                      Answer<std::shared_ptr<TerminalClient>> answer) override;
    void addRepository(const QString &what, Done done) override;
    void pullRepository(const QString &ida, Answer<QString> answer) override;
    void removeRepository(const QString &ida, Done done) override;
    void askScripts(const QString &ida, Answer<QList<OwnScript>> answer) override;
    void askScriptTrust(const QString &ida, Answer<QList<TrustQuestion>> answer) override;
    void askConfig(const QString &ida, Answer<ConfigurationDetails> answer) override;
    void choose(const Operation &choice, Answer<ChoiceOutcome> answer) override;
    void keepVariables(const QString &ida,
                       const QMap<QString, QString> &values,
                       Answer<ChoiceOutcome> answer) override;
    void putBack(const EarlierChoice &earlier, Done done) override;
    void askData(Answer<DataDetails> answer) override;
    std::stop_source askChanges(const QString &place,
                                const QString &checkpoint,
                                Saying saying,
                                Answer<DataChanges> answer) override;
    std::stop_source
    askSchemaDiff(const QString &place, Saying saying, Answer<SchemaDiff> answer) override;
    void askReviews(Answer<QList<ReviewDetails>> answer) override;
    void askTour(Answer<WorkspaceTour> answer) override;
    void askScaffold(const QString &ida, Answer<ScaffoldPlan> answer) override;
    void writeScaffold(const ScaffoldPlan &plan, Done done) override;
    QString logStore() const override;

private:
    /// Work that can be cancelled, in two grades.
    struct Going
    {
        std::stop_source stop;
        std::stop_source atOnce; ///< OperationRequest::atOnce
    };

    template <typename Outcome>
    void operate(std::function<Outcome(std::stop_token)> work,
                 std::stop_source atOnce,
                 std::function<void(const Outcome &)> answer);

    std::shared_ptr<Workspace> m_workspace;
    std::unique_ptr<WorkspaceWatch> m_watch;
    std::list<Going> m_operations;
    bool m_sample = true;
    Background m_background;
    std::unique_ptr<JournalWatch> m_journals;
    std::unique_ptr<LogRecorder> m_recorder;
    std::unique_ptr<ErrorCounts> m_errors;
};

} // namespace devstack
