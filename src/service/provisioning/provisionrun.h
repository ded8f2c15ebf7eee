// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/provisioning/provisionround.h"
#include "service/provisioning/recordedrun.h"
#include "service/provisioning/steps/runmemory.h"
#include "service/provisioning/tasks.h"

#include <functional>
#include <stop_token>

namespace devstack {

/// One run that makes the workspace fit its files: all of `up`, or the part that another verb
/// wants.
///
/// begin() takes the workspace's lock and reads the workspace; run() plans and runs in rounds until
/// nothing is left: again after clones, and when another workspace took the same address at the
/// same moment. The files are read again only after clones. Belongs to one thread.
class ProvisionRun
{
public:
    /// Turns the plan of an `up` into that of another verb: drops steps, or makes satisfied ones
    /// needed again.
    using Part = std::function<Plan(Plan)>;

    /// The workspace and the observer must outlive it.
    ProvisionRun(Workspace &workspace, OperationRequest request, PlanObserver &observer);

    /// Takes the lock, begins the journal and reads the workspace. Errors: Conflict when somebody
    /// else has the lock, what readWorkspace() says.
    Result<> begin(std::stop_token stop);
    /// The workspace as it was read last; call after begin().
    const WorkspaceDefinition &definition() const { return m_round.definition; }
    WorkspaceDefinition takeDefinition() { return std::move(m_round.definition); }
    /// The request, which may be made more precise before run().
    OperationRequest &request() { return m_request; }

    /// Makes the plan of run() and drops it: what would stop the run before its first step is told
    /// before data is set aside. All of `needed` must be able to take part. Answers what would run.
    /// Errors: those of the files, of trust and of the Engine.
    Result<AssembledWorkspace> rehearse(const QStringList &needed, std::stop_token stop);

    /// Does what has to be done before data is set aside, and shows it as the first steps of the
    /// run. Errors: why a task failed, Cancelled.
    Result<> before(const QList<Task> &tasks, std::stop_token stop);

    /// Records that nothing can be run because of this, and hands it on.
    Error failed(const Error &error) { return m_run.failed(error); }

    /// A whole `up`: ends containers that have no place any more.
    Result<Plan> run(std::stop_token stop);
    /// What is left of an `up` after `part`.
    Result<Plan> run(const Part &part, std::stop_token stop);

private:
    Result<> awaitKilledRuns(std::stop_token stop);
    Result<Plan> runRounds(const Part *part, std::stop_token stop);
    Result<Plan> makeRound(const Part *part, std::stop_token stop);
    Result<Plan> runRound(const Plan &plan, bool isWhole, std::stop_token stop);
    void rememberRound(const Plan &finished);
    Plan withEarlierRounds(Plan finished) const;
    Result<> requireNetwork(std::stop_token stop);

    Workspace &m_workspace;
    OperationRequest m_request;
    PlanObserver &m_observer;
    RecordedRun m_run;
    ProvisionRound m_round;
    QList<Step> m_before; ///< the steps of before()
    int m_lostRaces = 0;
    QMap<QString, Step> m_done; ///< by rounds that lost an address, by id
    QStringList m_told; ///< the warnings of the last one of them
    RunMemory m_memory; ///< of all rounds: a later one goes on where an address was taken
};

} // namespace devstack
