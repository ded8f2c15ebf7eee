// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/listmodel.h"
#include "ui/models/welcomerows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/machine.h"
#include "ui/source/workspacehub.h"

#include <QUrl>

namespace devstack {

/// From nothing to an open workspace: checks of the machine, opening, cloning, the sample.
class Welcome : public QObject, public QmlInstance<Welcome>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of CheckRow.
    Q_PROPERTY(devstack::GadgetListModel *checks READ checks CONSTANT)
    Q_PROPERTY(bool checking READ checking NOTIFY checkingChanged)
    /// Of RecentRow.
    Q_PROPERTY(devstack::GadgetListModel *recent READ recent CONSTANT)
    /// Something is being made or opened.
    Q_PROPERTY(bool busy READ busy NOTIFY activityChanged)
    Q_PROPERTY(QString activity READ activity NOTIFY activityChanged)
    /// Below 0: unknown.
    Q_PROPERTY(double fraction READ fraction NOTIFY activityChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY activityChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY activityChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY activityChanged)
    /// Where new workspaces are proposed.
    Q_PROPERTY(QString home READ home CONSTANT)
    /// The address that a link from outside of the program offers; empty: none, or it was seen.
    Q_PROPERTY(QString offered READ offered NOTIFY offeredChanged)
public:
    using Recent = std::function<QList<QPair<QString, QString>>()>;
    /// `recent` answers paths and names of the last workspaces.
    Welcome(WorkspaceHub &hub, Machine &machine, Recent recent, QObject *parent = nullptr);
    static Welcome *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<CheckRow> *checks() { return &m_checks; }
    bool checking() const { return m_checking; }
    ListModel<RecentRow> *recent() { return &m_recent; }
    bool busy() const { return m_busy; }
    QString activity() const { return m_activity; }
    double fraction() const { return m_fraction; }
    QString problem() const { return m_problem.message; }
    QString detail() const;
    QString hint() const { return m_problem.hint; }
    QString home() const;
    QString offered() const { return m_offered; }
    Q_INVOKABLE void offer(const QString &address);

    Q_INVOKABLE void check();
    Q_INVOKABLE void open(const QString &folder);
    Q_INVOKABLE void openUrl(const QUrl &folder) { open(folder.toLocalFile()); }
    Q_INVOKABLE void cloneInto(const QString &url, const QString &folder);
    Q_INVOKABLE void makeSample(const QString &folder);
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void dismiss();
    /// Back to this page.
    Q_INVOKABLE void leaveWorkspace();
    /// What is there already in a folder that was typed; empty: nothing that matters.
    Q_INVOKABLE QString noteOf(const QString &typed) const;
    /// A local folder chosen in a dialog.
    Q_INVOKABLE QString pathOf(const QUrl &url) const { return url.toLocalFile(); }

signals:
    void checkingChanged();
    /// What is being done, or how it went.
    void activityChanged();
    void offeredChanged();

private:
    /// “~” is the home folder, and what is not absolute lies in it.
    static QString folderOf(const QString &typed);
    void begin(const QString &activity);
    void end(const Error &problem = {});

    WorkspaceHub &m_hub;
    Machine &m_machine;
    Recent m_recentSource;
    ListModel<CheckRow> m_checks;
    ListModel<RecentRow> m_recent;
    bool m_checking = false;
    bool m_busy = false;
    QString m_activity;
    double m_fraction = -1;
    Error m_problem;
    QString m_offered;
};

} // namespace devstack
