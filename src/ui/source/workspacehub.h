// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/source/workspacesource.h"

#include <QObject>

#include <memory>

namespace devstack {

/// Holds the open workspace's source and its latest values, for all controllers.
class WorkspaceHub : public QObject
{
    Q_OBJECT
public:
    explicit WorkspaceHub(QObject *parent = nullptr);
    ~WorkspaceHub() override;

    /// Null while no workspace is open.
    WorkspaceSource *source() const { return m_source.get(); }
    /// Replaces the source and starts it.
    void setSource(std::unique_ptr<WorkspaceSource> source);

    const WorkspaceSnapshot &snapshot() const { return m_snapshot; }
    const QList<RunState> &runs() const { return m_runs; }
    /// Null: there is none with this id.
    const RunState *run(const QString &id) const;
    /// WorkspaceSource::logErrorsChanged().
    const LogErrorsByService &logErrors() const { return m_logErrors; }
    const Error &recordingProblem() const { return m_recordingProblem; }
    const QString &activity() const { return m_activity; }
    /// False until the first snapshot of this source.
    bool isLoaded() const { return m_loaded; }
    /// Signals all values as if they were new, for those who made texts of them in another
    /// language.
    void tellAgain();

signals:
    void sourceChanged();
    void snapshotChanged();
    void runsChanged();
    void activityChanged();
    void logErrorsChanged();
    void recordingProblemChanged();

private:
    std::unique_ptr<WorkspaceSource> m_source;
    WorkspaceSnapshot m_snapshot;
    QList<RunState> m_runs;
    QString m_activity;
    LogErrorsByService m_logErrors;
    Error m_recordingProblem;
    bool m_loaded = false;
};

} // namespace devstack
