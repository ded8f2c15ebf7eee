// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/planprinter.h"
#include "cli/commands/textreporter.h"
#include "cli/json.h"
#include "core/text.h"
#include "service/containers/lifecycle.h"
#include "service/operations/runoperation.h"
#include "service/workspace.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// Runs `verb` and, with JSON chosen, answers the status it led to.
template <typename Verb> Result<int> change(Context &context, Verb &&verb)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    {
        TextReporter reporter(context.output);
        if (const Result<> done = verb(**workspace, reporter); !done)
            return done.error();
    }
    if (context.output.json()) {
        const auto snapshot = (*workspace)->snapshot(context.stop);
        if (!snapshot)
            return snapshot.error();
        const Operation asked = context.operation(Operation::Verb::Stop);
        context.output.document(statusJson(*snapshot, asked.idaNames()));
    }
    return kDone;
}

Result<int> carryOut(Context &context, const Operation &operation, const OperationRequest &request)
{
    return change(context, [&](Workspace &workspace, Reporter &reporter) {
        PlanObserver nobody;
        const auto done
            = runOperation(workspace, operation, request, nobody, reporter, context.stop);
        return done ? ok() : Result<>(done.error());
    });
}

Result<int> runVerb(Context &context, Operation::Verb verb)
{
    return carryOut(context, context.operation(verb), context.request());
}

Result<int> runStart(Context &context)
{
    const Operation operation = context.operation(Operation::Verb::Start);
    if (operation.namesServices())
        return carryOut(context, operation, context.request());
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    PlanPrinter printer(context.output);
    const auto plan = planOf(context, **workspace, operation, context.request(), printer);
    if (!plan)
        return plan.error();
    return concludeRun(context.output, *plan);
}

Result<int> runDown(Context &context)
{
    Operation down = context.operation(Operation::Verb::Down);
    down.volumes = context.invocation.has(u"volumes"_s);
    OperationRequest request = context.request();
    auto done = carryOut(context, down, request);
    if (!done && context.confirm(done.error(), u"Destroy it?"_s)) {
        request.confirmed = true;
        done = carryOut(context, down, request);
    }
    return done;
}

Result<int> runWait(Context &context)
{
    const auto timeout = parseDuration(context.invocation.value(u"timeout"_s));
    if (!timeout)
        return invalidInput(
            u"“%1” is not a duration."_s.arg(printable(context.invocation.value(u"timeout"_s))),
            {},
            u"Write it as 30s, 5m or 1h."_s);
    return change(context, [&](Workspace &workspace, Reporter &reporter) {
        return waitHealthy(
            workspace, context.invocation.positionals, *timeout, reporter, context.stop);
    });
}

} // namespace

QList<Command> lifecycleCommands()
{
    return {
        {u"start"_s,
         u"[IDA[/SERVICE]…]"_s,
         u"Start the containers of provisioned IDAs, with their dependencies, or single services."_s,
         {},
         {},
         0,
         -1,
         runStart},
        {u"stop"_s,
         u"[IDA[/SERVICE]…]"_s,
         u"Stop the containers of IDAs, single services, or all."_s,
         {},
         {},
         0,
         -1,
         [](Context &context) { return runVerb(context, Operation::Verb::Stop); }},
        {u"restart"_s,
         u"[IDA[/SERVICE]…]"_s,
         u"Restart the applications (not the databases), or single services."_s,
         {},
         {},
         0,
         -1,
         [](Context &context) { return runVerb(context, Operation::Verb::Restart); }},
        {u"down"_s,
         u"[IDA…]"_s,
         u"Remove containers and networks; data stays."_s,
         {},
         {{{u"volumes"_s, u"v"_s}, u"Destroy the data too (asks first)."_s, {}, {}}},
         0,
         -1,
         runDown},
        {u"wait"_s,
         u"[IDA…]"_s,
         u"Wait until everything is healthy."_s,
         {},
         {{{u"timeout"_s}, u"Give up after this time."_s, u"DURATION"_s, u"5m"_s}},
         0,
         -1,
         runWait},
    };
}

} // namespace devstack::cli
