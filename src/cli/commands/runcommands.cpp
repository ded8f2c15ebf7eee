// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/askedvariables.h"
#include "cli/commands/branchdata.h"
#include "cli/commands/commandgroups.h"
#include "cli/commands/planprinter.h"
#include "cli/commands/trustquestion.h"
#include "cli/json.h"
#include "cli/statetext.h"
#include "core/text.h"
#include "plan/undone.h"
#include "service/definition/trustquestions.h"
#include "service/observing/runningsteps.h"
#include "service/observing/takesnapshot.h"
#include "service/observing/usage.h"
#include "service/operations/up.h"
#include "service/provisioning/provision.h"
#include "service/workspace.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// At a terminal the trust question can be answered; otherwise the error says how.
Result<bool> askedForTrust(Context &context, Workspace &workspace, const Error &error)
{
    if (error.kind != Error::Kind::NeedsTrust)
        return false;
    const auto questions = untrusted(workspace, context.invocation.positionals, context.stop);
    return questions ? askTrust(context, workspace, error, *questions)
                     : Result<bool>(questions.error());
}

/// Calls `attempt(confirmed)` again as long as what it needs is granted.
template <typename Attempt>
auto untilGranted(Context &context, Workspace &workspace, Attempt &&attempt)
    -> decltype(attempt(true))
{
    bool confirmed = context.invocation.yes;
    for (;;) {
        auto done = attempt(confirmed);
        if (done)
            return done;
        if (done.error().kind == Error::Kind::NeedsConfirmation && !confirmed
            && context.confirm({done.error().message}, u"Start anyway?"_s)) {
            confirmed = true;
            continue;
        }
        const auto trusted = askedForTrust(context, workspace, done.error());
        if (!trusted)
            return trusted.error();
        if (!*trusted)
            return done;
    }
}

/// The table after an `up`: at once, with the memory that is known; what was started is measured
/// when the table stands there.
void showStarted(Context &context, Workspace &workspace, const Provisioned &done)
{
    // What came along as a dependency is shown too.
    QStringList idas;
    for (const Step &step : done.plan.steps)
        idas += step.ida;
    auto snapshot = snapshotOf(
        workspace, done.definition, RunningSteps(workspace.runsFolder()).look(), context.stop);
    if (!snapshot)
        return;
    const QDateTime measured = addKnownMemory(workspace, *snapshot);
    printStatus(context.output, *snapshot, idas, measured);
    context.output.rawOut().flush();
}

/// What is asked for and was not done, a line each; the exit code that it has.
int concludeUndone(Context &context, const Plan &plan)
{
    const QList<Undone> undone = undoneOf(plan);
    if (undone.isEmpty())
        return kDone;
    const bool accepted = context.invocation.has(u"allow-partial"_s);
    context.output.complaint(context.output.tonedErr(
        accepted ? u"Asked for and not done:"_s
                 : u"Asked for and not done (--allow-partial accepts it):"_s,
        Tone::Warning));
    for (const Undone &one : undone)
        context.output.complaint(u"  "_s + printable(undoneText(one)));
    return accepted ? kDone : kFailed;
}

} // namespace

Result<int> runUp(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto switched = askForBranches(context, **workspace, context.invocation.positionals);
    if (!switched)
        return switched.error();
    if (const auto asked = askForVariables(context, **workspace, context.invocation.positionals);
        !asked)
        return asked.error();
    const auto done = untilGranted(context, **workspace, [&](bool confirmed) {
        PlanPrinter printer(context.output);
        OperationRequest request = context.request();
        request.branchAnswers = *switched;
        request.confirmed = confirmed;
        request.operation = context.operation(Operation::Verb::Up);
        return provision(**workspace, request, printer, context.stop);
    });
    if (!done)
        return done.error();
    if (done->definition.idas.isEmpty() && !context.output.json()) {
        context.output.note(noRepositoriesText());
        return kDone;
    }
    int code = concludeRun(context.output, done->plan);
    if (code == kDone && !context.output.json() && !context.output.style().quiet)
        showStarted(context, **workspace, *done);
    if (code == kDone)
        code = concludeUndone(context, done->plan);
    if (done->hasStarted())
        measureMemory(**workspace, context.stop);
    return code;
}

namespace {

Result<int> runBuild(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto plan = untilGranted(context, **workspace, [&](bool confirmed) {
        PlanPrinter printer(context.output);
        OperationRequest request = context.request();
        request.confirmed = confirmed;
        return planOf(
            context, **workspace, context.operation(Operation::Verb::Build), request, printer);
    });
    if (!plan)
        return plan.error();
    return concludeRun(context.output, *plan);
}

Result<int> runPlan(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    if (const auto told = tellOfBranches(context, **workspace, context.invocation.positionals);
        !told)
        return told.error();
    const auto planned = planUp(**workspace, context.request(), context.stop);
    if (!planned)
        return planned.error();
    if (context.output.json()) {
        QJsonObject document = planJson(planned->plan);
        document.insert(u"forecast"_s, forecastJson(*planned));
        context.output.document(document);
    } else {
        printPlan(context.output, planned->plan, context.invocation.has(u"all"_s));
        if (const QString forecast = planned->forecast(); !forecast.isEmpty())
            context.output.line(forecast);
    }
    // What cannot take part fails in “up” from the start, which then ends with the same code.
    bool fails = false;
    for (const Step &step : planned->plan.steps) {
        if (step.state != StepState::Failed)
            continue;
        fails = true;
        context.output.problem(
            failed(step.ida + u": "_s + step.reason, step.hint).because(step.detail));
    }
    return fails ? kFailed : kDone;
}

} // namespace

QList<Command> runCommands()
{
    return {
        {u"plan"_s,
         u"[IDA…]"_s,
         u"Show the steps that up would run, each with its reason; change nothing."_s,
         u"Exit code 1 when an IDA cannot take part."_s,
         {{{u"all"_s, u"a"_s}, u"Show the satisfied steps too."_s, {}, {}}},
         0,
         -1,
         runPlan},
        {u"up"_s,
         u"[IDA…]"_s,
         u"Clone, build, start and provision whatever is needed."_s,
         u"Continues an earlier run that stopped. Includes dependencies. Exit code 1 when "
         u"something that the "
         u"repositories ask for was not done, such as a user in an IDA that is missing."_s,
         {{{u"allow-partial"_s},
           u"Exit code 0 also when something asked for was not done."_s,
           {},
           {}}},
         0,
         -1,
         runUp},
        {u"build"_s, u"[IDA…]"_s, u"Build images."_s, {}, {}, 0, -1, runBuild},
    };
}

} // namespace devstack::cli
