// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/listmodel.h"
#include "ui/models/logmodel.h"
#include "ui/models/runrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"
#include "ui/text/runfigures.h"

#include <QSet>
#include <QTimer>

#include <map>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

/// The runs of the workspace, the command line's too, and the one that is shown.
class Runs : public QObject, public QmlInstance<Runs>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of RunRow, the newest first.
    Q_PROPERTY(devstack::GadgetListModel *runs READ runs CONSTANT)
    /// A run is shown.
    Q_PROPERTY(bool shown READ shown NOTIFY currentChanged)
    Q_PROPERTY(QString current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(QString title READ title NOTIFY currentChanged)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY ticked)
    Q_PROPERTY(devstack::runmark::Value result READ result NOTIFY resultChanged)
    /// How it stands: "done", "cancelled after 12 of 49".
    Q_PROPERTY(QString resultWord READ resultWord NOTIFY resultChanged)
    /// "Planning…" or that nothing was to be done; empty: its steps tell.
    Q_PROPERTY(QString note READ note NOTIFY resultChanged)
    /// What the banner of the action says too; empty: nothing went wrong.
    Q_PROPERTY(QString problem READ problem NOTIFY resultChanged)
    /// Why no step could run, or what it waits for; empty: its steps tell.
    Q_PROPERTY(QString refusal READ refusal NOTIFY resultChanged)
    Q_PROPERTY(QString refusalDetail READ refusalDetail NOTIFY resultChanged)
    Q_PROPERTY(QString refusalHint READ refusalHint NOTIFY resultChanged)
    /// The file that is to blame, and "file:line"; empty: none.
    Q_PROPERTY(QString refusalFile READ refusalFile NOTIFY resultChanged)
    Q_PROPERTY(QString refusalPlace READ refusalPlace NOTIFY resultChanged)
    /// Where what a run started answers; empty until it is done.
    Q_PROPERTY(QStringList urls READ urls NOTIFY urlsChanged)
    Q_PROPERTY(bool waiting READ waiting NOTIFY resultChanged)
    /// It can be gone on with: it did not reach its end. A failed one only where going on and doing
    /// it again are not the same.
    Q_PROPERTY(bool resumable READ resumable NOTIFY resultChanged)
    Q_PROPERTY(bool running READ running NOTIFY resultChanged)
    /// This window began it and can cancel it.
    Q_PROPERTY(bool ours READ ours NOTIFY currentChanged)
    Q_PROPERTY(QString command READ command NOTIFY currentChanged)
    /// What it did is known as more than a text.
    Q_PROPERTY(bool repeatable READ repeatable NOTIFY currentChanged)
    /// It destroys data when it is repeated.
    Q_PROPERTY(bool isReset READ isReset NOTIFY currentChanged)
    Q_PROPERTY(bool isProvisioning READ isProvisioning NOTIFY currentChanged)
    Q_PROPERTY(QStringList idas READ idas NOTIFY currentChanged)
    Q_PROPERTY(QString elapsed READ elapsed NOTIFY ticked)
    /// Empty: unknown.
    Q_PROPERTY(QString left READ left NOTIFY ticked)
    Q_PROPERTY(int doneSteps READ doneSteps NOTIFY figuresChanged)
    Q_PROPERTY(int totalSteps READ totalSteps NOTIFY figuresChanged)
    /// Steps that were as they should be.
    Q_PROPERTY(int checkedSteps READ checkedSteps NOTIFY figuresChanged)
    Q_PROPERTY(QString criticalPath READ criticalPath NOTIFY figuresChanged)
    /// The time that the lanes span, in seconds.
    Q_PROPERTY(double span READ span NOTIFY ticked)

    /// Of LaneRow.
    Q_PROPERTY(devstack::GadgetListModel *lanes READ lanes CONSTANT)
    /// Of StepRow.
    Q_PROPERTY(devstack::GadgetListModel *steps READ steps CONSTANT)
    Q_PROPERTY(
        QString selectedStep READ selectedStep WRITE setSelectedStep NOTIFY selectedStepChanged)
    /// The IDA of the selected step.
    Q_PROPERTY(QString selectedIda READ selectedIda NOTIFY selectedStepChanged)
    Q_PROPERTY(QString stepTitle READ stepTitle NOTIFY stepChanged)
    Q_PROPERTY(QString stepReason READ stepReason NOTIFY stepChanged)
    Q_PROPERTY(devstack::runmark::Value stepState READ stepState NOTIFY stepChanged)
    Q_PROPERTY(QString stepTime READ stepTime NOTIFY ticked)
    /// What the tool said and what to do, of a failed step.
    Q_PROPERTY(QString stepDetail READ stepDetail NOTIFY stepChanged)
    Q_PROPERTY(QString stepHint READ stepHint NOTIFY stepChanged)
    Q_PROPERTY(devstack::LogModel *output READ output CONSTANT)

    /// Runs that go on, for the navigation.
    Q_PROPERTY(int active READ active NOTIFY activeChanged)
    /// "Provisioning credentials · 7 of 12 · about 40 s left"; empty: nothing runs.
    Q_PROPERTY(QString statusText READ statusText NOTIFY ticked)
    Q_PROPERTY(double statusShare READ statusShare NOTIFY ticked)
