// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/provisionrun.h"

#include "assembly/names.h"
#include "engine/addresstaken.h"
#include "engine/networks.h"
#include "service/killedruns.h"
#include "service/provisioning/idasnow.h"
#include "service/provisioning/planwarnings.h"
#include "service/provisioning/removedcontainers.h"
#include "service/provisioning/steps/workspaceexecutor.h"
#include "service/removal.h"
#include "service/workspaceinternals.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Somebody took the subnet or the port between the choice and its use. Observed again it counts as
/// taken, and another one is chosen.
bool isAddressRace(const Error &error)
{
    return isPortTaken(error) || isSubnetTaken(error);
}

bool hasFailed(const Plan &plan, bool (*isMeant)(const Error &))
{
    return std::ranges::any_of(plan.steps, [&](const Step &step) {
        return step.state == StepState::Failed && isMeant(failed(step.reason).because(step.detail));
    });
}

QStringList idasOf(const Plan &plan)
{
    QStringList idas;
    for (const Step &step : plan.steps) {
        if (!idas.contains(step.ida))
            idas += step.ida;
    }
    return idas;
}

bool changesVolumes(const Plan &plan)
{
    return std::ranges::any_of(plan.steps, [](const Step &step) {
        return step.state == StepState::Pending && step.kind == StepKind::Volume;
    });
}

// Each further try loses only against yet another workspace.
constexpr int kRaces = 8;

/// An address that another workspace is taking stands in no list yet: a little later it does.
void pauseAfter(int lostRaces, const std::stop_token &stop)
{
    constexpr auto kPause = std::chrono::milliseconds(150);
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, kPause * lostRaces, [] { return false; });
}

} // namespace

ProvisionRun::ProvisionRun(Workspace &workspace, OperationRequest request, PlanObserver &observer)
    : m_workspace(workspace)
    , m_request(std::move(request))
    , m_observer(observer)
    , m_run(workspace, m_request)
{
}

Result<> ProvisionRun::begin(std::stop_token stop)
{
    if (const auto begun = m_run.begin(); !begun)
        return begun;
    if (const auto ready = awaitKilledRuns(stop); !ready)
        return failed(ready.error());
    auto definition = readWorkspace(m_workspace.internals(), std::move(stop));
    if (!definition)
        return failed(definition.error());
    m_round.definition = std::move(*definition);
    return ok();
}

/// Until nothing is under way any more that a run which was killed began.
Result<> ProvisionRun::awaitKilledRuns(std::stop_token stop)
{
    Workspace::Internals &internals = m_workspace.internals();
    const auto say = [&](const QString &what) { m_observer.waiting(what); };
    if (const auto ended = awaitKilledCompose(internals, say, stop); !ended)
        return ended;
    if (const auto finished = finishStops(internals, stop); !finished)
        return finished;
    // An Engine that does not answer is told of where it is needed.
    std::ignore = endHalfReplacements(internals, stop);
    return ok();
}

Result<AssembledWorkspace> ProvisionRun::rehearse(const QStringList &needed, std::stop_token stop)
{
    ProvisionRound round;
    round.definition = m_round.definition;
    const auto plan = planFor(m_workspace, m_request, round, PlanPurpose::Run, std::move(stop));
    if (!plan)
        return plan.error();
    for (const Step &step : std::as_const(round.leftOut)) {
        if (needed.contains(step.ida))
            return Error {
                Error::Kind::Failed, step.ida + u": "_s + step.reason, step.detail, step.hint, {}};
    }
    return std::move(round.assembled);
}

Result<> ProvisionRun::before(const QList<Task> &tasks, std::stop_token stop)
{
    if (tasks.isEmpty())
        return ok();
    const auto done = runTaskSteps(m_run, tasks, m_observer, std::move(stop));
    if (!done)
        return done.error();
    m_before += done->plan.steps;
    if (done->error)
        return *done->error;
    return done->plan.result == RunResult::Done ? ok() : Result<>(cancelled());
}

Result<Plan> ProvisionRun::run(std::stop_token stop)
{
    return m_run.end(runRounds(nullptr, std::move(stop)));
}

Result<Plan> ProvisionRun::run(const Part &part, std::stop_token stop)
{
    return m_run.end(runRounds(&part, std::move(stop)));
}

