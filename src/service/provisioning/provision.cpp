// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/provision.h"

#include "assembly/names.h"
#include "core/log.h"
#include "engine/networks.h"
#include "plan/journalobserver.h"
#include "plan/planner.h"
#include "service/definition/choiceresolver.h"
#include "service/definition/inference.h"
#include "service/definition/trust.h"
#include "service/observing/usage.h"
#include "service/provisioning/exclusions.h"
#include "service/provisioning/planning.h"
#include "service/provisioning/planwarnings.h"
#include "service/provisioning/provisionround.h"
#include "service/provisioning/removedcontainers.h"
#include "service/provisioning/steps/workspaceexecutor.h"
#include "service/provisioning/untrustedplan.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList absentIdas(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QStringList absent;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (ida->runsHere() && !ida->present)
            absent += ida->name;
    }
    return absent;
}

Result<> requireNetwork(Workspace::Internals &internals,
                        const EngineState &engine,
                        const AssembledWorkspace &assembled,
                        std::stop_token stop)
{
    const QString name = workspaceNetworkName(internals.id);
    for (const NetworkInfo &network : engine.networks) {
        if (network.name == name)
            return ok();
    }
    const auto made = createNetwork(*internals.engineClient,
                                    name,
                                    {{QString::fromUtf16(label::kWorkspace), internals.id}},
                                    assembled.subnets.value(name).toString(),
                                    stop);
    return made ? ok() : Result<>(made.error());
}

/// Somebody took the subnet or the port between the choice and its use. Observed again it counts as
/// taken, and another one is chosen. The words are those of the Engine, for which there is no code.
bool isAddressRace(const Error &error)
{
    const QString said = error.message + u'\n' + error.detail;
    return said.contains(u"Pool overlaps with other one"_s)
        || said.contains(u"overlaps with existing"_s)
        || said.contains(u"port is already allocated"_s)
        || said.contains(u"bind: address already in use"_s);
}

