// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/journalreader.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace devstack {

/// A step that failed, without its output.
struct FailedStep : RunStep
{
    QDateTime since; ///< UTC; when it began, or its run where it did not begin
    QString again; ///< the command line that does it once more, where `up` does not
};

/// What the runs of a workspace say about its IDAs.
struct RunLook
{
    QList<RunStep> running; ///< the steps that run right now, without their output
    std::optional<RunHeader> live; ///< the run that goes on now
    QSet<QString> busy; ///< IDAs that a run goes on with: a step of theirs runs or is to come
    /// The steps that failed and that no later run made good or found to be needed no more.
    QList<FailedStep> failed;
    /// The newest runs up to the latest that did something, newest first, without their output;
    /// none while a run goes on.
    QList<RunState> latest;
};

/// Follows the runs of a workspace, in any process; reads only new lines.
///
/// A run of a part (`start`, `build`, a seed) says nothing about the steps that it left out: what
/// failed before it stays failed.
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
        JournalReader reader {JournalReader::Output::Drop};
    };
    /// Null when it cannot be read.
    const Journal *follow(const QString &path);

    QString m_folder;
    QHash<QString, Journal> m_journals; ///< by path; those that the last look needed
};

} // namespace devstack
