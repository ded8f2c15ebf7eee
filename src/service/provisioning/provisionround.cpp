// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/provisionround.h"

#include "assembly/names.h"
#include "plan/planner.h"
#include "service/definition/choiceresolver.h"
#include "service/definition/inference.h"
#include "service/definition/providerneeds.h"
#include "service/definition/trustquestions.h"
#include "service/projects/assemblysummary.h"
#include "service/provisioning/exclusions.h"
#include "service/provisioning/planning.h"
#include "service/provisioning/planwarnings.h"
#include "service/provisioning/untrustedplan.h"
#include "service/workspaceinternals.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Of several that lie in one repository the first: cloning that brings the others.
QStringList absentIdas(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QStringList absent;
    QSet<QString> checkouts;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (!ida->runsHere() || ida->present || checkouts.contains(ida->checkout))
            continue;
        checkouts.insert(ida->checkout);
        absent += ida->name;
    }
    return absent;
}

/// Observes the Engine, assembles the IDAs and gathers what the planner needs. IDAs that Compose or
/// the rewrite refuses are left out.
Result<PlanInput> observedInput(Workspace::Internals &internals,
                                ProvisionRound &run,
                                QStringList idas,
                                const OperationRequest &request,
                                PlanPurpose purpose,
                                std::stop_token stop)
{
    auto engine = observe(internals, stop);
    if (!engine)
        return engine.error();
    run.engine = std::move(*engine);
    const bool remember = purpose == PlanPurpose::Run;
    do {
        auto assembled
            = assembleWorkspace(internals, run.definition, idas, run.engine, remember, stop);
        if (!assembled)
            return assembled.error();
        run.assembled = std::move(*assembled);
        // Changed since it was asked about: a question, not a fault of one IDA.
        for (const Error &error : std::as_const(run.assembled.failed)) {
            if (error.kind == Error::Kind::NeedsTrust && remember)
                return error;
        }
        if (const auto left = leaveOut(run, request.idas, run.assembled.failed); !left)
            return left.error();
        idas.removeIf([&](const QString &name) { return !run.idas.contains(name); });
    } while (!run.assembled.failed.isEmpty());
    auto input
        = planInput(internals, run.definition, run.assembled, run.engine, idas, request, stop);
    // An image that could not be asked for looks like one that is missing.
    if (const auto unasked = run.engine.images->error(); input && unasked)
        return *unasked;
    return input;
}

/// What the repositories' files tell that no step will do.
/// `asked`: the IDAs that were named.
QStringList warningsOfFiles(const ProvisionRound &run, const QStringList &asked)
{
    QStringList warnings;
    for (const QString &name : asked) {
        const IdaDefinition *ida = run.definition.find(name);
        if (ida && ida->isLibrary && !ida->runsHere())
            warnings
                += u"“%1” has nothing to run: %2"_s.arg(ida->name, ida->inference->facts.reason);
    }
    for (const QString &name : run.idas) {
        for (const Error &warning : run.definition.find(name)->warnings)
            warnings += warning.toText();
    }
    return warnings + seemingNeeds(run.definition, run.idas)
        + leftOutTexts(run.definition, run.idas);
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
    QMap<QString, Error> refused;
    for (const QString &name : std::as_const(untrusted)) {
        const IdaDefinition *ida = run.definition.find(name);
        if (ida && ida->runsHere() && !ida->refusals.isEmpty())
            refused.insert(name, ida->refusals.first());
    }
    if (const auto left = leaveOut(run, request.idas, refused); !left)
        return left.error();
    untrusted.removeIf([&](const QString &name) { return !run.idas.contains(name); });
    QStringList known = run.idas;
    known.removeIf([&](const QString &name) { return untrusted.contains(name); });
    auto input = observedInput(internals, run, known, request, PlanPurpose::Show, stop);
    if (!input)
        return input.error();
    for (const QString &name : std::as_const(run.idas)) {
        const IdaDefinition *ida = run.definition.find(name);
        if (!untrusted.contains(name) || !ida->runsHere())
            continue;
        auto foreseen = untrustedPlanIda(run.definition, *ida);
        if (!foreseen)
            return foreseen.error();
        for (PlanService &service : foreseen->services)
            service.imagePresent = !service.hasBuild && run.engine.image(service.image);
        input->idas += *foreseen;
    }
    auto plan = makePlan(*input);
    if (!plan)
        return plan;
    markUntrusted(*plan, untrusted, questions);
    plan->warnings += warningsOfFiles(run, request.idas);
    return plan;
}

