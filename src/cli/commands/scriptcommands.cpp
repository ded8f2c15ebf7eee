// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandarguments.h"
#include "cli/commands/commandgroups.h"
#include "cli/commands/containercommands.h"
#include "cli/commands/planprinter.h"
#include "cli/commands/trustquestion.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/scripts/scripts.h"
#include "service/workspace.h"

#include <unistd.h>

#include <QJsonArray>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QString sourceName(OwnScript::Source source)
{
    return source == OwnScript::Source::MakeTarget ? u"make"_s : u"script"_s;
}

QJsonArray argumentsJson(const QList<CommandArgument> &arguments)
{
    QJsonArray array;
    for (const CommandArgument &argument : arguments) {
        QJsonObject json {{u"name"_s, argument.name},
                          {u"title"_s, argument.title},
                          {u"kind"_s, toString(argument.kind)}};
        if (argument.standard)
            json.insert(u"default"_s, *argument.standard);
        if (!argument.choices.isEmpty())
            json.insert(u"choices"_s, QJsonArray::fromStringList(argument.choices));
        array += json;
    }
    return array;
}

/// What an IDA offers, with where each comes from.
Result<int> listCommands(Context &context, const QString &name)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto declared = declaredCommands(**workspace, name, context.stop);
    if (!declared)
        return declared.error();
    Table table({u"COMMAND"_s, u"RUNS"_s, u"FROM"_s});
    QJsonArray commands;
    for (const DeclaredCommand &command : *declared) {
        const QString usage = usageOf(command.args);
        table.addRow({{printable(command.name)
                           + (usage.isEmpty() ? QString() : u" -- "_s + printable(usage)),
                       Tone::Strong},
                      {printable(command.text), Tone::Dim},
                      {u"x-devstack"_s, Tone::Dim}});
        commands += QJsonObject {{u"name"_s, command.name},
                                 {u"text"_s, command.text},
                                 {u"tty"_s, command.tty},
                                 {u"source"_s, u"declared"_s},
                                 {u"args"_s, argumentsJson(command.args)}};
    }
    const auto scripts = ownScripts(**workspace, name, context.stop);
    if (!scripts)
        return scripts.error();
    for (const OwnScript &script : *scripts) {
        table.addRow({{printable(commandWord(script.name)), Tone::Strong},
                      {printable(script.text).left(80), Tone::Dim},
                      {script.mark.toString(), Tone::Dim}});
        commands += QJsonObject {{u"name"_s, script.name},
                                 {u"text"_s, script.text},
                                 {u"tty"_s, true},
                                 {u"source"_s, sourceName(script.source)},
                                 {u"file"_s, script.mark.file},
                                 {u"line"_s, script.mark.line}};
    }
    if (context.output.json())
        context.output.document({{u"ida"_s, name}, {u"commands"_s, commands}});
    else if (table.isEmpty())
        context.output.line(
            u"“%1” has no commands: neither x-devstack.commands, a Makefile nor provision "
            u"scripts."_s.arg(name));
    else
        table.print(context.output);
    return kDone;
}

void connectTerminal(Context &context, ScriptRequest &request)
{
    Output &output = context.output;
    const auto note = [&output](const QString &text) {
        if (output.style().quiet)
            return;
        output.rawErr() << output.tonedErr(u"devstack: "_s, Tone::Accent) << printable(text)
                        << '\n';
        output.rawErr().flush();
    };
    request.note = note;
    if (hasTerminal() && !output.json()) {
        request.terminal = STDIN_FILENO;
        output.rawOut().flush();
        request.bytes = [](QByteArrayView bytes) {
            for (qsizetype done = 0; done < bytes.size();) {
                const ssize_t size
                    = ::write(STDOUT_FILENO, bytes.data() + done, std::size_t(bytes.size() - done));
                if (size < 0 && errno != EINTR && errno != EAGAIN)
                    return;
                done += std::max<ssize_t>(0, size);
            }
        };
        return;
    }
    request.line = [&output](const QString &line) {
        QTextStream &stream = output.json() ? output.rawErr() : output.rawOut();
        stream << line << '\n';
        stream.flush();
    };
}

