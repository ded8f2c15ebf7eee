// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"
#include "ui/text/displaystate.h"

#include <QObject>
#include <QVariantList>

namespace devstack {

using namespace Qt::StringLiterals;

/// The frame: which page is shown, which workspace is open, how the engine and the machine are.
class Session : public QObject, public QmlInstance<Session>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The name of one of the pages (ui/text/pages.h).
    Q_PROPERTY(QString page READ page WRITE setPage NOTIFY pageChanged)
    Q_PROPERTY(QString pageText READ pageText NOTIFY pageChanged)
    /// Its file in qml/pages.
    Q_PROPERTY(QString pageFile READ pageFile NOTIFY pageChanged)
    /// For the navigation: [{page, text, shortcut, last (stands apart, at the end)}].
    Q_PROPERTY(QVariantList pages READ pages CONSTANT)

    /// A workspace is open; otherwise the welcome page is shown.
    Q_PROPERTY(bool hasWorkspace READ hasWorkspace NOTIFY workspaceChanged)
    /// The first snapshot is there.
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QString workspaceName READ workspaceName NOTIFY changed)
    Q_PROPERTY(QString workspacePath READ workspacePath NOTIFY workspaceChanged)
    /// "5 of 6 running".
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    /// "6 services · 2 in development".
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY changed)
    Q_PROPERTY(bool anyRunning READ anyRunning NOTIFY changed)
    Q_PROPERTY(devstack::condition::Value condition READ condition NOTIFY changed)

    Q_PROPERTY(QString engineText READ engineText NOTIFY changed)
    Q_PROPERTY(devstack::condition::Value engineCondition READ engineCondition NOTIFY changed)
    /// Why the engine cannot be reached and what to do; empty when it can.
    Q_PROPERTY(QString engineProblem READ engineProblem NOTIFY changed)
    Q_PROPERTY(QString engineHint READ engineHint NOTIFY changed)
    /// False while it is not known whether the engine answers, too.
    Q_PROPERTY(bool engineAvailable READ engineAvailable NOTIFY changed)
    /// There is something on this machine that starts it (Actions::startEngine).
    Q_PROPERTY(bool engineStartable READ engineStartable NOTIFY changed)

    /// "2.8 of 6.0 GB"; empty while unknown.
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY changed)
    /// Share of the budget, 0 to 1 and more.
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY changed)
    Q_PROPERTY(QString cpuText READ cpuText NOTIFY changed)
    /// What an operation that is no run is doing; empty: nothing.
    Q_PROPERTY(QString activity READ activity NOTIFY activityChanged)
public:
    explicit Session(WorkspaceHub &hub, QObject *parent = nullptr);
    static Session *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString page() const { return m_page; }
    void setPage(const QString &page);
    QString pageText() const;
    QString pageFile() const;
    QVariantList pages() const;
    bool hasWorkspace() const { return m_hub.source(); }
    bool loaded() const { return m_hub.isLoaded(); }
    QString workspaceName() const;
    QString workspacePath() const;
    QString summary() const;
    QString subtitle() const;
    bool anyRunning() const;
    condition::Value condition() const;
    QString engineText() const;
    condition::Value engineCondition() const;
    QString engineProblem() const;
    QString engineHint() const;
    bool engineAvailable() const;
    bool engineStartable() const;
    QString memoryText() const;
    double memoryShare() const;
    QString cpuText() const;
    QString activity() const { return m_hub.activity(); }

    /// Whether somebody looks at the window: figures are sampled only then.
    Q_INVOKABLE void setWatched(bool watched);
    Q_INVOKABLE void refresh();

signals:
    void pageChanged();
    void workspaceChanged();
    void changed();
    void activityChanged();
    /// The window is to come to the front.
    void raiseRequested();

private:
    WorkspaceHub &m_hub;
    QString m_page;
    bool m_watched = true;
};

} // namespace devstack
