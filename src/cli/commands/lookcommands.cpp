// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/logprinter.h"
#include "cli/commands/statuswatch.h"
#include "cli/json.h"
#include "cli/statetext.h"
#include "core/text.h"
#include "service/containers/logs/logs.h"
#include "service/definition/names.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/usage.h"
#include "service/workspace.h"

#include <QJsonArray>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// An error when one of the names is no IDA.
Result<> requireKnown(const WorkspaceSnapshot &snapshot, const QStringList &names)
{
    QStringList known;
    for (const IdaView &ida : snapshot.idas)
        known += ida.name;
    for (const QString &name : names) {
        if (!known.contains(name))
            return unknownIda(name, known);
    }
    return ok();
}

/// Whether the next status should have newer figures than these.
bool isOld(const QDateTime &measured)
{
    constexpr qint64 kGoodForSeconds = 300;
    return !measured.isValid()
        || measured.secsTo(QDateTime::currentDateTimeUtc()) > kGoodForSeconds;
}

Result<int> runStatus(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList &idas = context.invocation.positionals;
    auto snapshot = (*workspace)->snapshot(context.stop);
    if (!snapshot)
        return snapshot.error();
    if (const auto known = requireKnown(*snapshot, idas); !known)
        return known.error();
    if (context.invocation.has(u"watch"_s))
        return watchStatus(context, *workspace, idas);
    QDateTime measured;
    if (context.output.json()) {
        // A snapshot does not ask for memory, which takes a question per container.
        const bool answers = snapshot->engine.availability == EngineView::Availability::Available;
        if (const auto used = answers ? usage(**workspace, idas, context.stop, false)
                                      : Result<Usage>(snapshot->engine.error))
            addUsage(*snapshot, *used);
        context.output.document(statusJson(*snapshot, idas));
    } else {
        measured = addKnownMemory(**workspace, *snapshot);
        printStatus(context.output, *snapshot, idas, measured);
    }
    reportReadings(context.output, *snapshot);
    reportConflicts(context.output, *snapshot);
    const int code = reportProblems(context.output, *snapshot, idas);
    // The table has said what is wrong already; the exit code is for scripts.
    const bool available = snapshot->engine.availability == EngineView::Availability::Available;
    if (available && !context.output.json() && isOld(measured)) {
        context.output.rawOut().flush();
        measureMemory(**workspace, context.stop);
    }
    return code != kDone ? code : codeFor(snapshot->engine);
}

Result<LogRequest> logRequest(const Invocation &invocation)
{
    LogRequest request;
    request.sources = invocation.positionals;
    request.since = invocation.value(u"since"_s);
    request.follow = invocation.has(u"follow"_s);
    const QString tail = invocation.value(u"tail"_s);
    if (tail.isEmpty()) {
        // Who names a time or searches wants all of it.
        const bool bounded = request.since.isEmpty() && invocation.value(u"grep"_s).isEmpty();
        request.tail = bounded ? 200 : -1;
    } else if (tail == u"all") {
        request.tail = -1;
    } else {
        bool number = false;
        request.tail = tail.toInt(&number);
        if (!number || request.tail < 0)
            return invalidInput(u"“%1” is not a number of lines."_s.arg(printable(tail)),
                                {},
                                u"Give a number, or “all”."_s);
    }
    return request;
}

