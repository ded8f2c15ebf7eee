// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/recordedrun.h"

#include "service/workspaceinternals.h"

namespace devstack {

RecordedRun::RecordedRun(Workspace &workspace, const OperationRequest &request)
    : m_workspace(workspace)
    , m_commandText(request.commandText)
    , m_operation(request.operation)
{
}

RecordedRun::~RecordedRun()
{
    if (m_observer && !m_hasEnded)
        m_observer->end(RunResult::Failed);
}

Result<> RecordedRun::lock()
{
    auto lock = m_workspace.internals().withState(
        [&](WorkspaceState &state) { return state.lock(m_commandText); });
    if (!lock)
        return lock.error();
    m_lock = std::move(*lock);
    return ok();
}

Result<> RecordedRun::open(const QStringList &idas)
{
    if (m_journal)
        return ok();
    auto journal = RunJournal::create(m_workspace.runsFolder(), m_commandText, idas, m_operation);
    if (!journal)
        return journal.error();
    m_journal = std::move(*journal);
    m_records = m_workspace.internals().withState(
        [](WorkspaceState &state) { return state.stepRecords(); });
    m_observer.emplace(*m_journal, *m_records);
    return ok();
}

Plan RecordedRun::run(const Plan &plan,
                      StepExecutor &executor,
                      PlanObserver &observer,
                      std::stop_token stop)
{
    ObserverList observers(m_observer ? QList<PlanObserver *> {&*m_observer, &observer}
                                      : QList<PlanObserver *> {&observer});
    return PlanRunner(executor, observers).run(plan, std::move(stop));
}

Result<Plan> RecordedRun::end(Result<Plan> done)
{
    if (!m_observer || m_hasEnded)
        return done;
    m_hasEnded = true;
    const bool isCancelled = !done
        && (done.error().kind == Error::Kind::Cancelled
            || done.error().kind == Error::Kind::NeedsTrust);
    m_observer->end(done ? done->result : isCancelled ? RunResult::Cancelled : RunResult::Failed);
    return done;
}

} // namespace devstack
