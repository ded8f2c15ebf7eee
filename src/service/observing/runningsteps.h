// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/journalreader.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace devstack {

/// What the runs of a workspace say about its IDAs.
struct RunLook
{
    QList<RunStep> running; ///< the steps that run right now, without their output
    QSet<QString> busy; ///< IDAs that a run goes on with: a step of theirs runs or is to come
    QList<RunStep> failed; ///< the steps that failed in the latest run, without their output
    QDateTime began; ///< UTC; the latest run
};

/// Follows the newest runs of a workspace, in any process; reads only new lines.
class RunningSteps
{
public:
    explicit RunningSteps(const QString &runsFolder);

    RunLook look();

private:
    /// Of one journal, up to where it was read.
    struct Journal
    {
        qint64 read = 0;
        JournalReader reader;
    };
    /// Null when it cannot be read.
    const RunState *follow(const QString &path);

    QString m_folder;
    QHash<QString, Journal> m_journals; ///< by path; those that the last look needed
};

} // namespace devstack