bool lostAddressRace(const Plan &plan)
{
    return std::ranges::any_of(plan.steps, [](const Step &step) {
        return step.state == StepState::Failed
            && isAddressRace({Error::Kind::Failed, step.reason, step.detail, {}, {}});
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

bool hasStarted(const Plan &plan)
{
    return plan.result == PlanResult::Done && std::ranges::any_of(plan.steps, [](const Step &step) {
               return step.kind == StepKind::Start && step.state == StepState::Done;
           });
}

// Each further try loses only against yet another workspace.
constexpr int kRaces = 3;

/// What an assembly does that its owner may not expect, for the IDAs that this plan starts: a plan
/// with nothing to start would only repeat it. What has the same reason is told once.
QStringList warningsFor(const Plan &plan, const AssembledWorkspace &assembled)
{
    QStringList reasons;
    QMap<QString, QStringList> told; // reason → what, in order
    for (auto it = assembled.idas.begin(); it != assembled.idas.end(); ++it) {
        const bool starts = std::ranges::any_of(plan.steps, [&](const Step &step) {
            return step.ida == it.key() && step.kind == StepKind::Start && !step.isFinal();
        });
        for (const AssemblyNote &note : it->notes) {
            if (!starts || note.level != AssemblyNote::Level::Warning)
                continue;
            const QString place
                = note.service.isEmpty() ? it.key() : it.key() + u'/' + note.service;
            if (!told.contains(note.why))
                reasons += note.why;
            told[note.why] += u"%1: %2"_s.arg(place, note.what);
        }
    }
    QStringList warnings;
    for (const QString &why : std::as_const(reasons)) {
        const QStringList &whats = told[why];
        const qsizetype more = whats.size() - 1;
        warnings += whats.first() + (more > 0 ? u", and %1 more like it"_s.arg(more) : QString())
            + u". "_s + why;
    }
    return warnings;
}

/// Observes the Engine, assembles the IDAs and gathers what the planner needs. IDAs that Compose or
/// the rewrite refuses are left out.
Result<PlanInput> observedInput(Workspace::Internals &internals,
                                ProvisionRound &run,
                                QStringList idas,
                                const OperationRequest &request,
                                bool remember,
                                std::stop_token stop)
{
    auto engine = observe(internals, stop);
    if (!engine)
        return engine.error();
    run.engine = std::move(*engine);
    do {
        auto assembled
            = assembleWorkspace(internals, run.definition, idas, run.engine, remember, stop);
        if (!assembled)
            return assembled.error();
        run.assembled = std::move(*assembled);
        if (const auto left = leaveOut(run, request.idas, run.assembled.failed); !left)
            return left.error();
        idas.removeIf([&](const QString &name) { return !run.idas.contains(name); });
    } while (!run.assembled.failed.isEmpty());
    return planInput(internals, run.definition, run.assembled, run.engine, idas, request, stop);
}

/// What the repositories' files tell that no step will do.
QStringList warningsOfFiles(const ProvisionRound &run)
{
    return seemingNeeds(run.definition, run.idas) + unmetNeedTexts(run.definition, run.idas);
}

/// The plan while some IDAs are not trusted: those as far as their files tell, the others as usual.
Result<Plan> foreseenPlan(Workspace::Internals &internals,
                          ProvisionRound &run,
                          const QList<TrustQuestion> &questions,
                          const OperationRequest &request,
                          std::stop_token stop)
{
    QStringList untrusted;
    for (const TrustQuestion &question : questions)
        untrusted += question.ida;
    // Commands in devstack.yml may be those of any IDA.
    if (untrusted.contains(QString()))
        untrusted = run.idas;
    QStringList known = run.idas;
    known.removeIf([&](const QString &name) { return untrusted.contains(name); });
    auto input = observedInput(internals, run, known, request, false, stop);
    if (!input)
        return input.error();
    for (const QString &name : std::as_const(run.idas)) {
        const IdaDefinition *ida = run.definition.find(name);
        if (untrusted.contains(name) && ida->runsHere())
            input->idas += untrustedPlanIda(run.definition, *ida);
    }
    auto plan = makePlan(*input);
    if (!plan)
        return plan;
    markUntrusted(*plan, untrusted, questions);
    plan->warnings += warningsOfFiles(run);
    return plan;
}

} // namespace

Result<Plan> planFor(Workspace &workspace,
                     const OperationRequest &request,
                     ProvisionRound &run,
                     bool remember,
                     std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    run.definition = std::move(*definition);
    const auto idas = run.definition.selection(request.idas);
    if (!idas)
        return idas.error();
    run.idas = *idas;
    // Before anything is cloned: a ref that two IDAs quarrel about must not be cloned by chance.
    run.leftOut.clear();
    if (const auto settled = requireSettled(run.definition, *idas); !settled)
        return settled.error();
    if (const auto left = leaveOut(run, request.idas, obstaclesToCloning(run.definition, *idas));
        !left)
        return left.error();
    if (const QStringList absent = absentIdas(run.definition, run.idas); !absent.isEmpty()) {
        auto plan = makePlan(cloneInput(run.definition, absent));
        if (plan)
            plan->isPartial = true;
        return plan;
    }
    if (const auto left = leaveOut(run, request.idas, problemsOf(run.definition, run.idas)); !left)
        return left.error();
    if (const auto questions = questionsFor(internals, run.definition, run.idas);
        !questions.isEmpty()) {
        // A plan changes nothing and is what one wants to read before trusting.
        if (!request.trust && !remember)
            return foreseenPlan(internals, run, questions, request, stop);
        if (!request.trust)
            return trustError(questions);
        if (const auto granted = grantTrust(workspace, questions); !granted)
            return granted.error();
    }
    const auto input = observedInput(internals, run, run.idas, request, remember, stop);
    if (!input)
        return input.error();
    auto plan = makePlan(*input);
    if (!plan)
        return plan;
    if (!plan->isSettled()) {
        // Unknown memory is no reason not to start.
        if (const auto memory
            = forecastMemory(internals, run.definition, run.assembled, run.engine, stop))
            run.memory = *memory;
    }
    plan->warnings = planWarnings(internals.id, run, *plan, run.idas) + warningsOfFiles(run)
        + warningsFor(*plan, run.assembled);
    return plan;
}

Result<Plan> planUp(Workspace &workspace, const OperationRequest &request, std::stop_token stop)
{
    ProvisionRound run;
    auto plan = planFor(workspace, request, run, false, stop);
    if (plan)
        plan->steps = run.leftOut + plan->steps;
    return plan;
}

Result<Plan> runJournalled(Workspace &workspace,
                           const OperationRequest &request,
                           PlanObserver &observer,
                           const PlanFilter &filter,
                           std::stop_token stop,
                           const std::function<Result<>()> &prepare)
{
    Workspace::Internals &internals = workspace.internals();
    const auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    if (prepare) {
        if (const auto prepared = prepare(); !prepared)
            return prepared.error();
    }
    std::unique_ptr<RunJournal> journal;
    StepRecords records
        = internals.withState([](WorkspaceState &state) { return state.stepRecords(); });
    std::optional<JournalObserver> journalObserver;
    QList<Step> cloned;
    int races = 0;
    // What other verbs filter is no whole `up`: it neither ends containers nor fills the machine.
    const bool isUp = !filter;

    for (;;) {
        ProvisionRound run;
        auto planned = planFor(workspace, request, run, true, stop);
        if (!planned) {
            if (journalObserver)
                journalObserver->end(planned.error().kind == Error::Kind::Cancelled
                                             || planned.error().kind == Error::Kind::NeedsTrust
                                         ? PlanResult::Cancelled
                                         : PlanResult::Failed);
            return planned.error();
        }
        Plan plan = planned->isPartial || !filter ? *planned : filter(*planned);
        // Not before what can be cloned is there: a failed step would end the run with the clones.
        if (!planned->isPartial)
            plan.steps = run.leftOut + plan.steps;
        if (const auto enough = requireMemory(run, plan, request.confirmed); !enough) {
            if (journalObserver)
                journalObserver->end(PlanResult::Failed);
            return enough.error();
        }
        if (races > 0)
            plan.warnings.prepend(
                u"Another workspace took the same subnet at the same moment; this run goes on with another one."_s);
        // A plan with nothing to do leaves no journal: it would push real runs out of the list.
        if (!journal && !plan.isSettled()) {
            auto created = RunJournal::create(
                workspace.runsFolder(), request.commandText, idasOf(plan), request.operation);
            if (!created)
                return created.error();
            journal = std::move(*created);
            journalObserver.emplace(*journal, records);
        }
        if (!plan.isPartial) {
            const auto left = isUp
                ? retire(internals, removedContainers(internals.id, run, run.idas), stop)
                : ok();
            if (!left) {
                if (journalObserver)
                    journalObserver->end(PlanResult::Failed);
                return left.error();
            }
        }
        if (!plan.isPartial && !plan.isSettled()) {
            if (const auto network = requireNetwork(internals, run.engine, run.assembled, stop);
                !network) {
                if (isAddressRace(network.error()) && races++ < kRaces)
                    continue;
                journalObserver->end(PlanResult::Failed);
                return network.error();
            }
        }
        const RunContext context {
            internals, run.definition, run.assembled, run.engine, request.atOnce};
        WorkspaceExecutor executor(context);
        ObserverList observers(journalObserver
                                   ? QList<PlanObserver *> {&*journalObserver, &observer}
                                   : QList<PlanObserver *> {&observer});
        Plan finished = PlanRunner(executor, observers).run(plan, stop);
        finished.steps = cloned + finished.steps;
        if (planned->isPartial && finished.result == PlanResult::Done) {
            cloned = finished.steps;
            continue;
        }
        if (lostAddressRace(finished) && races++ < kRaces)
            continue;
        if (journalObserver)
            journalObserver->end(finished.result);
        if (hasStarted(finished) && !stop.stop_requested()) {
            // Figures for the next forecast; a run is not less done without them.
            if (const auto kept = rememberMemory(workspace, idasOf(finished), stop); !kept)
                log::get("run")->info("memory not remembered: {}", kept.error().message);
        }
        return finished;
    }
}

Result<Plan> up(Workspace &workspace,
                const OperationRequest &request,
                PlanObserver &observer,
                std::stop_token stop)
{
    return runJournalled(workspace, request, observer, {}, stop);
}

Result<Plan> build(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop)
{
    return runJournalled(
        workspace,
        request,
        observer,
        [&](Plan plan) {
            for (Step &step : plan.steps) {
                if (step.kind == StepKind::Build && step.state == StepState::Satisfied) {
                    step.state = StepState::Pending;
                    step.reason = u"asked for"_s;
                }
            }
            return plan.filtered([&](const Step &step) {
                const bool wanted = request.idas.isEmpty() || request.idas.contains(step.ida);
                return wanted && (step.kind == StepKind::Build || step.kind == StepKind::Image);
            });
        },
        stop);
}

} // namespace devstack
