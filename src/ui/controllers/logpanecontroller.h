// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/storedlogmodel.h"
#include "ui/source/logscan.h"
#include "ui/source/workspacehub.h"

#include <QJsonObject>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace devstack {

/// One pane of the Logs page: whose lines it shows, what is searched for, whether it goes on.
class LogPaneController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Panes come from Logs")
    /// "ida" or "ida/service"; empty: all.
    Q_PROPERTY(QStringList sources READ sources WRITE setSources NOTIFY sourcesChanged)
    /// "Everything", "credentials / db", "credentials + 2".
    Q_PROPERTY(QString title READ title NOTIFY sourcesChanged)
    /// Lines of several services may be in it.
    Q_PROPERTY(bool isMixed READ isMixed NOTIFY sourcesChanged)
    Q_PROPERTY(devstack::StoredLogModel *lines READ lines CONSTANT)
    /// Text or regular expression, with qualifiers (LogSearch).
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(bool isPattern READ isPattern WRITE setIsPattern NOTIFY searchChanged)
    /// Why the search finds nothing; empty: it is sound.
    Q_PROPERTY(QString searchProblem READ searchProblem NOTIFY searchChanged)
    /// Only what is found is shown; else it is marked among all lines.
    Q_PROPERTY(bool matchesOnly READ matchesOnly WRITE setMatchesOnly NOTIFY searchChanged)
    Q_PROPERTY(devstack::loglevel::Value minimumLevel READ minimumLevel WRITE setMinimumLevel NOTIFY
                   searchChanged)
    /// New lines wait. None is lost: the store has them all.
    Q_PROPERTY(bool paused READ paused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(int waitingLines READ waitingLines NOTIFY pausedChanged)
    Q_PROPERTY(bool wrap READ wrap WRITE setWrap NOTIFY lookChanged)
    /// LogView::Times.
    Q_PROPERTY(int times READ times WRITE setTimes NOTIFY lookChanged)
public:
    LogPaneController(WorkspaceHub &hub, int number, QObject *parent);
    ~LogPaneController() override;

    int number() const { return m_number; }
    QStringList sources() const { return m_sources; }
    void setSources(const QStringList &sources);
    QString title() const;
    bool isMixed() const;
    StoredLogModel *lines() { return &m_lines; }
    QString search() const { return m_search; }
    void setSearch(const QString &search);
    bool isPattern() const { return m_isPattern; }
    void setIsPattern(bool pattern);
    QString searchProblem() const { return m_parsed.problem; }
    bool matchesOnly() const { return m_matchesOnly; }
    void setMatchesOnly(bool only);
    loglevel::Value minimumLevel() const { return m_minimumLevel; }
    void setMinimumLevel(devstack::loglevel::Value level);
    bool paused() const { return m_paused; }
    void setPaused(bool paused);
    int waitingLines() const { return int(m_waitingLines); }
    bool wrap() const { return m_wrap; }
    void setWrap(bool wrap);
    int times() const { return m_times; }
    void setTimes(int times);
    /// Reads only while it is shown.
    void setActive(bool active);

    /// Takes a source in or out of what is shown.
    Q_INVOKABLE void toggleSource(const QString &source);
    /// Who wrote the line at a row, "ida/service".
    Q_INVOKABLE QString sourceOf(int row) const;
    /// Of the line at a row, that service only.
    Q_INVOKABLE void onlySourceOf(int row);
    Q_INVOKABLE void clearSearch() { show(m_sources); }
    /// All at once: whose lines, and which of them.
    void show(const QStringList &sources,
              const QString &search = {},
              loglevel::Value level = loglevel::None);

    QJsonObject toJson() const;
    void apply(const QJsonObject &json);

signals:
    /// Something else is asked for: what comes now is not new, and its end is of interest.
    void restarted();
    void sourcesChanged();
    void searchChanged();
    void pausedChanged();
    void lookChanged();

private:
    void restart();
    void receive(const LogBatch &batch);
    void searchEdited();

    WorkspaceHub &m_hub;
    int m_number;
    StoredLogModel m_lines;
    QStringList m_sources;
    QString m_search;
    LogSearch m_parsed;
    bool m_isPattern = false;
    bool m_matchesOnly = true;
    loglevel::Value m_minimumLevel = loglevel::None;
    bool m_paused = false;
    bool m_wrap = false;
    int m_times = 0;
    bool m_active = false;
    LogBatch m_waiting; ///< while it is paused: at most what the list has room for
    qint64 m_waitingLines = 0;
    QTimer m_typing;
    std::unique_ptr<LogScan> m_scan;
};

} // namespace devstack
