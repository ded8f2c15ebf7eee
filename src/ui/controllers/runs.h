// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/logmodel.h"
#include "ui/models/rowsmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"
#include "ui/text/runfigures.h"

#include <QTimer>

#include <map>

namespace devstack {

using namespace Qt::StringLiterals;

/// The runs of the workspace, the command line's too, and the one that is shown.
class Runs : public QObject, public QmlInstance<Runs>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// key, title, when, result, duration
    Q_PROPERTY(devstack::RowsModel *runs READ runs CONSTANT)
    /// A run is shown.
    Q_PROPERTY(bool shown READ shown NOTIFY changed)
    Q_PROPERTY(QString current READ current WRITE setCurrent NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY changed)
    /// "running", "done", "failed", "cancelled", "interrupted" or "unknown".
    Q_PROPERTY(QString result READ result NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    /// This window began it and can cancel it.
    Q_PROPERTY(bool ours READ ours NOTIFY changed)
    Q_PROPERTY(QString command READ command NOTIFY changed)
    /// "up", "seed", "reset" …; empty for a run that cannot be repeated.
    Q_PROPERTY(QString verb READ verb NOTIFY changed)
    Q_PROPERTY(QStringList idas READ idas NOTIFY changed)
    Q_PROPERTY(QString elapsed READ elapsed NOTIFY ticked)
    /// Empty: unknown.
    Q_PROPERTY(QString left READ left NOTIFY ticked)
    Q_PROPERTY(int doneSteps READ doneSteps NOTIFY changed)
    Q_PROPERTY(int totalSteps READ totalSteps NOTIFY changed)
    Q_PROPERTY(QString criticalPath READ criticalPath NOTIFY changed)
    /// The time that the lanes span, in seconds.
    Q_PROPERTY(double span READ span NOTIFY ticked)

    /// ida, duration, levels (bars one below the other), bars (a model: key, kind, progress (the
    /// step's state), from, to (seconds), level, tip)
    Q_PROPERTY(devstack::RowsModel *lanes READ lanes CONSTANT)
    /// key, ida, kind, title, progress (the state), reason, duration
    Q_PROPERTY(devstack::RowsModel *steps READ steps CONSTANT)
    Q_PROPERTY(
        QString selectedStep READ selectedStep WRITE setSelectedStep NOTIFY selectedStepChanged)
    Q_PROPERTY(QString stepTitle READ stepTitle NOTIFY stepChanged)
    Q_PROPERTY(QString stepReason READ stepReason NOTIFY stepChanged)
    Q_PROPERTY(QString stepState READ stepState NOTIFY stepChanged)
    Q_PROPERTY(QString stepTime READ stepTime NOTIFY ticked)
    /// What the tool said and what to do, of a failed step.
    Q_PROPERTY(QString stepDetail READ stepDetail NOTIFY stepChanged)
    Q_PROPERTY(QString stepHint READ stepHint NOTIFY stepChanged)
    Q_PROPERTY(devstack::LogModel *output READ output CONSTANT)

    /// Runs that go on, for the navigation.
    Q_PROPERTY(int active READ active NOTIFY changed)
    /// "Provisioning credentials · 7 of 12 · about 40 s left"; empty: nothing runs.
    Q_PROPERTY(QString statusText READ statusText NOTIFY ticked)
    Q_PROPERTY(double statusShare READ statusShare NOTIFY changed)
public:
    explicit Runs(WorkspaceHub &hub, QObject *parent = nullptr);
    ~Runs() override;
    static Runs *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    RowsModel *runs() { return &m_runs; }
    bool shown() const { return !m_run.header.id.isEmpty(); }
    QString current() const { return m_run.header.id; }
    void setCurrent(const QString &id);
    QString title() const;
    QString subtitle() const;
    QString result() const { return toString(m_run.result); }
    bool running() const { return shown() && m_run.isRunning(); }
    bool ours() const;
    QString command() const { return m_run.header.command; }
    QString verb() const;
    QStringList idas() const { return m_run.header.idas; }
    QString elapsed() const;
    QString left() const;
    int doneSteps() const { return m_figures.done; }
    int totalSteps() const { return m_figures.total; }
    QString criticalPath() const;
    double span() const { return m_span; }
    RowsModel *lanes() { return &m_lanes; }
    RowsModel *steps() { return &m_steps; }
    QString selectedStep() const { return m_selectedStep; }
    /// The engineer's choice; otherwise the step that runs is shown.
    void setSelectedStep(const QString &id);
    QString stepTitle() const;
    QString stepReason() const;
    QString stepState() const;
    QString stepTime() const;
    QString stepDetail() const;
    QString stepHint() const;
    LogModel *output() { return &m_output; }
    int active() const;
    QString statusText() const;
    double statusShare() const;

signals:
    void changed();
    void ticked();
    void stepChanged();
    void selectedStepChanged();
    /// A run that was going on is over; `ours`: it was this window's.
    void ended(const QString &title, devstack::RunResult result, bool ours);

private:
    void update();
    void show(const RunState &run);
    void updateLanes();
    void updateSteps();
    void updateOutput(bool anew);
    void tick();
    const RunStep *step() const;
    QString interestingStep() const;

    WorkspaceHub &m_hub;
    RowsModel m_runs;
    RowsModel m_lanes;
    RowsModel m_steps;
    LogModel m_output;
    std::map<QString, std::unique_ptr<RowsModel>> m_bars; ///< by ida
    RunState m_run;
    RunFigures m_figures;
    double m_span = 1;
    QString m_wanted; ///< the run that the engineer chose; empty: the newest
    QString m_selectedStep;
    bool m_stepChosen = false;
    QString m_outputOf; ///< run and step that the output shows
    qsizetype m_outputLines = 0;
    QStringList m_going; ///< ids of runs that went on
    QTimer m_clock;
};

} // namespace devstack
