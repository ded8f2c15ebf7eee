// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"
#include "ui/text/displaystate.h"
#include "ui/text/pages.h"

#include <QDateTime>
#include <QObject>

namespace devstack {

using namespace Qt::StringLiterals;

/// The frame: which page is shown, which workspace is open, how the engine and the machine are.
class Session : public QObject, public QmlInstance<Session>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(devstack::page::Value page READ page WRITE setPage NOTIFY pageChanged)
    Q_PROPERTY(QString pageText READ pageText NOTIFY pageTextChanged)
    Q_PROPERTY(QString pageSubtitle READ pageSubtitle NOTIFY pageTextChanged)
    /// Its file in qml/pages.
    Q_PROPERTY(QString pageFile READ pageFile NOTIFY pageChanged)
    /// Of page::Entry, for the navigation.
    Q_PROPERTY(devstack::GadgetListModel *pages READ pages CONSTANT)

    /// A workspace is open; otherwise the welcome page is shown.
    Q_PROPERTY(bool hasWorkspace READ hasWorkspace NOTIFY workspaceChanged)
    /// The first snapshot is there.
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged)
    Q_PROPERTY(QString workspaceName READ workspaceName NOTIFY summaryChanged)
    Q_PROPERTY(QString workspacePath READ workspacePath NOTIFY workspaceChanged)
    /// "5 of 6 running".
    Q_PROPERTY(QString summary READ summary NOTIFY summaryChanged)
    /// "6 services · 2 in development".
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY summaryChanged)
    Q_PROPERTY(bool anyRunning READ anyRunning NOTIFY summaryChanged)
    Q_PROPERTY(devstack::condition::Value condition READ condition NOTIFY summaryChanged)

    Q_PROPERTY(QString engineText READ engineText NOTIFY engineChanged)
    Q_PROPERTY(devstack::condition::Value engineCondition READ engineCondition NOTIFY engineChanged)
    /// Why the engine cannot be reached and what to do; empty when it can.
    Q_PROPERTY(QString engineProblem READ engineProblem NOTIFY engineChanged)
    Q_PROPERTY(QString engineHint READ engineHint NOTIFY engineChanged)
    /// False while it is not known whether the engine answers, too.
    Q_PROPERTY(bool engineAvailable READ engineAvailable NOTIFY engineChanged)
    /// There is something on this machine that starts it (Actions::startEngine).
    Q_PROPERTY(bool engineStartable READ engineStartable NOTIFY engineChanged)

    /// A file of the workspace that cannot be read right now, with its place, what to do, and since
    /// when what is shown is old; empty: all files can be read.
    Q_PROPERTY(QString filesProblem READ filesProblem NOTIFY filesChanged)
    Q_PROPERTY(QString filesDetail READ filesDetail NOTIFY filesChanged)
    Q_PROPERTY(QString filesHint READ filesHint NOTIFY filesChanged)
    /// devstack.yml is among them, so that everything shown is old.
    Q_PROPERTY(bool filesAreOld READ filesAreOld NOTIFY filesChanged)
    /// The file, and "file:line" for an editor; empty: it is not there.
    Q_PROPERTY(QString filesFile READ filesFile NOTIFY filesChanged)
    Q_PROPERTY(QString filesPlace READ filesPlace NOTIFY filesChanged)

    /// That a run was cut off or failed and left something undone; empty: nothing is missing.
    Q_PROPERTY(QString unfinished READ unfinished NOTIFY summaryChanged)
    /// Containers that run for IDAs that devstack.yml does not name any more; empty: none.
    Q_PROPERTY(QString strays READ strays NOTIFY summaryChanged)

    /// "2.8 of 6.0 GB"; empty while unknown.
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY usageChanged)
    /// Share of the budget, 0 to 1 and more.
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY usageChanged)
    Q_PROPERTY(QString cpuText READ cpuText NOTIFY usageChanged)
    /// What an operation that is no run is doing; empty: nothing.
    Q_PROPERTY(QString activity READ activity NOTIFY activityChanged)
