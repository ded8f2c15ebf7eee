// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/planprinter.h"
#include "cli/commands/trustquestion.h"
#include "cli/statetext.h"
#include "service/definition/trust.h"
#include "service/observing/usage.h"
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
    const auto questions = untrusted(workspace, context.invocation.positionals);
    return questions ? askTrust(context, workspace, error, *questions)
                     : Result<bool>(questions.error());
}

Result<int> runVerb(Context &context, Operation::Verb verb, bool withStatus)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    bool confirmed = context.invocation.yes;
    const auto attempt = [&] {
        PlanPrinter printer(context.output);
        OperationRequest request = context.request();
        request.confirmed = confirmed;
        return planOf(context, **workspace, context.operation(verb), request, printer);
    };
    auto plan = attempt();
    while (!plan) {
        if (plan.error().kind == Error::Kind::NeedsConfirmation && !confirmed
            && context.confirm({plan.error().message}, u"Start it all the same?"_s)) {
            confirmed = true;
            plan = attempt();
            continue;
        }
        const auto trusted = askedForTrust(context, **workspace, plan.error());
        if (!trusted)
            return trusted.error();
        if (!*trusted)
            return plan.error();
        plan = attempt();
    }
    const int code = concludeRun(context.output, *plan);
    if (withStatus && code == kDone && !context.output.json() && !context.output.style().quiet) {
        // What came along as a dependency is shown too.
        QStringList idas;
        for (const Step &step : plan->steps)
            idas += step.ida;
        auto snapshot = (*workspace)->snapshot(context.stop);
        const auto used = usage(**workspace, idas, context.stop, false);
        if (snapshot && used)
            addUsage(*snapshot, *used);
        if (snapshot)
            printStatus(context.output, *snapshot, idas);
    }
    return code;
}

Result<int> runPlan(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto plan = planUp(**workspace, context.request(), context.stop);
    if (!plan)
        return plan.error();
    if (context.output.json())
        context.output.document(planToJson(*plan));
    else
        printPlan(context.output, *plan, context.invocation.has(u"all"_s));
    // What cannot take part fails in “up” from the start, which then ends with the same code.
    bool fails = false;
    for (const Step &step : plan->steps) {
        if (step.state != StepState::Failed)
            continue;
        fails = true;
        context.output.problem(Error {
            Error::Kind::Failed, step.ida + u": "_s + step.reason, step.detail, step.hint, {}});
    }
    return fails ? kFailed : kDone;
}

} // namespace

QList<Command> runCommands()
{
    return {
        {u"plan"_s,
         u"[IDA…]"_s,
         u"The steps that up would run, each with its reason; changes nothing."_s,
         u"Ends with 1 when an IDA could not take part."_s,
         {{{u"all"_s, u"a"_s}, u"Show the satisfied steps too."_s, {}, {}}},
         0,
         -1,
         runPlan,
         u"ida"_s},
        {u"up"_s,
         u"[IDA…]"_s,
         u"Clone, build, start and provision: everything, and only what is needed."_s,
         u"Goes on where an earlier run stopped. Dependencies come along."_s,
         {},
         0,
         -1,
         [](Context &context) { return runVerb(context, Operation::Verb::Up, true); },
         u"ida"_s},
        {u"build"_s,
         u"[IDA…]"_s,
         u"Build images."_s,
         {},
         {},
         0,
         -1,
         [](Context &context) { return runVerb(context, Operation::Verb::Build, false); },
         u"ida"_s},
    };
}

} // namespace devstack::cli
