// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/settings.h"
#include "ui/models/branchrows.h"
#include "ui/models/listmodel.h"
#include "ui/models/trustrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"
#include "ui/text/pages.h"

#include <QUrl>

#include <functional>
#include <optional>

namespace devstack {

/// Carries out what the engineer asks: asks for trust and confirmation first where needed, says
/// what went wrong and what to do next.
class Actions : public QObject, public QmlInstance<Actions>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// An operation of this window goes on.
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// A cancel was asked for and what goes on did not end yet: the next one ends it at once.
    Q_PROPERTY(bool cancelling READ cancelling NOTIFY busyChanged)

    /// Of TrustRow: what repositories could reach; empty: nothing is asked.
    Q_PROPERTY(devstack::GadgetListModel *trustQuestions READ trustQuestions CONSTANT)

    /// Of BranchRow: IDAs whose data is another branch's than the one that is checked out; empty:
    /// nothing is asked.
    Q_PROPERTY(devstack::GadgetListModel *branchQuestions READ branchQuestions CONSTANT)

    /// IDAs whose reset is asked for; empty: nothing is asked.
    Q_PROPERTY(QStringList resetIdas READ resetIdas NOTIFY resetChanged)
    /// What would go and how it comes back, one sentence each; empty while it is found out.
    Q_PROPERTY(QStringList resetSentences READ resetSentences NOTIFY resetChanged)

    /// The IDA whose checkpoint is to become its data, and the checkpoint; empty: nothing is asked.
    Q_PROPERTY(QString restoreIda READ restoreIda NOTIFY restoreChanged)
    Q_PROPERTY(QString restoreName READ restoreName NOTIFY restoreChanged)

    /// The IDA whose checkpoint or kept file is to be deleted, its name, and what goes with it;
    /// empty: nothing is asked.
    Q_PROPERTY(QString deleteIda READ deleteIda NOTIFY deleteChanged)
    Q_PROPERTY(QString deleteName READ deleteName NOTIFY deleteChanged)
    Q_PROPERTY(QString deleteSentence READ deleteSentence NOTIFY deleteChanged)

    /// The error banner; an empty message hides it.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString problemDetail READ problemDetail NOTIFY problemChanged)
    Q_PROPERTY(QString problemHint READ problemHint NOTIFY problemChanged)
    /// The next sensible thing.
    Q_PROPERTY(NextStep nextStep READ nextStep NOTIFY problemChanged)
public:
    enum class NextStep { None, ShowRun, Retry };
    Q_ENUM(NextStep)
    /// BranchAnswer for QML.
    enum class DataOfBranch {
        Stay = int(BranchAnswer::Stay),
        GoOver = int(BranchAnswer::GoOver),
        BeginAnew = int(BranchAnswer::BeginAnew)
    };
    Q_ENUM(DataOfBranch)

    Actions(WorkspaceHub &hub, Settings &settings, QObject *parent = nullptr);
    static Actions *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    /// Shows what went wrong elsewhere in the banner.
    void report(const Error &error) { fail(error); }

    bool busy() const { return m_going > 0; }
    bool cancelling() const { return m_cancelling && m_going > 0; }
    ListModel<TrustRow> *trustQuestions() { return &m_trustRows; }
    ListModel<BranchRow> *branchQuestions() { return &m_branchRows; }
    QStringList resetIdas() const { return m_resetIdas; }
    QStringList resetSentences() const { return m_resetSentences; }
    QString restoreIda() const { return m_restoreIda; }
    QString restoreName() const { return m_restoreName; }
    QString deleteIda() const { return m_deletion.ida(); }
    QString deleteName() const;
    QString deleteSentence() const;
    QString problem() const { return m_problem.message; }
    QString problemDetail() const { return m_problem.detail; }
    QString problemHint() const { return m_problem.hint; }
    NextStep nextStep() const { return m_nextStep; }

