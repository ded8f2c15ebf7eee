// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/seedandreset.h"

#include "assembly/names.h"
#include "core/gracefulstop.h"
#include "core/text.h"
#include "engine/exec.h"
#include "service/assembling/assemblysummary.h"
#include "service/databases/nextgeneration.h"
#include "service/databases/registrations.h"
#include "service/definition/trust.h"
#include "service/observing/seedviews.h"
#include "service/provisioning/provisionround.h"
#include "service/provisioning/steps/runcontext.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The step belongs to one of these seeds of the IDA, or has to be there for them (everything but
/// other data).
bool leadsTo(const Step &step, const QString &ida, const QStringList &seeds)
{
    const auto *action = std::get_if<SeedAction>(&step.action);
    return !action || (step.ida == ida && seeds.contains(action->seed));
}

Error needsConfirmation(const QStringList &consequences)
{
    return {Error::Kind::NeedsConfirmation,
            u"Nothing was reset."_s,
            consequences.join(u'\n'),
            u"Add --yes to confirm."_s,
            {}};
}

QString displayName(const IdaDefinition &ida)
{
    return ida.manifest.title.isEmpty() ? ida.name : ida.manifest.title;
}

} // namespace

Result<Plan> applySeeds(Workspace &workspace,
                        const OperationRequest &request,
                        const QStringList &names,
                        PlanObserver &observer,
                        std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto found = definition->require(request.idas.value(0));
    if (!found)
        return found.error();
    const IdaDefinition *ida = *found;
    const QStringList wanted = names.isEmpty() ? ida->seedNames() : names;
    for (const QString &name : wanted) {
        if (!ida->manifest.seeds.contains(name)) {
            const QStringList known = ida->manifest.seeds.keys();
            const auto near = nearest(name, known);
            return notFound(
                u"“%1” has no seed “%2”."_s.arg(ida->name, printable(name)),
                near ? u"Did you mean “%1”?"_s.arg(*near)
                     : u"It has: %1."_s.arg(known.isEmpty() ? u"none"_s : known.join(u", "_s)));
        }
    }
    OperationRequest withSeeds = request;
    withSeeds.seeds.insert(ida->name, wanted);
    return runJournalled(
        workspace,
        withSeeds,
        observer,
        [&](Plan plan) {
            for (Step &step : plan.steps) {
                if (step.kind == StepKind::Seed && step.state == StepState::Satisfied
                    && leadsTo(step, ida->name, wanted)) {
                    step.state = StepState::Pending;
                    step.reason = u"asked for"_s;
                }
            }
            return plan.filtered(
                [&](const Step &step) { return leadsTo(step, ida->name, wanted); });
        },
        stop);
}

Result<> applyFile(Workspace &workspace,
                   const OperationRequest &request,
                   const QString &file,
                   Reporter &reporter,
                   std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto found = definition->require(request.idas.value(0));
    if (!found)
        return found.error();
    const IdaDefinition *ida = *found;
    if (!QFileInfo(file).isFile())
        return notFound(u"There is no file “%1”."_s.arg(printable(file)));
    const QString suffix = QFileInfo(file).suffix();
    const auto way = ida->manifest.data.constFind(suffix);
    if (way == ida->manifest.data.constEnd()) {
        const QStringList known = ida->manifest.data.keys();
        return invalidInput(
            u"“%1” does not say how a .%2 file gets in."_s.arg(ida->name, printable(suffix)),
            ida->manifest.mark,
            known.isEmpty() ? u"Declare x-devstack.data in its compose file."_s
                            : u"It takes: .%1."_s.arg(known.join(u", ."_s)));
    }
    const auto folder = internals.idaFolder(ida->name);
    if (!folder)
        return folder.error();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const QString serviceName = way->service.isEmpty() ? ida->manifest.primary : way->service;
    const auto summary = readSummary(*folder);
    const AssembledService *service = summary ? summary->service(serviceName) : nullptr;
    if (!service) {
        return Error {Error::Kind::Failed,
                      u"“%1” was never provisioned here."_s.arg(ida->name),
                      {},
                      u"Run “devstack up %1” first."_s.arg(ida->name),
                      {}};
    }
    if (const auto questions = questionsFor(internals, *definition, {ida->name});
        !questions.isEmpty() && !request.trust)
        return trustError(questions);
    if (const auto running = requireRunning(**engine, service->container, serviceName, stop);
        !running)
        return running.error();
    ExecSpec spec;
    spec.container = service->container;
    spec.command = way->run.toVector();
    spec.inputFile = QFileInfo(file).absoluteFilePath();
    spec.timeout = way->timeout;
    spec.captureOutput = false;
    QStringList tail;
    const GracefulStop graceful(stop, request.atOnce, kFinishingGrace, [&] {
        reporter.line({OutputLine::Stream::Note, finishingText(u"applying the file"_s)});
    });
    const auto outcome
        = runInContainer(**engine, spec, graceful.token(), [&](const OutputLine &line) {
              tail += printable(line.text);
              if (tail.size() > 20)
                  tail.removeFirst();
              reporter.line(line);
          });
    if (!outcome)
        return outcome.error();
    if (outcome->succeeded())
        return ok();
    Error error = outcome->toError(
        u"Applying “%1” to %2/%3"_s.arg(QFileInfo(file).fileName(), ida->name, serviceName));
    if (error.kind == Error::Kind::Failed)
        error.detail = tail.join(u'\n');
    return error;
}

