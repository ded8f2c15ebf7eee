// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/schemadiffcommand.h"

#include "cli/commands/textreporter.h"
#include "cli/comparisonjson.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/comparing/comparisontext.h"
#include "service/comparing/schemadiff.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShownDefinition = 40;

Cell definitionCell(const std::optional<QString> &definition, bool isKnown)
{
    const QString text = definitionText(definition, isKnown);
    return isKnown && definition ? Cell {shortened(text, kShownDefinition)}
                                 : Cell {text, Tone::Dim};
}

void printStatements(Output &output, const SchemaDiff &diff, bool ofProduction)
{
    bool isFirst = true;
    for (const SchemaDifference &difference : diff.objects) {
        if (difference.statement.isEmpty() || difference.isOfProduction != ofProduction)
            continue;
        if (isFirst) {
            output.line();
            output.line(output.toned(statementsTitle(ofProduction), Tone::Strong));
        }
        isFirst = false;
        for (const QString &line : difference.statement.split(u'\n'))
            output.line(u"  "_s + printable(line));
    }
}

void printText(Output &output, const SchemaDiff &diff)
{
    for (const QString &note : notesOf(diff))
        output.note(printable(note));
    Table table(
        {u"OBJECT"_s, u"KIND"_s, u"MEANING"_s, u"LIVE"_s, u"MIGRATIONS"_s, u"PRODUCTION"_s});
    for (const SchemaDifference &difference : diff.objects)
        table.addRow({{difference.name, Tone::Strong},
                      {toString(difference.kind), Tone::Dim},
                      {difference.meaning, Tone::Warning},
                      definitionCell(difference.live, true),
                      definitionCell(difference.migrations, diff.hasMigrations),
                      definitionCell(difference.production, !diff.production.isEmpty())});
    if (table.isEmpty())
        output.line(sameText(diff));
    else
        table.print(output);
    printStatements(output, diff, false);
    printStatements(output, diff, true);
    if (const QString pending = pendingText(diff); !pending.isEmpty()) {
        output.line();
        output.line(printable(pending));
    }
}

} // namespace

Result<int> diffSchemas(Context &context, Workspace &workspace, const QStringList &words)
{
    if (words.size() != 1)
        return invalidInput(u"“devstack schema diff” needs an IDA."_s,
                            {},
                            u"devstack schema diff IDA, or IDA/SERVICE where it has several"_s);
    const auto trusted = context.trustIfAsked({words.first().section(u'/', 0, 0)});
    if (!trusted)
        return trusted.error();
    std::optional<SchemaDiff> found;
    {
        TextReporter reporter(context.output);
        const auto diff = schemaDiff(workspace, words.first(), reporter, context.stop);
        if (!diff)
            return diff.error();
        found = *diff;
    }
    if (context.output.json())
        context.output.document(schemaDiffJson(*found));
    else
        printText(context.output, *found);
    return kDone;
}

} // namespace devstack::cli
