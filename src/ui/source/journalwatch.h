// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/runstate.h"
#include "ui/source/background.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace devstack {

/// Keeps up with the run journals of a workspace, whoever writes them.
///
/// Files are read on a worker, one pass at a time, only what was added. Nothing is polled while no
/// run goes on; while one does, its process is looked at now and then, since a killed one leaves no
/// trace.
class JournalWatch : public QObject
{
    Q_OBJECT
public:
    JournalWatch(const QString &runsFolder, Background &background, QObject *parent = nullptr);
    ~JournalWatch() override;

    void start();

signals:
    /// Newest first.
    void runsChanged(const QList<devstack::RunState> &runs);

private:
    struct Reading;
    void wanted();
    void pass();
    void watchFolder();

    QString m_folder;
    Background &m_background;
    std::shared_ptr<Reading> m_definition; ///< touched by one pass at a time
    QFileSystemWatcher m_watcher;
    QTimer m_soon; ///< gathers changes
    QTimer m_pulse; ///< while a run goes on
    bool m_busy = false;
    bool m_again = false;
};

} // namespace devstack
