// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filelock.h"
#include "plan/journalobserver.h"
#include "plan/planrunner.h"
#include "service/request.h"
#include "service/workspace.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

/// What every run of steps has: the workspace's lock and a journal.
///
/// The journal begins with the run, before anything is planned, so that a run that fails early or
/// finds nothing to do is recorded too. It is always told how its run ended: "failed" when nobody
/// called end() or failed(). Belongs to one thread.
class RecordedRun
{
public:
    /// The workspace must outlive it. The journal and the lock name the request.
    RecordedRun(Workspace &workspace, const OperationRequest &request);
    ~RecordedRun();
    RecordedRun(const RecordedRun &) = delete;
    RecordedRun &operator=(const RecordedRun &) = delete;

    /// Takes the lock, which is held until this object goes, and begins the journal; the newest one
    /// goes on where it waited for an answer to the same request. Error Conflict: somebody else has
    /// the lock.
    Result<> begin();
    /// What the IDAs are as the run takes them up.
    void idasNow(const QList<IdaAtRun> &idas);
    /// It turned out to be about these IDAs.
    void about(const QStringList &idas);
    /// From here on steps run and are remembered. Error kind Io: they cannot be recorded.
    Result<> open(const QStringList &idas);
    /// Runs the steps; what they do goes to `observer` and, once there is one, to the journal.
    Plan
    run(const Plan &plan, StepExecutor &executor, PlanObserver &observer, std::stop_token stop);
    /// Tells the journal how the run ended, and hands on what it was given. A run that needs trust
    /// waits; one that needs a confirmation before it did anything leaves no journal.
    Result<Plan> end(Result<Plan> done);
    /// The same for a run that ended before there was a plan.
    Error failed(const Error &error);

private:
    Result<> makeJournal();

    Workspace &m_workspace;
    const QString m_commandText;
    const std::optional<Operation> m_operation;
    std::optional<FileLock> m_lock;
    std::optional<StepRecords> m_records;
    std::unique_ptr<RunJournal> m_journal;
    Result<> m_journalMade = ok();
    bool m_hasSteps = false;
    std::optional<JournalObserver> m_observer;
    bool m_hasEnded = false;
};

} // namespace devstack
