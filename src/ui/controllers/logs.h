// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/logpanecontroller.h"
#include "ui/controllers/settings.h"
#include "ui/models/listmodel.h"
#include "ui/models/navigationrows.h"
#include "ui/models/panelayout.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/background.h"
#include "ui/source/workspacehub.h"

#include <QRectF>
#include <QTimer>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;

/// A pane and its place on the page.
struct LogPaneRow
{
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(devstack::LogPaneController *pane MEMBER pane)
    Q_PROPERTY(QRectF place MEMBER place)
public:
    QString key;
    int number = 0;
    LogPaneController *pane = nullptr;
    QRectF place; ///< shares of the page

    const QString &identity() const { return key; }
    bool operator==(const LogPaneRow &) const = default;
};

/// What lies between panes and can be moved.
struct LogHandleRow
{
    Q_GADGET
    Q_PROPERTY(int split MEMBER split)
    Q_PROPERTY(bool isBelow MEMBER isBelow)
    Q_PROPERTY(QRectF place MEMBER place)
    Q_PROPERTY(double share MEMBER share)
public:
    QString key;
    int split = 0;
    bool isBelow = false;
    QRectF place; ///< of both its sides together, shares of the page
    double share = 0.5; ///< where in it

    const QString &identity() const { return key; }
    bool operator==(const LogHandleRow &) const = default;
};

/// The Logs page: its panes, how they share the page, and the searches that are kept. Sets and
/// sizes are remembered by workspace.
class Logs : public QObject, public QmlInstance<Logs>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of LogSourceRow.
    Q_PROPERTY(devstack::GadgetListModel *sources READ sources CONSTANT)
    /// Of LogPaneRow.
    Q_PROPERTY(devstack::GadgetListModel *panes READ panes CONSTANT)
    /// Of LogHandleRow.
    Q_PROPERTY(devstack::GadgetListModel *handles READ handles CONSTANT)
    /// The pane that keys and the tools above act on.
    Q_PROPERTY(devstack::LogPaneController *current READ current NOTIFY currentChanged)
    Q_PROPERTY(int currentNumber READ currentNumber WRITE setCurrentNumber NOTIFY currentChanged)
    /// The one source of the current pane; "*": everything. Who sets it wants to see its lines:
    /// what was searched for is cleared.
    Q_PROPERTY(QString source READ source WRITE setSource NOTIFY currentChanged)
    /// Searches that are kept, for every workspace.
    Q_PROPERTY(QStringList searches READ searches NOTIFY searchesChanged)
    /// Why logs are not recorded, and what to do; empty: they are.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY problemChanged)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
public:
    Logs(WorkspaceHub &hub, Settings &settings, Background &background, QObject *parent = nullptr);
    ~Logs() override;
    static Logs *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<LogSourceRow> *sources() { return &m_sources; }
    ListModel<LogPaneRow> *panes() { return &m_paneRows; }
    ListModel<LogHandleRow> *handles() { return &m_handles; }
    LogPaneController *current() const { return pane(m_current); }
    int currentNumber() const { return m_current; }
    void setCurrentNumber(int number);
    QString source() const;
    void setSource(const QString &source);
    QStringList searches() const { return m_searches; }
    QString problem() const { return m_hub.recordingProblem().message; }
    QString hint() const { return m_hub.recordingProblem().hint; }
    bool active() const { return m_active; }
    void setActive(bool active);

    /// Parts the current pane in two; the new one shows the same and becomes current.
    Q_INVOKABLE void split(bool below);
    Q_INVOKABLE void close(int number);
    Q_INVOKABLE void moveHandle(int split, double share);
    /// The pane after (before) the current one.
    Q_INVOKABLE void focusNext(int step);
    /// Errors of an IDA or a service since it started, and nothing else, in the current pane.
    Q_INVOKABLE void showErrors(const QString &source);
    Q_INVOKABLE void keepSearch(const QString &search);
    Q_INVOKABLE void forgetSearch(const QString &search);
    /// Writes what the current pane shows, or everything of its services; exported() tells the
    /// problem, empty when it is done.
    Q_INVOKABLE void exportLines(const QUrl &file, bool everything);

signals:
    void currentChanged();
    void searchesChanged();
    void problemChanged();
    void activeChanged();
    void exported(const QString &problem);

private:
    LogPaneController *pane(int number) const;
    LogPaneController *addPane(int number);
    void updateSources();
    void updatePlaces();
    void load();
    void save();
    void saveSoon() { m_saving.start(); }
    /// Of what is remembered of the workspace.
    QString key() const;

    WorkspaceHub &m_hub;
    Settings &m_settings;
    Background &m_background;
    ListModel<LogSourceRow> m_sources;
    ListModel<LogPaneRow> m_paneRows;
    ListModel<LogHandleRow> m_handles;
    std::vector<std::unique_ptr<LogPaneController>> m_panes;
    PaneLayout m_layout;
    int m_current = 0;
    QStringList m_searches;
    QTimer m_saving;
    QString m_key;
    bool m_active = false;
};

} // namespace devstack
