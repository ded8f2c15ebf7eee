// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/listmodel.h"
#include "ui/models/logmodel.h"
#include "ui/models/navigationrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <QTimer>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;

/// The pane of followed logs. Follows only while it is shown.
class Logs : public QObject, public QmlInstance<Logs>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of LogSourceRow.
    Q_PROPERTY(devstack::GadgetListModel *sources READ sources CONSTANT)
    /// The followed source.
    Q_PROPERTY(QString source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString sourceLabel READ sourceLabel NOTIFY sourceChanged)
    Q_PROPERTY(devstack::LogModel *lines READ lines CONSTANT)
    /// New lines wait (they are counted, none is lost up to the bound).
    Q_PROPERTY(bool paused READ paused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(int waitingLines READ waitingLines NOTIFY pausedChanged)
    /// Why it could not go on, and what to do; empty: it follows.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY problemChanged)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
public:
    explicit Logs(WorkspaceHub &hub, QObject *parent = nullptr);
    ~Logs() override;
    static Logs *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<LogSourceRow> *sources() { return &m_sources; }
    QString source() const { return m_source; }
    void setSource(const QString &source);
    QString sourceLabel() const;
    LogModel *lines() { return &m_lines; }
    bool paused() const { return m_paused; }
    void setPaused(bool paused);
    int waitingLines() const { return int(m_waiting.size()); }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    bool active() const { return m_active; }
    void setActive(bool active);

    /// Follows again after a problem.
    Q_INVOKABLE void retry();
    /// Writes what the filter lets through; answers the problem, empty when it is
    /// done.
    Q_INVOKABLE QString save(const QUrl &file) const;

signals:
    void sourceChanged();
    void pausedChanged();
    void problemChanged();
    void activeChanged();

private:
    void updateSources();
    void restart();
    void receive(const QList<LogRow> &lines);

    WorkspaceHub &m_hub;
    ListModel<LogSourceRow> m_sources;
    LogModel m_lines;
    QString m_source = u"*"_s;
    std::unique_ptr<LogFollow> m_follow;
    QList<LogRow> m_waiting;
    Error m_problem;
    bool m_paused = false;
    bool m_active = false;
};

} // namespace devstack