Result<int> runLogs(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    auto request = logRequest(context.invocation);
    if (!request)
        return request.error();
    const QRegularExpression pattern(context.invocation.value(u"grep"_s));
    if (!pattern.isValid()) {
        return invalidInput(u"“%1” is not a regular expression: %2 at character %3."_s
                                .arg(printable(pattern.pattern()), pattern.errorString())
                                .arg(pattern.patternErrorOffset()),
                            {},
                            u"Put a backslash before characters that stand for themselves."_s);
    }
    // One that tries all ways on a long line, as (a+)+b does, gives up as the window's search does.
    const QRegularExpression patient(pattern.pattern().isEmpty()
                                         ? QString()
                                         : QString(u"(*LIMIT_MATCH=20000)"_s + pattern.pattern()));
    LogPrinter printer(context.output, patient, request->follow);
    request->notice = [&](const QString &text) { printer.notice(text); };
    std::stop_source end;
    const std::stop_callback forward(context.stop, [&] { end.request_stop(); });
    const auto done = logs(
        **workspace,
        *request,
        [&](const LogEntry &entry) {
            printer.print(entry);
            if (printer.isBroken())
                end.request_stop();
        },
        end.get_token());
    context.output.rawOut().flush();
    if (printer.isBroken())
        return kDone;
    if (context.stop.stop_requested())
        return kCancelled;
    return done ? Result<int>(kDone) : Result<int>(done.error());
}

Result<int> runStats(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto names = selectedIdas(**workspace, context.invocation.positionals, context.stop);
    if (!names)
        return names.error();
    const auto used = usage(**workspace, *names, context.stop);
    if (!used)
        return used.error();
    Output &output = context.output;
    if (output.json()) {
        output.document(usageJson(*used));
        return kDone;
    }
    if (used->services.isEmpty()) {
        const QString idas = context.invocation.positionals.join(u' ');
        output.line(idas.isEmpty()
                        ? u"Nothing is running. “devstack up” starts the workspace."_s
                        : u"Nothing of %1 is running. “devstack start %1” starts it."_s.arg(idas));
        return kDone;
    }
    Table table({u"SERVICE"_s, u"MEMORY"_s, u"CPU"_s});
    qint64 memory = 0;
    double cpu = 0;
    for (const ServiceUsage &service : used->services) {
        memory += service.memory;
        cpu += service.cpu;
        table.addRow({{service.ida + u'/' + service.service},
                      {formatBytes(service.memory), Tone::Plain, true},
                      {u"%1 %"_s.arg(service.cpu, 0, 'f', 1),
                       service.cpu > 100 ? Tone::Warning : Tone::Plain,
                       true}});
    }
    table.addRow({{u"all of it"_s, Tone::Strong},
                  {formatBytes(memory), Tone::Strong, true},
                  {u"%1 %"_s.arg(cpu, 0, 'f', 1), Tone::Strong, true}});
    table.print(output);
    const qint64 percent = used->budget > 0 ? memory * 100 / used->budget : 0;
    output.line(
        output.toned(u"%1 % of the budget of %2"_s.arg(percent).arg(formatBytes(used->budget)),
                     percent > 90 ? Tone::Bad : Tone::Dim));
    return kDone;
}

} // namespace

QList<Command> lookCommands()
{
    return {
        {u"status"_s,
         u"[IDA…]"_s,
         u"Show what runs: state, health, ports, memory, URLs."_s,
         u"Exit code 3 when no engine answers. With --watch it runs until Ctrl-C; with --format "
         u"json as JSON Lines, one document per change."_s,
         {{{u"watch"_s}, u"Keep showing changes."_s, {}, {}}},
         0,
         -1,
         runStatus},
        {u"logs"_s,
         u"[IDA[/SERVICE]…]"_s,
         u"Show the logs of the services, merged by time."_s,
         u"Shows the last 200 lines of each service, all of them with --since or --grep. With "
         u"--follow it continues through restarts and new containers."_s,
         {{{u"follow"_s, u"f"_s}, u"Keep printing new lines."_s, {}, {}},
          {{u"tail"_s}, u"Last lines of each service (default 200), or “all”."_s, u"N"_s, {}},
          {{u"since"_s}, u"Only lines since: “10m” ago, or 2026-11-21T18:30:00Z."_s, u"TIME"_s, {}},
          {{u"grep"_s}, u"Only lines that match the regular expression."_s, u"RE"_s, {}}},
         0,
         -1,
         runLogs},
        {u"stats"_s,
         u"[IDA…]"_s,
         u"Show memory and CPU of the services against the budget."_s,
         {},
         {},
         0,
         -1,
         runStats},
    };
}

} // namespace devstack::cli
