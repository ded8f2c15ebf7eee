// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/observing/comparedruns.h"
#include "service/workspace.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonObject comparedRunJson(const RunState &run)
{
    return {{u"id"_s, run.header.id},
            {u"command"_s, run.header.command},
            {u"start"_s, run.header.start.toString(Qt::ISODateWithMs)},
            {u"result"_s, toString(run.result)},
            {u"seconds"_s, double(run.duration.count()) / 1000}};
}

QJsonObject comparedRunsJson(const ComparedRuns &runs)
{
    QJsonArray differences;
    for (const RunDifference &one : runs.differences) {
        differences.append(QJsonObject {{u"ida"_s, one.ida},
                                        {u"kind"_s, toString(one.kind)},
                                        {u"title"_s, one.title},
                                        {u"a"_s, one.a},
                                        {u"b"_s, one.b}});
    }
    return {{u"a"_s, comparedRunJson(runs.a)},
            {u"b"_s, comparedRunJson(runs.b)},
            {u"recorded"_s, tellsBeginnings(runs.a, runs.b)},
            {u"differences"_s, differences}};
}

QString comparedRunText(const RunState &run)
{
    return u"%1  %2  %3, %4 s  %5"_s.arg(
        run.header.id,
        QLocale().toString(run.header.start.toLocalTime(), QLocale::ShortFormat),
        toString(run.result),
        QString::number(double(run.duration.count()) / 1000, 'f', 1),
        run.header.command);
}

void printComparedRuns(Output &output, const ComparedRuns &runs)
{
    output.line(u"A  "_s + printable(comparedRunText(runs.a)));
    output.line(u"B  "_s + printable(comparedRunText(runs.b)));
    output.line({});
    if (runs.differences.isEmpty())
        output.line(u"They do not differ."_s);
    Table table({u"IDA"_s, u"WHAT"_s, u"A"_s, u"B"_s});
    for (const RunDifference &one : runs.differences) {
        const QString what = one.title.isEmpty()    ? toString(one.kind)
            : one.kind == RunDifference::Kind::Time ? u"time: "_s + one.title
                                                    : one.title;
        table.addRow({{one.ida.isEmpty() ? u"(all)"_s : one.ida},
                      {what},
                      {one.a.isEmpty() ? u"–"_s : one.a},
                      {one.b.isEmpty() ? u"–"_s : one.b}});
    }
    if (!table.isEmpty())
        table.print(output);
    if (!tellsBeginnings(runs.a, runs.b))
        output.note(u"One of the two did not record with which commits and choices it began."_s);
}

Result<int> runCompare(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList &names = context.invocation.positionals;
    const auto compared = compareRuns(**workspace, names.value(0), names.value(1));
    if (!compared)
        return compared.error();
    if (context.output.json())
        context.output.document(comparedRunsJson(*compared));
    else
        printComparedRuns(context.output, *compared);
    return kDone;
}

} // namespace

QList<Command> compareCommands()
{
    return {
        {u"compare"_s,
         u"[A] [B]"_s,
         u"Show what differs between two runs: commits, choices, steps, times."_s,
         u"A and B are runs of this workspace: an id, its beginning, or a number, 1 for the newest. Without B it is the newest run; without A the newest earlier one of the same verb that was done."_s,
         {},
         0,
         2,
         runCompare}};
}

} // namespace devstack::cli
