// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/table.h"
#include "cli/tourjson.h"
#include "core/text.h"
#include "service/workspace.h"
#include "store/comparingruns.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// All runs that can be read, newest first.
QList<RunState> recordedRuns(const QString &folder)
{
    QList<RunState> runs;
    for (const QString &path : runJournals(folder)) {
        if (auto run = readRun(path))
            runs += std::move(*run);
    }
    endUnanswered(runs);
    return runs;
}

QString startText(const RunState &run)
{
    return run.header.start.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

Result<int> listRuns(Context &context, const QList<RunState> &runs)
{
    Output &output = context.output;
    if (output.json()) {
        output.document(runsJson(runs));
        return kDone;
    }
    if (runs.isEmpty())
        output.line(u"Nothing has run yet."_s);
    Table table({u"RUN"_s, u"STARTED"_s, u"RESULT"_s, u"TIME"_s, u"COMMAND"_s});
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const RunState &run = runs.at(i);
        table.addRow(
            {{QString::number(i + 1), Tone::Plain, true},
             {startText(run)},
             {toString(run.result), run.result == RunResult::Failed ? Tone::Bad : Tone::Plain},
             {formatDuration(run.duration), Tone::Plain, true},
             {printable(run.header.command)}});
    }
    if (!runs.isEmpty())
        table.print(output);
    return kDone;
}

/// The two runs that are meant, the earlier one first unless both are named.
Result<std::pair<RunState, RunState>> chosenRuns(const QList<RunState> &runs,
                                                 const QStringList &names)
{
    QList<RunState> named;
    for (const QString &name : names) {
        auto run = runNamed(runs, name);
        if (!run)
            return run.error();
        named += std::move(*run);
    }
    if (named.size() == 2)
        return std::pair(named.at(0), named.at(1));
    if (runs.isEmpty())
        return notFound(u"Nothing has run yet, so there is nothing to compare."_s,
                        u"“devstack up” is the first run."_s);
    const RunState &last = runs.first();
    if (named.size() == 1) {
        if (named.first().header.id == last.header.id)
            return invalidInput(u"That is the newest run: it would be compared with itself."_s,
                                {},
                                u"Name another one; “devstack compare --list” shows them."_s);
        return std::pair(named.first(), last);
    }
    const auto good = lastGoodBefore(runs, last);
    if (!good)
        return notFound(u"No run before the last one was done, so there is nothing to compare."_s,
                        u"Name two runs; “devstack compare --list” shows them."_s);
    return std::pair(*good, last);
}

QString rowName(const RunDifference &one)
{
    QString name = one.ida;
    if (!one.what.isEmpty())
        name += (name.isEmpty() ? QString() : u" · "_s) + one.what;
    return name.isEmpty() ? u"the run"_s : printable(name);
}

QString changeText(const RunDifference &one)
{
    if (one.longer.count() == 0)
        return {};
    return (one.longer.count() > 0 ? u"+"_s : u"−"_s)
        + formatDuration(std::chrono::abs(one.longer));
}

void printComparison(Output &output, const RunState &a, const RunState &b)
{
    const auto head = [&](const QString &name, const RunState &run) {
        output.line(output.toned(name + u"  "_s, Tone::Strong) + printable(run.header.command)
                    + output.toned(u"  %1, %2 after %3"_s.arg(startText(run),
                                                              toString(run.result),
                                                              formatDuration(run.duration)),
                                   Tone::Dim));
    };
    head(u"A"_s, a);
    head(u"B"_s, b);
    output.line();
    const QList<RunDifference> differences = differencesOf(a, b);
    if (differences.isEmpty())
        output.line(u"Nothing differs in what was recorded."_s);
    Table table({u"WHAT"_s, u"OF"_s, u"A"_s, u"B"_s, u"B TOOK"_s});
    for (const RunDifference &one : differences)
        table.addRow(
            {{toString(one.kind)},
             {rowName(one)},
             {one.a.isEmpty() ? u"–"_s : printable(one.a)},
             {one.b.isEmpty() ? u"–"_s : printable(one.b)},
             {changeText(one), one.longer.count() > 0 ? Tone::Warning : Tone::Good, true}});
    if (!differences.isEmpty())
        table.print(output);
    if (const QString missing = notRecordedText(a, b); !missing.isEmpty())
        output.note(missing);
}

Result<int> runCompare(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QList<RunState> runs = recordedRuns((*workspace)->runsFolder());
    if (context.invocation.has(u"list"_s))
        return listRuns(context, runs);
    const auto chosen = chosenRuns(runs, context.invocation.positionals);
    if (!chosen)
        return chosen.error();
    if (context.output.json())
        context.output.document(runComparisonJson(chosen->first, chosen->second));
    else
        printComparison(context.output, chosen->first, chosen->second);
    return kDone;
}

} // namespace

QList<Command> compareCommands()
{
    return {
        {u"compare"_s,
         u"[A] [B]"_s,
         u"Show what differs between two runs."_s,
         u"How each ended, commits, modes, configurations and images as they were when it "
         u"began, steps that only one has, how steps ended, and times, the greatest differences "
         u"first.\n\nA and B are runs: 1 is the newest, 2 the one before it, or the beginning of "
         u"an id; --list shows them. Without B it is the newest run; without A the last one "
         u"before it that was done, of the same command where there is one. Ends with 0 whether "
         u"something differs or not."_s,
         {{{u"list"_s, u"l"_s}, u"List the runs that are kept, with their numbers."_s, {}, {}}},
         0,
         2,
         runCompare}};
}

} // namespace devstack::cli
