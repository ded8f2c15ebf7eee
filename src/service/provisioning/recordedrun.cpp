// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/recordedrun.h"

#include "service/workspaceinternals.h"
#include "store/journalreader.h"

namespace devstack {

RecordedRun::RecordedRun(Workspace &workspace, const OperationRequest &request)
    : m_workspace(workspace)
    , m_commandText(request.commandText)
    , m_operation(request.operation)
{
}

RecordedRun::~RecordedRun()
{
    if (m_journal && !m_hasEnded)
        m_journal->end(RunResult::Failed);
}

Result<> RecordedRun::begin()
{
    auto lock = m_workspace.internals().withState(
        [&](WorkspaceState &state) { return state.lock(m_commandText); });
    if (!lock)
        return lock.error();
    m_lock = std::move(*lock);
    // Nothing may be there to run: then a full disk is no reason to fail.
    m_journalMade = makeJournal();
    return ok();
}

Result<> RecordedRun::makeJournal()
{
    const QString folder = m_workspace.runsFolder();
    const QStringList journals = runJournals(folder);
    if (!journals.isEmpty()) {
        const auto last = readRun(journals.first());
        const bool isSame = last && last->result == RunResult::Waiting
            && (m_operation ? last->header.operation == m_operation
                            : last->header.command == m_commandText);
        if (isSame) {
            auto journal = RunJournal::resume(journals.first(), *last);
            if (!journal)
                return journal.error();
            m_hasSteps = !last->steps.isEmpty();
            m_journal = std::move(*journal);
            return ok();
        }
    }
    auto journal = RunJournal::create(
        folder, m_commandText, m_operation ? m_operation->idaNames() : QStringList(), m_operation);
    if (!journal)
        return journal.error();
    m_journal = std::move(*journal);
    return ok();
}

void RecordedRun::idasNow(const QList<IdaAtRun> &idas)
{
    if (m_journal)
        m_journal->idasNow(idas);
}

void RecordedRun::about(const QStringList &idas)
{
    if (m_journal && m_journal->header().idas != idas)
        m_journal->idas(idas);
}

Result<> RecordedRun::open(const QStringList &idas)
{
    if (!m_journalMade)
        return m_journalMade;
    about(idas);
    if (m_observer)
        return ok();
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
    m_hasSteps |= !plan.steps.isEmpty();
    if (m_journal && !m_observer)
        m_journal->steps({plan.steps.begin(), plan.steps.end()});
    ObserverList observers(m_observer ? QList<PlanObserver *> {&*m_observer, &observer}
                                      : QList<PlanObserver *> {&observer});
    return PlanRunner(executor, observers).run(plan, std::move(stop));
}

Result<Plan> RecordedRun::end(Result<Plan> done)
{
    if (!done) {
        failed(done.error());
    } else if (m_journal && !m_hasEnded) {
        m_hasEnded = true;
        m_journal->end(done->result);
    }
    return done;
}

Error RecordedRun::failed(const Error &error)
{
    if (!m_journal || m_hasEnded)
        return error;
    m_hasEnded = true;
    if (error.kind == Error::Kind::NeedsTrust)
        m_journal->wait(error);
    else if (error.kind == Error::Kind::NeedsConfirmation && !m_hasSteps)
        m_journal->discard();
    else if (error.kind == Error::Kind::NeedsConfirmation)
        m_journal->wait(error);
    else if (error.kind == Error::Kind::Cancelled)
        m_journal->end(RunResult::Cancelled);
    else
        m_journal->end(RunResult::Failed, error);
    return error;
}

} // namespace devstack
