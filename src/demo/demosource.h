// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/source/machine.h"
#include "ui/source/workspacesource.h"

#include <QTimer>

#include <memory>

namespace devstack {

class DemoLogs;

/// A made-up workspace that answers like a real one. Never what a normal start shows.
class DemoSource : public WorkspaceSource
{
    Q_OBJECT
public:
    struct Options
    {
        int idas = 0; ///< more than 0: a large made-up graph instead of the usual one
        double runAt = 116; ///< where the run stands at the start, seconds; below 0: no run
        bool moving = true; ///< the run goes on by itself
    };
    explicit DemoSource(const Options &options, QObject *parent = nullptr);
    ~DemoSource() override;

    QString folder() const override;
    void start() override;
    void refresh() override { }
    void sampleResources(bool) override { }
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

    /// What was asked for, for tests.
    /// What was to be carried out, and how often it was confirmed.
    const QList<Operation> &operations() const { return m_operations; }
    int confirmations() const { return m_confirmations; }
    /// What was answered about branches, the last time.
    const QMap<QString, BranchAnswer> &branchAnswers() const { return m_branchAnswers; }
    const QList<Operation> &choices() const { return m_choices; }
    /// How often a cancel at once was asked for.
    int hardCancels() const { return m_hardCancels; }
    /// Lets operations go on until a cancel at once: a migration that has to finish.
    void holdOperations() { m_holds = true; }

private:
    void later(std::function<void()> call);
    void emitRuns();

    Options m_options;
    mutable std::unique_ptr<DemoLogs> m_logs; ///< made when it is asked for
    WorkspaceSnapshot m_snapshot;
    QDateTime m_runStart;
    bool m_cancelled = false;
    bool m_trusted = false;
    QTimer m_clock;
    QList<Operation> m_operations;
    int m_confirmations = 0;
    QMap<QString, BranchAnswer> m_branchAnswers;
    QList<Operation> m_choices;
    QStringList m_scaffolded;
    bool m_holds = false;
    int m_hardCancels = 0;
    QList<Answer<OperationResult>> m_held;
};

/// The machine of the demo: everything is fine, and every folder is the made-up workspace.
class DemoMachine : public Machine
{
    Q_OBJECT
public:
    explicit DemoMachine(const DemoSource::Options &options, QObject *parent = nullptr);
    void askDoctor(const QString &workspace,
                   std::function<void(const QList<DoctorCheck> &)> answer) override;
    void open(const QString &folder, Opened opened) override;
    void cloneInto(const QString &url, const QString &folder, Done done) override;
    void makeSample(const QString &folder, Done done) override;
    void adopt(const AdoptRequest &request,
               std::function<void(const Result<Adoption> &)> answer) override;
    void cancel() override { }

private:
    DemoSource::Options m_options;
};

} // namespace devstack