    /// Carries it out, after the questions that come first: trust, and the confirmation of what
    /// destroys data. Not for choices: these are Configurator's, which can undo them.
    void run(const Operation &operation);
    /// The same of an operation whose forecast was shown. `isAgreed`: also where it needs more
    /// memory than the Engine has.
    void begin(const Operation &operation, bool isAgreed) { ask({operation, {isAgreed}}); }
    /// An empty IDA means all of the workspace.
    Q_INVOKABLE void provision(const QString &ida = {});
    /// `name` here is an IDA or a service ("IDA/SERVICE").
    Q_INVOKABLE void start(const QString &name = {});
    Q_INVOKABLE void stop(const QString &name = {});
    /// Which compose files of its repository run an IDA, with ":" between several.
    Q_INVOKABLE void chooseCompose(const QString &ida, const QString &files);
    Q_INVOKABLE void restart(const QString &name = {});
    /// Builds the images of an IDA anew, then provisions it with them.
    Q_INVOKABLE void rebuild(const QString &ida);
    Q_INVOKABLE void seed(const QString &ida, const QString &name);
    Q_INVOKABLE void seedFile(const QString &ida, const QUrl &file, bool afterReset = false);
    /// Runs a Make target or a script of the repository, on this machine.
    Q_INVOKABLE void runScript(const QString &ida, const QString &script);
    /// Does again what a recorded run did.
    Q_INVOKABLE void runAgain(const QString &id);
    /// Goes on with a recorded run that did not reach its end: a reset is not done once more.
    Q_INVOKABLE void resume(const QString &id);
    /// Goes on with the run that the snapshot tells to be unfinished.
    Q_INVOKABLE void finishProvisioning();
    /// Ends what goes on; what changes data may finish first. Asked for once more: at once.
    Q_INVOKABLE void cancel();

    Q_INVOKABLE void askReset(const QString &ida);
    Q_INVOKABLE void confirmReset();
    Q_INVOKABLE void declineReset();
    /// Goes back to the checkpoint that a reset kept. Asks nothing: the present data is kept as
    /// well.
    Q_INVOKABLE void undoReset(const QString &ida, const QString &checkpoint);
    /// Keeps the present data of the IDAs as one set; an empty name is made from the time.
    Q_INVOKABLE void saveCheckpoint(const QStringList &idas, const QString &name, bool isProtected);
    Q_INVOKABLE void askDelete(const QString &ida, const QString &checkpoint);
    /// Of the copy that is kept of an engineer's own file.
    Q_INVOKABLE void askForget(const QString &ida, const QString &file);
    Q_INVOKABLE void confirmDelete();
    Q_INVOKABLE void declineDelete();
    Q_INVOKABLE void
    exportCheckpoint(const QString &ida, const QString &checkpoint, const QUrl &file);
    /// An empty name: the one that it had.
    Q_INVOKABLE void importCheckpoint(const QString &ida, const QUrl &file, const QString &name);
    /// With what new data of a database begins: a file, the name of a snapshot, or "default" for
    /// what the repository says. `service` may be empty where there is one database.
    Q_INVOKABLE void useSchema(const QString &ida, const QString &service, const QString &source);
    /// Does what the last offered() offered.
    Q_INVOKABLE void takeOffer();
    /// "off", "ask", "on", or "stay": the present data is the branch's that is checked out.
    Q_INVOKABLE void followBranch(const QString &ida, const QString &value);
    Q_INVOKABLE void switchData(const QString &ida, const QString &branch);
    Q_INVOKABLE void askRestore(const QString &ida, const QString &checkpoint);
    Q_INVOKABLE void confirmRestore();
    Q_INVOKABLE void declineRestore();
    /// The answer to one question.
    Q_INVOKABLE void answerBranch(const QString &ida, devstack::Actions::DataOfBranch answer);
    /// Goes on with these answers.
    Q_INVOKABLE void confirmBranches();
    /// Nothing runs.
    Q_INVOKABLE void declineBranches();
    Q_INVOKABLE void acceptTrust();
    Q_INVOKABLE void declineTrust();

