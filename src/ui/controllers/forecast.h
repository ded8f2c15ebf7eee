// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/provisioning/provision.h"
#include "ui/models/configurationrows.h"
#include "ui/models/listmodel.h"
#include "ui/models/runrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/latestanswer.h"
#include "ui/source/workspacehub.h"

#include <QObject>

#include <optional>

namespace devstack {

/// What provisioning would do, how long it would take and how much memory, before it begins.
///
/// Lives on the interface's thread. Changes nothing by itself.
class Forecast : public QObject, public QmlInstance<Forecast>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The sheet is to be shown.
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    /// Whose provisioning it is about; empty: of the whole workspace.
    Q_PROPERTY(QString ida READ ida NOTIFY changed)
    Q_PROPERTY(bool reading READ isReading NOTIFY changed)
    /// Why nothing could be planned, and what to do; empty: it could.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    /// Of StepRow: what is to be done, not what is done already.
    Q_PROPERTY(devstack::GadgetListModel *steps READ steps CONSTANT)
    /// "usually 2:21"; empty when there is nothing to do.
    Q_PROPERTY(QString time READ time NOTIFY changed)
    /// How far the time is known from earlier runs.
    Q_PROPERTY(QString timeNote READ timeNote NOTIFY changed)
    /// "5.1 of 6.0 GB"; empty while unknown.
    Q_PROPERTY(QString memory READ memory NOTIFY changed)
    /// Part of the budget: 1 is all of it.
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY changed)
    /// What does not fit; empty when it does.
    Q_PROPERTY(QString memoryWarning READ memoryWarning NOTIFY changed)
    /// More than the Engine has: starting it is a decision.
    Q_PROPERTY(bool beyond READ isBeyond NOTIFY changed)
    /// Of ProposalRow.
    Q_PROPERTY(devstack::GadgetListModel *proposals READ proposals CONSTANT)
    /// What else is to be known before, a sentence each.
    Q_PROPERTY(QStringList warnings READ warnings NOTIFY changed)
public:
    explicit Forecast(WorkspaceHub &hub, QObject *parent = nullptr);
    static Forecast *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool isOpen() const { return m_operation.has_value(); }
    QString ida() const { return m_operation ? m_operation->ida() : QString(); }
    bool isReading() const { return m_reading; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    ListModel<StepRow> *steps() { return &m_steps; }
    QString time() const;
    QString timeNote() const;
    QString memory() const;
    double memoryShare() const;
    QString memoryWarning() const;
    bool isBeyond() const;
    ListModel<ProposalRow> *proposals() { return &m_proposals; }
    QStringList warnings() const;

    /// Opens the sheet for what is wanted: an operation that provisions.
    void ask(const Operation &operation);
    /// The same for an IDA, or for the whole workspace.
    Q_INVOKABLE void ask(const QString &ida);
    /// What was proposed was done: figures and steps are others.
    Q_INVOKABLE void askAgain();
    /// Takes what is proposed in that row.
    Q_INVOKABLE void save(int proposal);
    /// Begins it, and closes the sheet.
    Q_INVOKABLE void confirm();
    Q_INVOKABLE void close();

signals:
    void changed();
    void savingWanted(const devstack::Operation &proposal);
    /// `isAgreed`: also where it needs more memory than there is.
    void confirmed(const devstack::Operation &operation, bool isAgreed);

private:
    void show(const PlannedUp &planned);

    WorkspaceHub &m_hub;
    LatestAnswer m_newest;
    std::optional<Operation> m_operation; ///< none: the sheet is closed
    bool m_reading = false;
    Error m_problem;
    std::optional<PlannedUp> m_planned;
    QList<Operation> m_savings; ///< of the rows of `m_proposals`
    ListModel<StepRow> m_steps;
    ListModel<ProposalRow> m_proposals;
};

} // namespace devstack
