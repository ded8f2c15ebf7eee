// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/runs.h"
#include "ui/models/listmodel.h"
#include "ui/models/noticerows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <QObject>
#include <QStringList>

namespace devstack {

/// What happened in this workspace while the window is open: runs that ended, services that became
/// unhealthy, what was done. Kept in a list behind the bell, and told to whoever notifies.
///
/// Lives on the interface's thread.
class News : public QObject, public QmlInstance<News>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of NoticeRow, the newest first; at most kMostNotices.
    Q_PROPERTY(devstack::GadgetListModel *notices READ notices CONSTANT)
    /// How many nobody has looked at yet.
    Q_PROPERTY(int fresh READ fresh NOTIFY freshChanged)
    /// One of these is bad.
    Q_PROPERTY(bool freshBad READ freshBad NOTIFY freshChanged)
public:
    static constexpr int kMostNotices = 100;

    News(WorkspaceHub &hub, Runs &runs, QObject *parent = nullptr);
    static News *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<NoticeRow> *notices() { return &m_rows; }
    int fresh() const;
    bool freshBad() const;

    /// Something was done; it is kept, and nobody is disturbed.
    void note(const QString &text);
    /// Somebody looked at the list.
    Q_INVOKABLE void look();
    Q_INVOKABLE void clear();
    /// Leads to what a notice is about.
    Q_INVOKABLE void follow(const QString &key);

signals:
    void freshChanged();
    /// Worth a notification: a run that ended, a service that became unhealthy.
    void happened(const QString &title, const QString &text, bool bad);
    void runWanted(const QString &run);
    void idaWanted(const QString &ida);

private:
    void lookForUnhealthy();
    void add(NoticeRow row);
    void show();

    WorkspaceHub &m_hub;
    QList<NoticeRow> m_notices;
    ListModel<NoticeRow> m_rows;
    int m_count = 0; ///< of all that there ever were: their keys
    QStringList m_unhealthy;
    bool m_primed = false; ///< the first snapshot of the workspace was seen
};

} // namespace devstack