public:
    explicit Session(WorkspaceHub &hub, QObject *parent = nullptr);
    static Session *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    page::Value page() const { return m_page; }
    void setPage(page::Value page);
    QString pageText() const { return page::entry(m_page).text(); }
    QString pageSubtitle() const { return page::entry(m_page).subtitleText(); }
    QString pageFile() const { return page::entry(m_page).file(); }
    ListModel<page::Entry> *pages() { return &m_pages; }
    bool hasWorkspace() const { return m_hub.source(); }
    bool loaded() const { return m_loaded; }
    QString workspaceName() const { return m_summary.name; }
    QString workspacePath() const;
    QString summary() const { return m_summary.text; }
    QString subtitle() const { return m_summary.subtitle; }
    bool anyRunning() const { return m_summary.anyRunning; }
    QString unfinished() const { return m_summary.unfinished; }
    QString strays() const { return m_summary.strays; }
    condition::Value condition() const { return m_summary.condition; }
    QString engineText() const { return m_engine.text; }
    condition::Value engineCondition() const { return m_engine.condition; }
    QString engineProblem() const { return m_engine.problem; }
    QString engineHint() const { return m_engine.hint; }
    bool engineAvailable() const { return m_engine.available; }
    bool engineStartable() const { return m_engine.startable; }
    QString filesProblem() const { return m_files.problem; }
    QString filesDetail() const { return m_files.detail; }
    QString filesHint() const { return m_files.hint; }
    bool filesAreOld() const { return m_files.areOld; }
    QString filesFile() const { return m_files.file; }
    QString filesPlace() const { return m_files.place; }
    QString memoryText() const { return m_usage.memory; }
    double memoryShare() const { return m_usage.share; }
    QString cpuText() const { return m_usage.cpu; }
    QString activity() const { return m_hub.activity(); }

    /// Whether somebody looks at the window: figures are sampled only then.
    Q_INVOKABLE void setWatched(bool watched);
    Q_INVOKABLE void refresh();
    /// The names of pages, after a change of the language.
    void namePagesAgain();

signals:
    void pageChanged();
    void pageTextChanged();
    void workspaceChanged();
    void loadedChanged();
    void summaryChanged();
    void engineChanged();
    void filesChanged();
    void usageChanged();
    void activityChanged();
    /// The window is to come to the front.
    void raiseRequested();

private:
    struct Summary
    {
        QString name;
        QString text;
        QString subtitle;
        bool anyRunning = false;
        QString unfinished;
        QString strays;
        condition::Value condition = condition::Unknown;
        bool operator==(const Summary &) const = default;
    };
    struct Engine
    {
        QString text;
        condition::Value condition = condition::Unknown;
        QString problem;
        QString hint;
        bool available = false;
        bool startable = false;
        bool operator==(const Engine &) const = default;
    };
    struct Files
    {
        QString problem;
        QString detail;
        QString hint;
        QString file;
        QString place;
        bool areOld = false;
        bool operator==(const Files &) const = default;
    };
    struct Usage
    {
        QString memory;
        double share = 0;
        QString cpu;
        bool operator==(const Usage &) const = default;
    };

    void update();
    Summary summaryNow() const;
    Engine engineNow() const;
    Files filesNow();
    Usage usageNow() const;

    WorkspaceHub &m_hub;
    ListModel<page::Entry> m_pages;
    page::Value m_page = page::all().first().page;
    QString m_opened; ///< the folder of the last workspace
    bool m_watched = true;
    bool m_loaded = false;
    Engine m_engine;
    Summary m_summary;
    Files m_files;
    QDateTime m_goodAt; ///< UTC; when the files could last be read; null: never
    bool m_filesAreOld = false;
    Usage m_usage;
};

} // namespace devstack
