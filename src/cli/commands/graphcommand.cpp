// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/json.h"
#include "cli/statetext.h"
#include "core/text.h"
#include "model/graph/graphtext.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"

#include <QSet>

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// The snapshot's graph, restricted to the IDAs and what they need.
Result<WorkspaceSnapshot> restricted(WorkspaceSnapshot snapshot, const QStringList &idas)
{
    DependencyGraph graph;
    for (const IdaView &ida : snapshot.idas)
        graph.addIda(ida.name);
    for (const DependencyEdge &edge : snapshot.edges)
        graph.addEdge(edge);
    for (const QString &name : idas) {
        if (!graph.idas().contains(name))
            return unknownIda(name, graph.idas());
    }
    const QStringList kept
        = idas.isEmpty() ? graph.idas() : graph.closure(idas, DependencyGraph::Purpose::Any, true);
    const QSet<QString> names(kept.begin(), kept.end());
    snapshot.idas.removeIf([&](const IdaView &ida) { return !names.contains(ida.name); });
    snapshot.edges.removeIf([&](const DependencyEdge &edge) {
        return !names.contains(edge.from) || !names.contains(edge.to);
    });
    snapshot.cycles.removeIf(
        [&](const QStringList &cycle) { return !names.contains(cycle.first()); });
    snapshot.conflicts.removeIf(
        [&](const ChoiceConflict &conflict) { return !names.contains(conflict.ida); });
    snapshot.unresolved.removeIf(
        [&](const UnresolvedName &name) { return !names.contains(name.from); });
    return snapshot;
}

void printText(Output &output, const WorkspaceSnapshot &snapshot)
{
    if (snapshot.idas.isEmpty())
        output.line(noRepositoriesText());
    for (const IdaView &ida : snapshot.idas) {
        output.line(output.toned(printable(ida.name), Tone::Strong) + u"  "_s
                    + output.toned(
                        u"%1 · %2"_s.arg(toString(ida.mode), stateCell(ida, snapshot.engine).text),
                        Tone::Dim));
        for (const DependencyEdge &edge : snapshot.edges) {
            if (edge.from != ida.name)
                continue;
            QStringList purposes;
            if (edge.purpose.run)
                purposes += u"run"_s;
            if (edge.purpose.provision)
                purposes += u"provision"_s;
            const bool serves = !purposes.isEmpty();
            if (!serves)
                purposes += u"installs it"_s;
            QString line
                = u"  %1 %2  (%3%4%5)"_s.arg(edge.declared ? u"──▶"_s : u"╌╌▶"_s,
                                             printable(edge.to),
                                             purposes.join(u", "_s),
                                             edge.optional && serves ? u", optional"_s : QString(),
                                             edge.declared ? QString() : u", inferred"_s);
            if (!edge.evidence.isEmpty())
                line += u"  "_s
                    + output.toned(printable(edge.evidence.first().mark.toString()), Tone::Dim);
            output.line(line);
        }
    }
    for (const QStringList &cycle : snapshot.cycles)
        output.line(output.toned(u"cycle: %1 need each other and are set up side by side"_s.arg(
                                     printable(cycle.join(u" ⇄ "_s))),
                                 Tone::Warning));
    for (const UnresolvedName &name : snapshot.unresolved) {
        output.line(output.toned(u"unresolved: %1 refers to “%2”, which no IDA provides"_s.arg(
                                     printable(name.from), printable(name.name)),
                                 Tone::Warning)
                    + (name.evidence.isEmpty()
                           ? QString()
                           : QString(u"  "_s + printable(name.evidence.first().mark.toString()))));
    }
}

/// The snapshot without the faults that the graph itself tells: a dependency that no IDA provides,
/// or an IDA without a compose file, is an answer here, and no reason to fail.
WorkspaceSnapshot withoutUnresolved(WorkspaceSnapshot snapshot)
{
    for (IdaView &ida : snapshot.idas) {
        // No compose file is no fault of a file.
        if (ida.lacksFiles && !ida.problems.isEmpty())
            ida.warnings.prepend(ida.problems.takeFirst());
        ida.problems.removeIf([&](const Error &problem) {
            return std::ranges::any_of(snapshot.unresolved, [&](const UnresolvedName &name) {
                return name.from == ida.name && !name.evidence.isEmpty()
                    && name.evidence.first().mark.line == problem.where.line
                    && problem.where.file.endsWith(name.evidence.first().mark.file);
            });
        });
    }
    return snapshot;
}

Result<int> runGraph(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    auto all = (*workspace)->snapshot(context.stop);
    if (!all)
        return all.error();
    const auto snapshot = restricted(std::move(*all), context.invocation.positionals);
    if (!snapshot)
        return snapshot.error();
    const QString format = context.invocation.value(u"format"_s);
    if (format == u"json") {
        context.output.document(graphJson(*snapshot));
    } else if (format == u"dot") {
        DependencyGraph graph;
        for (const IdaView &ida : snapshot->idas)
            graph.addIda(ida.name);
        for (const DependencyEdge &edge : snapshot->edges)
            graph.addEdge(edge);
        context.output.line(graphToDot(graph, snapshot->name).trimmed());
    } else {
        printText(context.output, *snapshot);
    }
    reportEngine(context.output, snapshot->engine);
    reportReadings(context.output, *snapshot);
    reportConflicts(context.output, *snapshot);
    return reportProblems(context.output, withoutUnresolved(*snapshot), {});
}

} // namespace

QList<Command> graphCommands()
{
    return {{u"graph"_s,
             u"[IDA…]"_s,
             u"Show the dependencies, with evidence, cycles and unresolved names."_s,
             u"--format text, json or dot (for Graphviz)."_s,
             {},
             0,
             -1,
             runGraph}};
}

} // namespace devstack::cli
