// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/changescommand.h"

#include "cli/commands/textreporter.h"
#include "cli/comparisonjson.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/comparing/comparisontext.h"
#include "service/comparing/datachanges.h"
#include "service/comparing/saveseed.h"

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShownRows = 5; ///< of each table
constexpr qsizetype kShownValue = 30;

Cell countCell(qint64 count, Tone tone)
{
    return {count == 0 ? u"–"_s : QString::number(count), count == 0 ? Tone::Dim : tone, true};
}

/// Both sides of a value: "1", "1 → 2".
QString sidesText(const TableChanges &changes, const RowChange &row, qsizetype column)
{
    const auto side = [&](const std::optional<RowValues> &values) {
        return values
            ? shortened(valueText(changes.table.columns.at(column), *values, column), kShownValue)
            : QString();
    };
    const QString before = side(row.before);
    const QString after = side(row.after);
    if (!row.before || !row.after)
        return row.before ? before : after;
    const bool isSame = row.before->value(column) == row.after->value(column);
    return isSame ? after : before + u" → "_s + after;
}

/// The keys, and what differs; all values of a row that is on one side only.
void printRows(Output &output, const TableChanges &changes)
{
    if (changes.rows.isEmpty())
        return;
    output.line();
    output.line(output.toned(printable(changes.table.fullName()), Tone::Strong));
    qint64 shown = 0;
    for (const RowChange &row : changes.rows.first(std::min(changes.rows.size(), kShownRows))) {
        QStringList cells;
        const QList<qsizetype> differing = differingColumns(changes, row);
        for (qsizetype i = 0; i < changes.table.columns.size(); ++i) {
            const ColumnShape &column = changes.table.columns.at(i);
            if (differing.contains(i) || column.isKey)
                cells += printable(column.name) + u'=' + printable(sidesText(changes, row, i));
        }
        if (differing.isEmpty())
            cells += u"(differs beyond what is shown)"_s;
        const bool isAdded = row.kind == RowChange::Kind::Added;
        const QString mark = isAdded               ? u"+"_s
            : row.kind == RowChange::Kind::Removed ? u"-"_s
                                                   : u"~"_s;
        const Tone tone = isAdded                  ? Tone::Good
            : row.kind == RowChange::Kind::Removed ? Tone::Bad
                                                   : Tone::Warning;
        const qint64 times = std::max<qint64>(1, std::abs(row.timesAfter - row.timesBefore));
        shown += times;
        const int width = output.style().outWidth ? output.style().outWidth() : 0;
        const QString text
            = cells.join(u"  "_s) + (times > 1 ? u"  (%1 times)"_s.arg(times) : QString());
        output.line(u"  "_s + output.toned(mark, tone) + u' '
                    + (width > 8 ? shortened(text, width - 4) : text));
    }
    const qint64 all = changes.added + changes.changed + changes.removed;
    if (const qint64 more = all - shown; more > 0)
        output.line(output.toned(u"  … and %1 more"_s.arg(more), Tone::Dim));
}

void printChanges(Output &output, const DataChanges &changes)
{
    Table table({u"TABLE"_s, u"ADDED"_s, u"CHANGED"_s, u"REMOVED"_s, QString()});
    for (const TableChanges &each : changes.changes)
        table.addRow({{each.table.fullName(), Tone::Strong},
                      countCell(each.added, Tone::Good),
                      countCell(each.changed, Tone::Warning),
                      countCell(each.removed, Tone::Bad),
                      {tableText(each), Tone::Dim}});
    output.note(u"%1/%2 since %3; %4."_s.arg(
        changes.ida, changes.service, sinceText(changes), readText(changes)));
    if (table.isEmpty()) {
        output.line(u"Nothing changed since %1."_s.arg(sinceText(changes)));
        return;
    }
    table.print(output);
    for (const TableChanges &each : changes.changes)
        printRows(output, each);
}

void printSeed(Output &output, const SavedSeed &seed)
{
    output.line(u"Wrote %1: %2."_s.arg(printable(seed.file), rowsText(seed)));
    if (!seed.leftOut.isEmpty())
        output.note(printable(leftOutText(seed)));
    output.note(u"Declare it in the IDA's compose file:"_s);
    for (const QString &line : seed.declaration.split(u'\n', Qt::SkipEmptyParts))
        output.line(printable(line));
}

Result<int> writeSeed(Context &context, Workspace &workspace, const QString &place)
{
    const QString name = context.invocation.value(u"save-seed"_s);
    Operation operation;
    operation.verb = Operation::Verb::SaveSeed;
    operation.idas = {place.section(u'/', 0, 0)};
    operation.service = place.section(u'/', 1);
    operation.checkpoint = context.invocation.value(u"since"_s);
    operation.seeds = {name};
    const auto save = [&](bool confirmed) {
        TextReporter reporter(context.output);
        OperationRequest request = context.request(operation.idas);
        request.operation = operation;
        request.confirmed = confirmed;
        return saveSeed(
            workspace, request, {place, operation.checkpoint, name}, reporter, context.stop);
    };
    auto seed = save(context.invocation.yes);
    if (!seed && context.confirm(seed.error(), u"Replace it?"_s))
        seed = save(true);
    if (!seed)
        return seed.error();
    if (context.output.json()) {
        QJsonObject document = dataChangesJson(seed->changes);
        document.insert(u"seed"_s, seedJson(*seed, name));
        context.output.document(document);
    } else {
        printSeed(context.output, *seed);
    }
    return kDone;
}

} // namespace

Result<int> showChanges(Context &context, Workspace &workspace, const QStringList &words)
{
    if (words.size() != 1)
        return invalidInput(u"“devstack data changes” needs an IDA."_s,
                            {},
                            u"devstack data changes IDA, or IDA/SERVICE where it has several"_s);
    const auto trusted = context.trustIfAsked({words.first().section(u'/', 0, 0)});
    if (!trusted)
        return trusted.error();
    if (context.invocation.has(u"save-seed"_s))
        return writeSeed(context, workspace, words.first());
    std::optional<DataChanges> found;
    {
        TextReporter reporter(context.output);
        const auto changes = dataChanges(workspace,
                                         words.first(),
                                         context.invocation.value(u"since"_s),
                                         {},
                                         reporter,
                                         context.stop);
        if (!changes)
            return changes.error();
        found = *changes;
    }
    if (context.output.json())
        context.output.document(dataChangesJson(*found));
    else
        printChanges(context.output, *found);
    return kDone;
}

} // namespace devstack::cli
