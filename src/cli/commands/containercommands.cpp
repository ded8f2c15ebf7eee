// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/containercommands.h"

#include "cli/commands/commandarguments.h"
#include "cli/commands/commandgroups.h"
#include "cli/commands/textreporter.h"
#include "core/process.h"
#include "core/text.h"
#include "plan/planrunner.h"
#include "service/containers/containercommands.h"
#include "service/operations/runoperation.h"
#include "service/workspace.h"

#include <unistd.h>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// Becomes the command: its standard streams, signals and exit code are then exactly the caller's,
/// whether they are a terminal, a pipe or a file.
Result<int> become(Context &context, const Result<DockerExec> &command)
{
    if (!command)
        return command.error();
    context.output.rawOut().flush();
    context.output.rawErr().flush();
    return replaceProcess(command->toVector());
}

Result<int> runShell(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto target = ServiceTarget::parse(context.invocation.positionals.first());
    if (const auto trusted = context.trustIfAsked({target.ida}); !trusted)
        return trusted.error();
    return become(context, shellCommand(**workspace, target, context.stop, hasTerminal()));
}

Result<int> runExec(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList &words = context.invocation.positionals;
    const QStringList command = words.sliced(1) + context.invocation.passthrough;
    if (command.isEmpty())
        return invalidInput(
            u"“devstack exec” needs a command."_s,
            {},
            u"Give it after “--”: devstack exec %1 -- CMD…"_s.arg(printable(words.first())));
    const auto target = ServiceTarget::parse(words.first());
    return become(context, execCommand(**workspace, target, command, hasTerminal(), context.stop));
}

Result<int> runMigrate(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QString ida = context.invocation.positionals.first();
    {
        TextReporter reporter(context.output);
        PlanObserver nobody;
        const auto done = runOperation(**workspace,
                                       context.operation(Operation::Verb::Migrate),
                                       context.request(),
                                       nobody,
                                       reporter,
                                       context.stop);
        if (!done)
            return done.error();
    }
    if (context.output.json())
        context.output.document({{u"ida"_s, ida}, {u"result"_s, u"done"_s}});
    return kDone;
}

/// Runs it in its container over the Engine's socket, as a run.
Result<int> runWithSecrets(Context &context,
                           Workspace &workspace,
                           const QString &ida,
                           const QString &name,
                           const AskedArguments &asked)
{
    Operation operation;
    operation.verb = Operation::Verb::Run;
    operation.idas = {ida};
    operation.script = name;
    operation.arguments = asked.words;
    OperationRequest request = context.request({ida});
    request.secrets = asked.secrets;
    TextReporter reporter(context.output);
    PlanObserver nobody;
    const auto done = runOperation(workspace, operation, request, nobody, reporter, context.stop);
    if (!done)
        return done.error();
    if (context.output.json())
        context.output.document({{u"ida"_s, ida}, {u"result"_s, u"done"_s}});
    return kDone;
}

} // namespace

bool hasTerminal()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

Result<int> runDeclared(Context &context,
                        const QString &target,
                        const QString &name,
                        const QList<CommandArgument> &arguments)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    if (const auto trusted = context.trustIfAsked({ServiceTarget::parse(target).ida}); !trusted)
        return trusted.error();
    AskedArguments asked {context.invocation.passthrough, {}};
    if (!arguments.isEmpty()) {
        auto answers = askArguments(context, arguments);
        if (!answers)
            return answers.error();
        asked = std::move(*answers);
    }
    // A process on this machine would show the secrets among its arguments.
    if (!asked.secrets.isEmpty())
        return runWithSecrets(context, **workspace, ServiceTarget::parse(target).ida, name, asked);
    return become(
        context,
        declaredCommand(**workspace, target, name, asked.words, hasTerminal(), context.stop));
}

QList<Command> insideCommands()
{
    const QString streams
        = u"Standard input, output and the exit code are the command's; at a terminal it gets a "
          u"terminal."_s;
    return {
        {u"shell"_s,
         u"IDA[/SERVICE]"_s,
         u"Open a shell in a running container."_s,
         u"The manifest's “shell” command, else bash where there is one, else sh. "_s + streams,
         {},
         1,
         1,
         runShell},
        {u"exec"_s,
         u"IDA[/SERVICE] -- CMD…"_s,
         u"Run a command in a running container."_s,
         streams,
         {},
         1,
         -1,
         runExec,
         true},
        {u"dbshell"_s,
         u"IDA[/SERVICE]"_s,
         u"Open the database's own client, signed in."_s,
         u"The manifest's “dbshell” command, else the client of the database that runs, with the "
         u"credentials in its container. Arguments after “--” are passed to it. "_s
             + streams,
         {},
         1,
         1,
         [](Context &context) {
             return runDeclared(context, context.invocation.positionals.first(), u"dbshell"_s);
         },
         true},
        {u"migrate"_s,
         u"IDA"_s,
         u"Run the pending migrations."_s,
         u"The manifest's “migrate” command, else its bootstrap entries, one after the other."_s,
         {},
         1,
         1,
         runMigrate},
    };
}

} // namespace devstack::cli
