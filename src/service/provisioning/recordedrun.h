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

/// What every run of steps has: the workspace's lock, and a journal from the moment on when there
/// is something to run.
///
/// A journal is always told how its run ended: "failed" when end() was not called. Belongs to one
/// thread.
class RecordedRun
{
public:
    /// The workspace must outlive it. The journal and the lock name the request.
    RecordedRun(Workspace &workspace, const OperationRequest &request);
    ~RecordedRun();
    RecordedRun(const RecordedRun &) = delete;
    RecordedRun &operator=(const RecordedRun &) = delete;

    /// Takes the lock, which is held until this object goes. Error Conflict: somebody else has it.
    Result<> lock();
    /// Makes the journal unless there is one. Error kind Io.
    Result<> open(const QStringList &idas);
    /// Runs the steps; what they do goes to `observer` and, once there is one, to the journal.
    Plan
    run(const Plan &plan, StepExecutor &executor, PlanObserver &observer, std::stop_token stop);
    /// Tells the journal how the run ended, and hands on what it was given.
    Result<Plan> end(Result<Plan> done);

private:
    Workspace &m_workspace;
    const QString m_commandText;
    const std::optional<Operation> m_operation;
    std::optional<FileLock> m_lock;
    std::optional<StepRecords> m_records;
    std::unique_ptr<RunJournal> m_journal;
    std::optional<JournalObserver> m_observer;
    bool m_hasEnded = false;
};

} // namespace devstack