    Q_INVOKABLE void openUrl(const QString &url);
    /// In the window or in the user's terminal program, as the settings say; so are commands.
    Q_INVOKABLE void openShell(const QString &ida, const QString &service = {});
    /// The client of the IDA's database, signed in; `service` where it has several.
    Q_INVOKABLE void openDatabaseShell(const QString &ida, const QString &service = {});
    /// A command that the IDA declares: in a terminal where it wants one, else as a run.
    /// What has arguments asks for them first.
    Q_INVOKABLE void openCommand(const QString &ida, const QString &command);
    /// The same with the answers: `words` as behind "--" of the command line, and secrets by name.
    void runCommand(const QString &ida,
                    const QString &command,
                    const QStringList &words,
                    const QMap<QString, QString> &secrets);
    /// Opens the line of a file (place: "name:line") in the user's editor ($VISUAL, $EDITOR), in a
    /// terminal where it needs one.
    Q_INVOKABLE void openPlace(const QString &file, const QString &place);
    /// Opens a terminal with what starts the Engine of this machine; it may ask for a password
    /// there.
    Q_INVOKABLE void startEngine();
    /// Opens a terminal that runs this and waits for Enter afterwards: the fix of a check.
    Q_INVOKABLE void openFix(const QStringList &command);
    Q_INVOKABLE void copy(const QString &text);
    /// Copies the command line that provisions the IDA.
    Q_INVOKABLE void copyCommand(const QString &ida);
    Q_INVOKABLE void addRepository(const QString &what);
    /// Fast-forwards the checkout where it is clean.
    Q_INVOKABLE void pull(const QString &ida);
    /// Takes the IDA out of the workspace; its folder and its data stay. Offers to take it back.
    Q_INVOKABLE void remove(const QString &ida);
    /// The IDA's checkout, in the desktop's file manager.
    Q_INVOKABLE void openFolder(const QString &ida);
    Q_INVOKABLE void dismissProblem();
    Q_INVOKABLE void takeNextStep();

signals:
    void busyChanged();
    void resetChanged();
    void restoreChanged();
    void deleteChanged();
    void problemChanged();
    /// Something was done; a short sentence.
    void noticed(const QString &text);
    /// The same with something that can be done about it: takeOffer().
    void offered(const QString &text, const QString &offer);
    void carriedOut(const devstack::Operation &operation);
    /// A run of this operation is about to begin.
    void runWanted(const devstack::Operation &operation);
    /// Whatever was to begin has ended, or never will begin.
    void runEnded();
    /// The files of the IDA ask for values first.
    void valuesWanted(const QString &ida, const devstack::Operation &operation);
    /// It needs more memory than the Engine has; nothing was started.
    void roomWanted(const devstack::Operation &operation);
    /// A terminal of the window: Terminals::open().
    void terminalWanted(const QString &ida,
                        const QString &service,
                        const QString &command,
                        const QStringList &words);
    void argumentsWanted(const QString &ida, const devstack::CommandView &command);
    /// The page that shows what goes on.
    void pageWanted(devstack::page::Value page);

private:
    /// What the engineer wants, and the answers to the questions that come before it.
    struct Wanted
    {
        Operation operation;
        WorkspaceSource::Agreement agreed {};
        bool knowsBranches = false; ///< whose data it takes was asked, where it has to be
        bool provisionsAfter = false; ///< Build: containers of the new image take its place
    };
    /// Asks for trust where it is missing, then carries out. `refusal`: why an attempt without it
    /// ended.
    void ask(const Wanted &wanted, const Error &refusal = {});
    /// Asks whose data it takes, where the branch is another than that of the data.
    void askBranches(const Wanted &wanted);
    void carryOut(const Wanted &wanted);
    /// The first IDA of the operation whose files ask for values; empty: none.
    QString lackingValues(const Operation &operation) const;
    /// What a run did; says why where that is not known.
    std::optional<Operation> repeated(const RunHeader &header);
    void begun();
    void ended();
    void askResetOf(const QStringList &idas);
    /// Of what Delete or ForgetFile names; without an IDA nothing is asked any more.
    void askDeletion(const Operation &deletion);
    /// Says that it is done, and offers the next thing where there is one.
    void
    tellDone(const Operation &operation, const OperationResult &result, const QDateTime &began);
    /// Null: the IDA declares none of that name.
    const CommandView *declaredCommand(const QString &ida, const QString &name) const;
    /// In a terminal: a shell of the service, or a declared command when one is named.
    void openInside(const QString &ida,
                    const QString &service,
                    const QString &command,
                    const QStringList &words = {});
    void fail(const Error &error, NextStep next = NextStep::None);
    /// The file that an action failed for can be read again: the banner has nothing to say.
    void dismissMended();

    WorkspaceHub &m_hub;
    Settings &m_settings;
    int m_going = 0;
    bool m_cancelling = false;
    Wanted m_pending; ///< waits for trust
    Wanted m_last;
    void showTrust(const QList<TrustQuestion> &questions);

    QList<TrustQuestion> m_questions;
    ListModel<TrustRow> m_trustRows;
    Wanted m_branchWanted; ///< waits for the answers about branches
    ListModel<BranchRow> m_branchRows;
    QStringList m_resetIdas;
    QStringList m_resetSentences;
    QString m_restoreIda;
    QString m_restoreName;
    Operation m_deletion; ///< without an IDA: nothing is asked
    std::function<void()> m_offer;
    Error m_problem;
    bool m_seenBroken = false; ///< the snapshot had the problem too
    NextStep m_nextStep = NextStep::None;
};

} // namespace devstack