/// Its output was seen: only how it ended is left to say.
Result<int> conclude(Output &output, const Plan &plan)
{
    if (plan.steps.isEmpty() || plan.steps.last().kind != StepKind::Bootstrap)
        return concludeRun(output, plan);
    const Step &last = plan.steps.last();
    if (output.json())
        output.document(planJson(plan));
    switch (last.state) {
    case StepState::Done:
        output.note(
            output.tonedErr(u"Done in %1."_s.arg(formatDuration(last.duration)), Tone::Good));
        return kDone;
    case StepState::Cancelled:
        output.complaint(output.tonedErr(
            u"Cancelled after %1."_s.arg(formatDuration(last.duration)), Tone::Warning));
        return kCancelled;
    default:
        output.problem(failed(last.reason, last.hint));
        return kFailed;
    }
}

Result<int> runOwn(Context &context, Workspace &workspace, const QString &ida, const QString &name)
{
    ScriptRequest request;
    request.ida = ida;
    request.name = name;
    request.arguments = context.invocation.passthrough;
    request.commandText = context.invocation.text;
    request.trust = context.invocation.trust;
    if (const QString given = context.invocation.value(u"timeout"_s); !given.isEmpty()) {
        const auto limit = parseDuration(given);
        if (!limit)
            return invalidInput(u"“%1” is not a duration."_s.arg(printable(given)),
                                {},
                                u"Write it as 90s, 30m or 2h."_s);
        request.timeout = *limit;
    }
    connectTerminal(context, request);
    const auto attempt = [&] {
        PlanPrinter printer(context.output);
        return runScript(workspace, request, printer, context.stop);
    };
    auto plan = attempt();
    if (!plan && plan.error().kind == Error::Kind::NeedsTrust) {
        const auto questions = scriptQuestions(workspace, ida);
        if (!questions)
            return questions.error();
        const auto trusted = askTrust(context, workspace, plan.error(), *questions);
        if (!trusted)
            return trusted.error();
        if (*trusted)
            plan = attempt();
    }
    return plan ? conclude(context.output, *plan) : Result<int>(plan.error());
}

Result<int> runRun(Context &context)
{
    const QStringList &words = context.invocation.positionals;
    if (words.size() < 2) {
        if (!context.invocation.passthrough.isEmpty())
            return invalidInput(u"“devstack run” needs a command before “--”."_s,
                                {},
                                u"“devstack run %1” lists them."_s.arg(printable(words.first())));
        return listCommands(context, words.first());
    }
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QString ida = words[0].section(u'/', 0, 0);
    const auto declared = declaredCommands(**workspace, ida, context.stop);
    if (!declared)
        return declared.error();
    const bool isDeclared = std::ranges::any_of(
        *declared, [&](const DeclaredCommand &command) { return command.name == words[1]; });
    const auto own = isDeclared
        ? std::optional<OwnScript>()
        : findOwnScript(**workspace, ida, words[1], context.stop).valueOr({});
    // dbshell and migrate have defaults; they give way to a target of that name only by "make".
    const bool hasDefault = words[1] == u"dbshell" || words[1] == u"migrate";
    if (isDeclared || (hasDefault && !own)) {
        if (context.invocation.has(u"timeout"_s))
            return invalidInput(u"--timeout is for Make targets and scripts."_s,
                                {},
                                u"A declared command has the “timeout” of its manifest."_s);
        const auto found = std::ranges::find(*declared, words[1], &DeclaredCommand::name);
        return runDeclared(context,
                           words[0],
                           words[1],
                           found == declared->end() ? QList<CommandArgument>() : found->args);
    }
    return runOwn(context, **workspace, ida, words[1]);
}

} // namespace

QList<Command> scriptCommands()
{
    return {
        {u"run"_s,
         u"IDA [COMMAND|TARGET|SCRIPT] [-- ARGS…]"_s,
         u"Run a command that the IDA declares, or a Make target or provision script of the IDA; "
         u"without a name, list them."_s,
         u"Declared commands come first. Make targets and scripts run on this machine, once you "
         u"trust the repository with that: docker, docker-compose and make in them act on the "
         u"workspace's containers under their old names. It is a convenience, not a sandbox. "
         u"Ctrl-C ends the script and all it started; services that it stopped are started "
         u"again."_s,
         {{{u"timeout"_s},
           u"End the target or script after this time (default 30m)."_s,
           u"TIME"_s,
           {}}},
         1,
         2,
         runRun,
         true},
    };
}

} // namespace devstack::cli