Result<Plan> ProvisionRun::runRounds(const Part *part, std::stop_token stop)
{
    QList<Step> cloned = m_before;
    for (;;) {
        const auto plan = makeRound(part, stop);
        if (!plan)
            return plan;
        auto finished = runRound(*plan, part == nullptr, stop);
        if (!finished) {
            if (!isAddressRace(finished.error()) || m_lostRaces++ >= kRaces)
                return finished;
            m_told = plan->warnings;
            pauseAfter(m_lostRaces, stop);
            continue;
        }
        finished->steps = cloned + finished->steps;
        if (plan->isPartial && finished->result == RunResult::Done) {
            cloned = finished->steps; // those before them are among them
            auto definition = readWorkspace(m_workspace.internals(), stop);
            if (!definition)
                return definition.error();
            m_round.definition = std::move(*definition);
            continue;
        }
        // Who cancels a round that lost an address wants no other one.
        if (stop.stop_requested() || !hasFailed(*finished, isAddressRace)
            || m_lostRaces++ >= kRaces)
            return withEarlierRounds(std::move(*finished));
        rememberRound(*finished);
        pauseAfter(m_lostRaces, stop);
    }
}

/// A round that lost an address did and told something all the same.
void ProvisionRun::rememberRound(const Plan &finished)
{
    for (const Step &step : finished.steps) {
        if (step.state == StepState::Done)
            m_done.insert(step.id, step);
    }
    // Where ports moved, it is told anew: they move once more.
    m_told = hasFailed(finished, isPortTaken) ? QStringList() : finished.warnings;
}

Plan ProvisionRun::withEarlierRounds(Plan finished) const
{
    for (Step &step : finished.steps) {
        if (step.state == StepState::Satisfied)
            step = m_done.value(step.id, step);
    }
    return finished;
}

/// Plans what is to be done next.
Result<Plan> ProvisionRun::makeRound(const Part *part, std::stop_token stop)
{
    ProvisionRound round;
    round.definition = std::move(m_round.definition);
    m_round = std::move(round);
    auto plan = planFor(m_workspace, m_request, m_round, PlanPurpose::Run, std::move(stop));
    if (!plan)
        return plan;
    // Not before what can be cloned is there: a failed step would end the run with the clones.
    if (!plan->isPartial) {
        if (part) {
            *plan = (*part)(std::move(*plan));
            const QStringList leaving
                = leavingTexts(m_workspace.internals().id, m_round, m_round.idas);
            plan->warnings.removeIf([&](const QString &text) { return leaving.contains(text); });
        }
        plan->steps = m_round.leftOut + plan->steps;
    }
    if (const auto enough = requireMemory(m_round, *plan, m_request.confirmed); !enough)
        return enough.error();
    if (m_lostRaces > 0) {
        const QString race
            = u"Another program took the same address at that moment; this run continues with another."_s;
        m_told.removeIf(
            [&](const QString &text) { return plan->warnings.contains(text) || text == race; });
        plan->warnings = QStringList {race} + plan->warnings + m_told;
    }
    return plan;
}

Result<Plan> ProvisionRun::runRound(const Plan &plan, bool isWhole, std::stop_token stop)
{
    Workspace::Internals &internals = m_workspace.internals();
    // A plan with nothing to do writes no records, and needs none.
    if (plan.isSettled())
        m_run.about(idasOf(plan));
    else if (const auto opened = m_run.open(idasOf(plan)); !opened)
        return opened.error();
    m_run.idasNow(devstack::idasNow(m_round));
    if (!plan.isPartial && isWhole) {
        const auto left = removedContainers(internals.id, m_round, m_round.idas);
        if (const auto ended = retire(internals, left, stop); !ended)
            return ended.error();
    }
    if (!plan.isPartial && !plan.isSettled()) {
        if (const auto network = requireNetwork(stop); !network)
            return network.error();
    }
    // What cannot be ended now hinders a step, which says why.
    if (changesVolumes(plan))
        std::ignore = removeHelpers(internals, stop);
    const RunContext context {internals,
                              m_round.definition,
                              m_round.assembled,
                              m_round.engine,
                              m_request.atOnce,
                              m_memory};
    WorkspaceExecutor executor(context);
    return m_run.run(plan, executor, m_observer, std::move(stop));
}

/// The network that all IDAs of the workspace share.
Result<> ProvisionRun::requireNetwork(std::stop_token stop)
{
    const Workspace::Internals &internals = m_workspace.internals();
    const QString name = workspaceNetworkName(internals.id);
    for (const NetworkInfo &network : m_round.engine.networks) {
        if (network.name == name)
            return ok();
    }
    const auto made = createNetwork(*internals.engineClient,
                                    name,
                                    {{label::kWorkspace, internals.id}},
                                    m_round.assembled.subnets.value(name).toString(),
                                    stop);
    return made ? ok() : Result<>(made.error());
}

} // namespace devstack
