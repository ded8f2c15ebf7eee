// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/tour/tour.h"
#include "ui/models/listmodel.h"
#include "ui/models/tourrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/background.h"
#include "ui/source/latestanswer.h"
#include "ui/source/workspacehub.h"

#include <QUrl>

namespace devstack {

/// The tour: the IDAs of the workspace one by one, in start order.
///
/// What files and repositories tell is read when the page is shown and when they changed; how the
/// IDAs are is always as of now. Lives on the interface's thread.
class Tour : public QObject, public QmlInstance<Tour>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The page is shown: the workspace is read when it becomes so.
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY progressChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY progressChanged)
    /// Why it could not be read; empty: it could.
    Q_PROPERTY(QString problem READ problem NOTIFY progressChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY progressChanged)
    /// Of StationRow.
    Q_PROPERTY(devstack::GadgetListModel *stations READ stations CONSTANT)
    /// The station that is shown, from 0; -1: there is none.
    Q_PROPERTY(int index READ index WRITE setIndex NOTIFY shownChanged)
    Q_PROPERTY(devstack::StationCard shown READ shown NOTIFY shownChanged)
    /// Of TourNeedRow.
    Q_PROPERTY(devstack::GadgetListModel *needs READ needs CONSTANT)
    Q_PROPERTY(devstack::GadgetListModel *neededBy READ neededBy CONSTANT)
    /// Of SignInRow.
    Q_PROPERTY(devstack::GadgetListModel *signIns READ signIns CONSTANT)
public:
    Tour(WorkspaceHub &hub, Background &background, QObject *parent = nullptr);
    static Tour *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool active() const { return m_active; }
    void setActive(bool active);
    bool loading() const { return m_loading; }
    bool loaded() const { return m_loaded; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    ListModel<StationRow> *stations() { return &m_stations; }
    int index() const { return m_index; }
    void setIndex(int index);
    StationCard shown() const { return m_shown; }
    ListModel<TourNeedRow> *needs() { return &m_needs; }
    ListModel<TourNeedRow> *neededBy() { return &m_neededBy; }
    ListModel<SignInRow> *signIns() { return &m_signIns; }

    /// Shows the station of an IDA, where there is one.
    Q_INVOKABLE void show(const QString &ida);
    /// So many stations on (or back), as far as there are.
    Q_INVOKABLE void walk(int by);
    Q_INVOKABLE void refresh();
    /// Writes the whole tour as Markdown.
    Q_INVOKABLE void exportTo(const QUrl &file);

signals:
    void activeChanged();
    void progressChanged();
    void shownChanged();
    /// `problem` empty: it is written.
    void exported(const QString &problem);

private:
    void snapshotChanged();
    void update();
    /// What makes another reading of the files worth while.
    QStringList digest() const;

    WorkspaceHub &m_hub;
    Background &m_background;
    LatestAnswer m_newest;
    bool m_active = false;
    bool m_loading = false;
    bool m_loaded = false;
    Error m_problem;
    WorkspaceTour m_tour;
    QStringList m_readAt; ///< digest() of when it was read
    QString m_wanted; ///< the IDA that is shown
    int m_index = -1;
    StationCard m_shown;
    ListModel<StationRow> m_stations;
    ListModel<TourNeedRow> m_needs;
    ListModel<TourNeedRow> m_neededBy;
    ListModel<SignInRow> m_signIns;
};

} // namespace devstack