/// The ports of other IDAs that those use that run outside of the plan.
QMap<QString, QList<UsedPort>> usedOutside(Workspace::Internals &internals,
                                           const ProvisionRound &run)
{
    QMap<QString, QList<UsedPort>> used;
    for (const ContainerInfo &container : run.engine.containers) {
        const QString ida = container.labels.value(label::kIda);
        if (container.labels.value(label::kWorkspace) != internals.id || run.idas.contains(ida)
            || used.contains(ida) || !hasProcess(container.state))
            continue;
        const auto folder = internals.idaFolder(ida);
        if (const auto summary
            = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error()))
            used.insert(ida, summary->usedPorts);
    }
    return used;
}

/// From the beginning: the files are trusted now, or read by Compose.
Result<Plan> planAnew(Workspace &workspace,
                      const OperationRequest &request,
                      ProvisionRound &run,
                      PlanPurpose purpose,
                      std::stop_token stop)
{
    run.leftOut.clear();
    return planFor(workspace, request, run, purpose, std::move(stop));
}

/// Whether the plan may need memory beyond what runs: a reset starts what it stopped.
bool startsMore(const Plan &plan, const OperationRequest &request)
{
    return !plan.isSettled()
        && !(request.operation && request.operation->verb == Operation::Verb::Reset);
}

} // namespace

Result<Plan> planFor(Workspace &workspace,
                     const OperationRequest &request,
                     ProvisionRound &run,
                     PlanPurpose purpose,
                     std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto idas = run.definition.selection(request.idas);
    if (!idas)
        return idas.error();
    run.idas = *idas;
    // Before anything is cloned: a ref that two IDAs quarrel about must not be cloned by chance.
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
    const auto isNewer = askCompose(internals, run.definition, run.idas, stop);
    if (!isNewer)
        return isNewer.error();
    if (*isNewer) // other values, so perhaps other needs
        return planAnew(workspace, request, run, purpose, std::move(stop));
    if (const auto questions = questionsFor(internals, run.definition, run.idas, stop);
        !questions.isEmpty()) {
        // A plan changes nothing and is what one wants to read before trusting.
        if (!request.trust && purpose == PlanPurpose::Show)
            return foreseenPlan(internals, run, questions, request, stop);
        if (const auto trusted
            = requireTrust(workspace, run.definition, run.idas, request.trust, stop);
            !trusted)
            return trusted.error();
        return planAnew(workspace, request, run, purpose, std::move(stop));
    }
    run.portsBefore = internals.withState([](WorkspaceState &state) { return state.ports(); });
    const auto input = observedInput(internals, run, run.idas, request, purpose, stop);
    if (!input)
        return input.error();
    auto plan = makePlan(*input);
    if (!plan)
        return plan;
    if (startsMore(*plan, request)) {
        // Unknown memory is no reason not to start.
        if (const auto memory
            = forecastMemory(internals, run.definition, run.assembled, run.engine, stop))
            run.memory = *memory;
    }
    plan->warnings = problemTexts(*plan, run.definition, run.assembled)
        + planWarnings(internals.id, run, *plan, run.idas) + warningsOfFiles(run, request.idas)
        + assemblyWarnings(*plan, run.definition, run.assembled)
        + outdatedTexts(usedOutside(internals, run), run.assembled.ports);
    return plan;
}

} // namespace devstack
