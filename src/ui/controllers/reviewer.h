// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/listmodel.h"
#include "ui/models/reviewrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/latestanswer.h"
#include "ui/source/pagedetails.h"
#include "ui/source/workspacehub.h"

namespace devstack {

/// The checks page: the definition of done of every repository and the findings of lint.
class Reviewer : public QObject, public QmlInstance<Reviewer>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The page is shown: repositories are looked at when it becomes so.
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY progressChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY progressChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY progressChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY progressChanged)

    /// Ids of the checks, in order, and a short name of each.
    Q_PROPERTY(QStringList checks READ checks CONSTANT)
    Q_PROPERTY(QStringList checkNames READ checkNames CONSTANT)
    /// Of RepositoryRow.
    Q_PROPERTY(devstack::GadgetListModel *repositories READ repositories CONSTANT)
    /// All that fails and all errors, for the navigation.
    Q_PROPERTY(int failures READ failures NOTIFY resultsChanged)

    /// The selected repository and check; an empty check: its findings are meant.
    Q_PROPERTY(QString ida READ ida NOTIFY selectionChanged)
    Q_PROPERTY(QString check READ check NOTIFY selectionChanged)
    /// Points of the definition of done that the selected repository does not meet; -1: not known.
    Q_PROPERTY(int lacking READ lacking NOTIFY selectionChanged)
    Q_PROPERTY(QString checkTitle READ checkTitle NOTIFY selectionChanged)
    Q_PROPERTY(devstack::severity::Value checkState READ checkState NOTIFY selectionChanged)
    Q_PROPERTY(QString checkMessage READ checkMessage NOTIFY selectionChanged)
    Q_PROPERTY(QString checkFix READ checkFix NOTIFY selectionChanged)
    /// Of EvidenceRow.
    Q_PROPERTY(devstack::GadgetListModel *evidence READ evidence CONSTANT)
    /// Of FindingRow.
    Q_PROPERTY(devstack::GadgetListModel *findings READ findings CONSTANT)
    /// Findings that comments in the files take away.
    Q_PROPERTY(int suppressed READ suppressed NOTIFY resultsChanged)
    /// Only findings of the selected repository.
    Q_PROPERTY(bool onlySelected READ onlySelected WRITE setOnlySelected NOTIFY onlySelectedChanged)
public:
    explicit Reviewer(WorkspaceHub &hub, QObject *parent = nullptr);
    static Reviewer *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool active() const { return m_active; }
    void setActive(bool active);
    bool loading() const { return m_loading; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    QStringList checks() const;
    QStringList checkNames() const;
    /// A short name of a check; an id that has none is shown as it is.
    static QString nameOf(const QString &id);
    /// How many points of the definition of done an IDA does not meet; -1: not known.
    int failedChecks(const QString &ida) const;
    ListModel<RepositoryRow> *repositories() { return &m_repositories; }
    int failures() const { return m_failures; }
    QString ida() const { return m_ida; }
    QString check() const { return m_check; }
    int lacking() const { return failedChecks(m_ida); }
    QString checkTitle() const;
    severity::Value checkState() const;
    QString checkMessage() const;
    QString checkFix() const;
    ListModel<EvidenceRow> *evidence() { return &m_evidence; }
    ListModel<FindingRow> *findings() { return &m_findings; }
    int suppressed() const { return m_suppressed; }
    bool onlySelected() const { return m_onlySelected; }
    void setOnlySelected(bool only);

    Q_INVOKABLE void select(const QString &ida, const QString &check);
    /// Selects the cell that many rows and columns away, as far as there is one.
    Q_INVOKABLE void walk(int rows, int columns);
    /// Looks at all repositories again.
    Q_INVOKABLE void refresh();

signals:
    void activeChanged();
    void progressChanged();
    void resultsChanged();
    void selectionChanged();
    void onlySelectedChanged();
    /// All repositories were looked at again.
    void looked();

private:
    void setProgress(bool loading, const Error &problem);
    void show();
    void showSelected();
    void showFindings();
    const ReviewDetails *study(const QString &ida) const;
    const CheckResult *result() const;

    WorkspaceHub &m_hub;
    bool m_active = false;
    bool m_loading = false;
    bool m_loaded = false;
    bool m_onlySelected = false;
    LatestAnswer m_newest;
    int m_failures = 0;
    int m_suppressed = 0;
    QString m_ida;
    QString m_check;
    Error m_problem;
    QList<ReviewDetails> m_studies;
    ListModel<RepositoryRow> m_repositories;
    ListModel<EvidenceRow> m_evidence;
    ListModel<FindingRow> m_findings;
};

} // namespace devstack
