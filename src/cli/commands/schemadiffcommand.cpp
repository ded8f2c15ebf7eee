// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/schemadiffcommand.h"

#include "cli/commands/textreporter.h"
#include "cli/comparisonjson.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/comparing/schemadiff.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShownDefinition = 40;

/// "int(11) NOT NULL", "there" for what has no more words, "–" for what is not there.
Cell definitionCell(const std::optional<QString> &definition, bool isKnown)
{
    if (!isKnown)
        return {u"?"_s, Tone::Dim};
    if (!definition)
        return {u"–"_s, Tone::Dim};
    return {definition->isEmpty() ? u"there"_s
                                  : shortened(definition->simplified(), kShownDefinition)};
}

void printStatements(Output &output,
                     const SchemaDiff &diff,
                     bool ofProduction,
                     const QString &title)
{
    bool isFirst = true;
    for (const SchemaDifference &difference : diff.objects) {
        if (difference.statement.isEmpty() || difference.isOfProduction != ofProduction)
            continue;
        if (isFirst) {
            output.line();
            output.line(output.toned(title, Tone::Strong));
        }
        isFirst = false;
        for (const QString &line : difference.statement.split(u'\n'))
            output.line(u"  "_s + printable(line));
    }
}

void printText(Output &output, const SchemaDiff &diff)
{
    for (const QString &note : {diff.productionNote, diff.migrationsNote, diff.liveNote}) {
        if (!note.isEmpty())
            output.note(printable(note));
    }
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
        output.line(u"%1/%2: no difference in %3."_s.arg(
            diff.ida, diff.service, counted(diff.compared, u"object"_s, u"objects"_s)));
    else
        table.print(output);
    printStatements(output, diff, false, u"On the live database:"_s);
    printStatements(output, diff, true, u"What production lacks:"_s);
    if (!diff.pending.isEmpty()) {
        output.line();
        output.line(u"Pending: %1. “devstack up %2” runs them."_s.arg(diff.pending.join(u", "_s),
                                                                      diff.ida));
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