public:
    explicit Runs(WorkspaceHub &hub, QObject *parent = nullptr);
    ~Runs() override;
    static Runs *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<RunRow> *runs() { return &m_runs; }
    bool shown() const { return !m_run.header.id.isEmpty(); }
    QString current() const { return m_run.header.id; }
    void setCurrent(const QString &id);
    QString title() const;
    QString subtitle() const;
    runmark::Value result() const { return runmark::ofRun(m_run); }
    QString resultWord() const { return outcomeOf(m_run); }
    QString note() const { return noteOf(m_run); }
    QString problem() const { return problemOf(m_run); }
    QString refusal() const { return m_run.error ? problemOf(m_run) : QString(); }
    QString refusalDetail() const;
    QString refusalHint() const;
    QString refusalFile() const { return m_run.error ? m_run.error->where.file : QString(); }
    QString refusalPlace() const;
    QStringList urls() const { return m_urls; }
    bool waiting() const { return m_run.result == RunResult::Waiting; }
    bool resumable() const;
    /// A run of this operation is about to begin: it is shown at once, as planning, and the run
    /// that comes takes its place.
    void expect(const Operation &operation);
    /// What was expected has begun or never will.
    void expectNoMore();
    bool running() const { return shown() && m_run.isRunning(); }
    bool ours() const;
    QString command() const { return m_run.header.command; }
    bool repeatable() const { return m_run.header.operation.has_value(); }
    bool isReset() const { return isOf(Operation::Verb::Reset); }
    bool isProvisioning() const { return isOf(Operation::Verb::Up); }
    QStringList idas() const { return m_run.header.idas; }
    QString elapsed() const;
    QString left() const;
    int doneSteps() const { return m_done; }
    int totalSteps() const { return m_total; }
    int checkedSteps() const { return m_checked; }
    QString criticalPath() const { return m_criticalPath; }
    double span() const { return m_span; }
    ListModel<LaneRow> *lanes() { return &m_lanes; }
    ListModel<StepRow> *steps() { return &m_steps; }
    QString selectedStep() const { return m_selectedStep; }
    /// The engineer's choice; otherwise the step that runs is shown.
    void setSelectedStep(const QString &id);
    QString selectedIda() const { return step() ? step()->ida : QString(); }
    QString stepTitle() const { return m_step.title; }
    QString stepReason() const { return m_step.reason; }
    runmark::Value stepState() const { return m_step.state; }
    QString stepTime() const;
    QString stepDetail() const { return m_step.detail; }
    QString stepHint() const { return m_step.hint; }
    LogModel *output() { return &m_output; }
    int active() const;
    QString statusText() const;
    double statusShare() const;

signals:
    void currentChanged();
    void resultChanged();
    void figuresChanged();
    void activeChanged();
    /// Time goes on: twice a second while a run does, and with every change of a run.
    void ticked();
    void stepChanged();
    void selectedStepChanged();
    void urlsChanged();
    /// A run that was going on is over; `ours`: it was this window's.
    void ended(const QString &run, const QString &title, devstack::RunResult result, bool ours);

private:
    bool isOf(Operation::Verb verb) const;
    void update();
    void showNow();
    void show(const RunState &run);
    void updateUrls();
    void updateLanes();
    void updateSteps();
    void updateStep();
    void updateOutput(bool anew);
    void tick();
    const RunStep *step() const;
    QString interestingStep() const;
    QString pathText() const;

    WorkspaceHub &m_hub;
    ListModel<RunRow> m_runs;
    ListModel<LaneRow> m_lanes;
    ListModel<StepRow> m_steps;
    LogModel m_output;
    std::map<QString, std::unique_ptr<ListModel<BarRow>>> m_bars; ///< by ida
    RunState m_run;
    RunFigures m_figures;
    int m_done = 0; ///< as last signalled
    int m_total = 0;
    int m_checked = 0;
    QString m_criticalPath;
    QStringList m_urls;
    /// The selected step as it is shown.
    struct ShownStep
    {
        QString title;
        QString reason;
        runmark::Value state = runmark::Done;
        QString detail;
        QString hint;
        bool operator==(const ShownStep &) const = default;
    };
    ShownStep m_step;
    double m_span = 1;
    QString m_wanted; ///< the run that the engineer chose; empty: the newest
    QString m_selectedStep;
    bool m_stepChosen = false;
    QString m_outputOf; ///< run and step that the output shows
    qsizetype m_outputLines = 0;
    QStringList m_going; ///< ids of runs that went on
    QSet<QString> m_known; ///< ids of all runs
    std::optional<RunState> m_expected; ///< shown until the run begins that was asked for
    QTimer m_patience; ///< until what was expected will not come any more
    QTimer m_clock;
};

} // namespace devstack