Result<QStringList> resetConsequences(Workspace &workspace, const QStringList &names, bool discard)
{
    const auto definition = readWorkspace(workspace.internals(), {});
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    QStringList consequences;
    for (const QString &name : *idas) {
        const IdaDefinition *ida = definition->find(name);
        if (!ida->runsHere())
            continue;
        QStringList again = {u"migrations"_s};
        if (!ida->seedNames().isEmpty())
            again += u"the seeds %1"_s.arg(ida->seedNames().join(u", "_s));
        const QStringList dependents = registeredIn(workspace.internals(), *definition, {name});
        if (!dependents.isEmpty())
            again += u"what %1 registered in it"_s.arg(dependents.join(u", "_s));
        consequences += discard
            ? u"All data in the databases of %1 is destroyed for good."_s.arg(displayName(*ida))
            : u"All data in the databases of %1 is taken away and kept as a checkpoint."_s.arg(
                displayName(*ida));
        consequences
            += u"Done again afterwards: %1."_s.arg(QLocale::c().createSeparatedList(again));
    }
    return consequences;
}

Result<Plan> reset(Workspace &workspace,
                   const OperationRequest &request,
                   bool discard,
                   PlanObserver &observer,
                   std::stop_token stop)
{
    const auto consequences = resetConsequences(workspace, request.idas, discard);
    if (!consequences)
        return consequences.error();
    if (!request.confirmed)
        return needsConfirmation(*consequences);
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(request.idas, false);
    if (!idas)
        return idas.error();
    // Checked before anything is changed: without the engine the new data could not be made.
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return existing.error();
    if (const auto questions = questionsFor(internals, *definition, *idas);
        !questions.isEmpty() && !request.trust)
        return trustError(questions);

    QStringList left;
    const auto advance = [&]() -> Result<> {
        auto volumes = advanceGenerations(internals, *existing, *idas, discard);
        if (!volumes)
            return volumes.error();
        left = std::move(*volumes);
        return ok();
    };
    OperationRequest wide = request;
    wide.idas = *idas;
    const QStringList dependents = registeredIn(internals, *definition, *idas);
    wide.idas += dependents;
    const auto belongs = [&](const Step &step) {
        return !dependents.contains(step.ida) || changesOneOf(step, *idas);
    };
    const auto plan = runJournalled(
        workspace, wide, observer, [&](Plan all) { return all.filtered(belongs); }, stop, advance);
    if (discard && plan && plan->result == RunResult::Done) {
        for (const QString &volume : std::as_const(left)) {
            if (const auto removed = removeVolume(*internals.engineClient, volume, stop); !removed)
                return removed.error();
        }
    }
    return plan;
}

} // namespace devstack
