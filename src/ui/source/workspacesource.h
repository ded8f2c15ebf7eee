// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/operation/operation.h"
#include "service/comparing/datachanges.h"
#include "service/comparing/schemadiff.h"
#include "service/definition/trustquestions.h"
#include "service/observing/snapshot.h"
#include "service/operations/runoperation.h"
#include "service/provisioning/provision.h"
#include "service/scripts/scripts.h"
#include "service/tour/tour.h"
#include "store/runstate.h"
#include "ui/models/terminalclient.h"
#include "ui/source/errorcounts.h"
#include "ui/source/pagedetails.h"

#include <QMap>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace devstack {

/// Everything the interface sees and asks of one workspace: the real one (LiveSource) or a made-up
/// one for designers, pictures and tests (DemoSource).
///
/// Lives on the interface's thread and never blocks it; every callback comes on that thread, and
/// none after the destructor.
class WorkspaceSource : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Result<> &)>;
    /// What goes on while something is read; `share` below 0: how far is not known.
    using Saying = std::function<void(const QString &text, double share)>;
    template <typename T> using Answer = std::function<void(const Result<T> &)>;

    using QObject::QObject;

    virtual QString folder() const = 0;
    /// Begins to watch; signals follow.
    virtual void start() = 0;
    virtual void refresh() = 0;
    /// Memory and CPU figures are taken only while somebody looks.
    virtual void sampleResources(bool on) = 0;

    /// What the engineer agreed to before an operation.
    struct Agreement
    {
        bool confirmed = false; ///< to what it destroys
        QMap<QString, BranchAnswer> branches {}; ///< OperationRequest::branchAnswers
        QMap<QString, QString> secrets {}; ///< OperationRequest::secrets
    };
    virtual void
    perform(const Operation &operation, const Agreement &agreement, Answer<OperationResult> answer)
        = 0;
    /// Asks everything that perform() began to stop; its answer still comes. What changes data may
    /// finish first, for a while (core/gracefulstop.h).
    virtual void cancel() = 0;
    /// As cancel(), and ends what changes data at once.
    virtual void cancelAtOnce() = 0;
    virtual void askTrust(const QStringList &idas, Answer<QList<TrustQuestion>> answer) = 0;
    virtual void grantTrust(const QList<TrustQuestion> &questions, Done done) = 0;
    /// Those of the IDAs, and of what they need, whose data is another branch's than the one that
    /// is checked out.
    virtual void askBranches(const QStringList &idas, Answer<QList<BranchData>> answer) = 0;
    /// What provisioning the IDAs (empty: all) would do and take; changes nothing.
    virtual void askPlan(const QStringList &idas, Answer<PlannedUp> answer) = 0;
    virtual void askConsequences(const QStringList &idas, Answer<QStringList> answer) = 0;
    /// The vector for a terminal: a shell of the service, or a declared command when one is named,
    /// with `words` behind it.
    virtual void askCommand(const QString &ida,
                            const QString &service,
                            const QString &command,
                            const QStringList &words,
                            Answer<QStringList> answer)
        = 0;
    /// The same, begun and shown in the window.
    virtual void openTerminal(const TerminalRequest &request,
                              Answer<std::shared_ptr<TerminalClient>> answer)
        = 0;
    virtual void addRepository(const QString &what, Done done) = 0;
    /// Fast-forwards the IDA's checkout where it is clean; answers what was done, one sentence.
    virtual void pullRepository(const QString &ida, Answer<QString> answer) = 0;
    /// Takes the IDA out of the workspace; its folder and its data stay.
    virtual void removeRepository(const QString &ida, Done done) = 0;
    /// What the repository offers to run on this machine.
    virtual void askScripts(const QString &ida, Answer<QList<OwnScript>> answer) = 0;
    /// As askTrust(), for running scripts of the IDA: these reach this machine.
    virtual void askScriptTrust(const QString &ida, Answer<QList<TrustQuestion>> answer) = 0;
    virtual void askConfig(const QString &ida, Answer<ConfigurationDetails> answer) = 0;
    /// Carries out an operation that is a choice.
    virtual void choose(const Operation &choice, Answer<ChoiceOutcome> answer) = 0;
    /// Keeps values that compose files ask for.
    virtual void keepVariables(const QString &ida,
                               const QMap<QString, QString> &values,
                               Answer<ChoiceOutcome> answer)
        = 0;
    virtual void putBack(const EarlierChoice &earlier, Done done) = 0;
    virtual void askData(Answer<DataDetails> answer) = 0;
    /// The rows of a database (IDA or IDA/SERVICE) that changed since a checkpoint, or since its
    /// data began. Takes seconds. What is answered here ends it; its answer still comes.
    virtual std::stop_source askChanges(const QString &place,
                                        const QString &checkpoint,
                                        Saying saying,
                                        Answer<DataChanges> answer)
        = 0;
    /// The same for what differs between production's schema, the migrations and the live one.
    virtual std::stop_source
    askSchemaDiff(const QString &place, Saying saying, Answer<SchemaDiff> answer)
        = 0;
    virtual void askReviews(Answer<QList<ReviewDetails>> answer) = 0;
    /// What somebody who comes new is told of every IDA.
    virtual void askTour(Answer<WorkspaceTour> answer) = 0;
    /// What scaffold would write into the IDA's repository.
    virtual void askScaffold(const QString &ida, Answer<ScaffoldPlan> answer) = 0;
    virtual void writeScaffold(const ScaffoldPlan &plan, Done done) = 0;
    /// The folder of the log store (store/logstore.h), which is recorded into while this lives.
    virtual QString logStore() const = 0;

signals:
    void snapshotChanged(const devstack::WorkspaceSnapshot &snapshot);
    /// Every known run, newest first.
    void runsChanged(const QList<devstack::RunState> &runs);
    /// What an operation without a run journal (stop, restart …) is doing.
    void activityChanged(const QString &text);
    /// Errors that services logged since they started last.
    void logErrorsChanged(const devstack::LogErrorsByService &errors);
    /// Why logs are not recorded, and what to do; an empty message: they are.
    void recordingProblem(const devstack::Error &problem);
};

} // namespace devstack
