// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/planprinter.h"
#include "cli/commands/textreporter.h"
#include "cli/json.h"
#include "cli/table.h"
#include "core/text.h"
#include "model/manifest/workspacefile.h"
#include "service/databases/checkpointfile.h"
#include "service/databases/checkpoints.h"
#include "service/databases/ownfiles.h"
#include "service/databases/seedandreset.h"
#include "service/observing/seedviews.h"
#include "service/workspace.h"

#include <QFileInfo>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

Result<int> listSeeds(Context &context, Workspace &workspace)
{
    const auto all = seeds(workspace, context.invocation.positionals, context.stop);
    if (!all)
        return all.error();
    if (context.output.json()) {
        context.output.document(seedsJson(*all));
        return kDone;
    }
    Table table({u"IDA"_s, u"SEED"_s, u"CHANGES"_s, u"APPLIED"_s, u"SOURCE"_s});
    for (const SeedView &seed : *all) {
        table.addRow(
            {{seed.ida, Tone::Strong},
             {seed.name},
             {seed.target},
             {seed.applied.isValid() ? seed.applied.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s)
                  : seed.isPartial   ? u"in part"_s
                                     : u"–"_s},
             {seed.afterReset ? seed.source + u" (after each reset)"_s : seed.source, Tone::Dim}});
    }
    if (table.isEmpty())
        context.output.line(u"No seeds are declared."_s);
    else
        table.print(context.output);
    return kDone;
}

Result<int> runSeed(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    if (context.invocation.has(u"list"_s))
        return listSeeds(context, **workspace);
    const QStringList &words = context.invocation.positionals;
    if (words.isEmpty())
        return invalidInput(
            u"“devstack seed” needs an IDA."_s, {}, u"“devstack seed --list” lists the seeds."_s);
    OperationRequest request = context.request(words.first(1));
    if (const QString file = context.invocation.value(u"file"_s); !file.isEmpty()) {
        if (words.size() > 1)
            return invalidInput(u"--file and names of seeds do not go together."_s,
                                {},
                                u"Run “devstack seed” once for each."_s);
        TextReporter reporter(context.output);
        // Recorded with its absolute path, so that it can be repeated from anywhere.
        Operation operation = context.operation(Operation::Verb::Seed);
        operation.idas = words.first(1);
        operation.file = QFileInfo(file).absoluteFilePath();
        operation.afterReset = context.invocation.has(u"after-reset"_s);
        request.operation = operation;
        const auto done
            = applyFile(**workspace, request, file, operation.afterReset, reporter, context.stop);
        if (!done)
            return done.error();
        if (context.output.json())
            context.output.document(
                {{u"ida"_s, words.first()}, {u"file"_s, file}, {u"result"_s, u"done"_s}});
        const QString name = printable(QFileInfo(file).fileName());
        context.output.line(u"Applied %1 to %2; it is kept: “%3” applies it again."_s.arg(
            printable(file), words.first(), commandLine({u"seed"_s, words.first(), name})));
        return kDone;
    }
    if (context.invocation.has(u"after-reset"_s))
        return invalidInput(
            u"--after-reset needs --file."_s, {}, u"Give the file again with both."_s);
    if (const QString name = context.invocation.value(u"forget"_s); !name.isEmpty()) {
        const auto done = forgetFile(**workspace, request, name);
        if (!done)
            return done.error();
        if (context.output.json())
            context.output.document(
                {{u"ida"_s, words.first()}, {u"file"_s, name}, {u"result"_s, u"done"_s}});
        context.output.line(u"%1 is not kept for %2 any more; its data stays as it is."_s.arg(
            printable(name), words.first()));
        return kDone;
    }
    PlanPrinter printer(context.output);
    Operation operation = context.operation(Operation::Verb::Seed);
    operation.idas = words.first(1);
    operation.seeds = words.mid(1);
    const auto plan = planOf(context, **workspace, operation, request, printer);
    if (!plan)
        return plan.error();
    return concludeRun(context.output, *plan);
}

QString resetText(const ResetFigures &figures)
{
    QString how;
    switch (figures.mechanism) {
    case VolumeMechanism::Empty:
        how = u"made anew"_s;
        break;
    case VolumeMechanism::Overlay:
        how = u"a layer over the kept data"_s;
        break;
    case VolumeMechanism::Copy:
        how = u"a copy of the kept data"_s;
        break;
    }
    return u"The databases answered after %1, all was done after %2 (%3)."_s.arg(
        formatDuration(figures.ready), formatDuration(figures.done), how);
}

Result<int> runReset(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList &idas = context.invocation.positionals;
    const bool all = context.invocation.has(u"all"_s);
    if (idas.isEmpty() != all)
        return invalidInput(u"“devstack reset” needs IDAs, or --all."_s,
                            {},
                            u"Name the IDAs to reset: their data is set aside."_s);
    const bool discard = context.invocation.has(u"discard"_s);
    OperationRequest request = context.request(idas);
    PlanPrinter printer(context.output);
    Operation operation = context.operation(Operation::Verb::Reset);
    operation.discard = discard;
    auto result = resultOf(context, **workspace, operation, request, printer);
    if (!result && context.confirm(result.error(), u"Reset?"_s)) {
        request.confirmed = true;
        result = resultOf(context, **workspace, operation, request, printer);
    }
    if (!result)
        return result.error();
    const int code = concludeRun(context.output,
                                 *result->plan,
                                 result->reset ? resetJson(*result->reset) : QJsonObject(),
                                 operation);
    if (result->reset)
        context.output.note(resetText(*result->reset));
    for (const QString &note : result->reset ? result->reset->notes : QStringList())
        context.output.note(note);
    for (const QString &gone : result->reset ? result->reset->removed : QStringList())
        context.output.note(u"Beyond the limits, removed: the checkpoint %1."_s.arg(gone));
    if (!discard)
        context.output.note(
            u"The old data is kept: “devstack checkpoint list”, “devstack checkpoint restore IDA "
            u"NAME”."_s);
    return code;
}

Result<int> listCheckpoints(Context &context, Workspace &workspace)
{
    const auto all = checkpoints(workspace, context.invocation.positionals.mid(1), context.stop);
    if (!all)
        return all.error();
    const bool isUnsized = all->unsized && !all->checkpoints.isEmpty();
    const bool isSilent = isUnsized && all->unsized->kind == Error::Kind::Unavailable;
    if (isUnsized) {
        const Error unsized = all->unsized->within(u"The sizes are not known"_s);
        isSilent ? context.output.problem(unsized) : context.output.warning(unsized);
    }
    const int code = isSilent ? kNoEngine : kDone;
    if (context.output.json()) {
        context.output.document(checkpointsJson(all->checkpoints));
        return code;
    }
    Table table({u"IDA"_s, u"CHECKPOINT"_s, u"MADE"_s, u"WHY"_s, u"SIZE"_s});
    for (const CheckpointView &checkpoint : all->checkpoints) {
        table.addRow(
            {{checkpoint.ida, Tone::Strong},
             {checkpoint.name},
             {checkpoint.created.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s)},
             {checkpoint.reason, Tone::Dim},
             {checkpoint.bytes < 0 ? u"?"_s : formatBytes(checkpoint.bytes), Tone::Plain, true}});
    }
    if (table.isEmpty())
        context.output.line(u"No checkpoints. A reset makes one."_s);
    else
        table.print(context.output);
    return code;
}

Result<int> saveCheckpoint(Context &context, Workspace &workspace)
{
    const QStringList idas = context.invocation.positionals.mid(1);
    if (idas.isEmpty())
        return invalidInput(u"“devstack checkpoint save” needs IDAs."_s,
                            {},
                            u"“devstack list” shows them; several make one consistent set."_s);
    Operation operation = context.operation(Operation::Verb::Save);
    operation.idas = idas;
    operation.checkpoint = context.invocation.value(u"name"_s);
    operation.isProtected = context.invocation.has(u"protect"_s);
    PlanPrinter printer(context.output);
    const auto saved = resultOf(context, workspace, operation, context.request(idas), printer);
    if (!saved)
        return saved.error();
    const QString &name = saved->checkpoint;
    const int code = concludeRun(
        context.output, saved->plan.value_or(Plan()), {{u"checkpoint"_s, name}}, operation);
    if (code == kDone)
        context.output.note(
            u"The data is kept as “%1”: “devstack checkpoint restore %2 %1” brings it back."_s.arg(
                name, idas.size() == 1 ? idas.first() : u"IDA"_s));
    return code;
}

/// “export IDA NAME --file F” and “import IDA --file F”.
Result<int> carryCheckpoint(Context &context, Workspace &workspace, const QStringList &words)
{
    const QString file = context.invocation.value(u"file"_s);
    const bool isExport = words.first() == u"export";
    if (words.size() != (isExport ? 3 : 2) || file.isEmpty())
        return invalidInput(
            isExport ? u"“devstack checkpoint export” needs an IDA, a name and --file FILE."_s
                     : u"“devstack checkpoint import” needs an IDA and --file FILE."_s,
            {},
            u"“devstack checkpoint list” shows the checkpoints."_s);
    TextReporter reporter(context.output);
    if (isExport) {
        const auto size
            = exportCheckpoint(workspace, words.at(1), words.at(2), file, reporter, context.stop);
        if (!size)
            return size.error();
        if (context.output.json())
            context.output.document({{u"ida"_s, words.at(1)},
                                     {u"name"_s, words.at(2)},
                                     {u"file"_s, file},
                                     {u"bytes"_s, *size}});
        context.output.line(
            u"Wrote %1 (%2). A colleague opens it with “devstack checkpoint import %3 --file FILE”."_s
                .arg(printable(file), formatBytes(*size), words.at(1)));
        return kDone;
    }
    const auto name = importCheckpoint(
        workspace, words.at(1), file, context.invocation.value(u"name"_s), reporter, context.stop);
    if (!name)
        return name.error();
    if (context.output.json())
        context.output.document({{u"ida"_s, words.at(1)}, {u"name"_s, *name}});
    context.output.line(
        u"%1 has the checkpoint “%2” now. “devstack checkpoint restore %1 %2” makes it its data."_s
            .arg(words.at(1), *name));
    return kDone;
}

Result<int> runCheckpoint(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList &words = context.invocation.positionals;
    const QString verb = words.first();
    if (verb == u"list")
        return listCheckpoints(context, **workspace);
    if (verb == u"save")
        return saveCheckpoint(context, **workspace);
    if (verb == u"export" || verb == u"import")
        return carryCheckpoint(context, **workspace, words);
    if (verb != u"restore" && verb != u"delete")
        return invalidInput(u"There is no “checkpoint %1”."_s.arg(printable(verb)),
                            {},
                            u"Use list, save, restore, delete, export or import."_s);
    if (words.size() != 3)
        return invalidInput(u"“devstack checkpoint %1” needs an IDA and a name."_s.arg(verb),
                            {},
                            u"“devstack checkpoint list” shows them."_s);
    OperationRequest request = context.request({words.at(1)});
    if (verb == u"delete") {
        auto done = deleteCheckpoint(**workspace, request, words.at(2), context.stop);
        if (!done && context.confirm(done.error(), u"Delete it?"_s)) {
            request.confirmed = true;
            done = deleteCheckpoint(**workspace, request, words.at(2), context.stop);
        }
        if (!done)
            return done.error();
        if (context.output.json())
            context.output.document({{u"ida"_s, words.at(1)}, {u"deleted"_s, words.at(2)}});
        context.output.note(
            u"Deleted the checkpoint “%1” of %2."_s.arg(printable(words.at(2)), words.at(1)));
        return kDone;
    }
    PlanPrinter printer(context.output);
    Operation operation = context.operation(Operation::Verb::Restore);
    operation.idas = {words.at(1)};
    operation.checkpoint = words.at(2);
    auto plan = planOf(context, **workspace, operation, request, printer);
    if (!plan && context.confirm(plan.error(), u"Restore?"_s)) {
        request.confirmed = true;
        plan = planOf(context, **workspace, operation, request, printer);
    }
    if (!plan)
        return plan.error();
    return concludeRun(context.output, *plan, {}, operation);
}

} // namespace

QList<Command> dataCommands()
{
    return {
        {u"seed"_s,
         u"IDA [SEED…]"_s,
         u"Apply seeds by name, or a file of your own."_s,
         u"Without a name: all seeds of the IDA's configuration. Seeds are idempotent, so applied "
         u"ones are applied again. A file is given to the loader that the IDA declares for its "
         u"suffix; else .sql, also compressed, to its only database, .json to Django's loaddata. "
         u"It is kept, and applied again by its name."_s,
         {{{u"list"_s, u"l"_s}, u"List the declared seeds and when they were applied."_s, {}, {}},
          {{u"file"_s, u"f"_s},
           u"Apply this file and keep a copy; its suffix decides how."_s,
           u"FILE"_s,
           {}},
          {{u"after-reset"_s}, u"With --file: whatever makes new data applies it too."_s, {}, {}},
          {{u"forget"_s}, u"Remove the copy of a file that is kept."_s, u"NAME"_s, {}}},
         0,
         -1,
         runSeed},
        {u"reset"_s,
         u"IDA…"_s,
         u"Set data back to the schema, then run migrations and base seeds."_s,
         u"The old data is kept as a checkpoint unless --discard is given."_s,
         {{{u"all"_s}, u"All IDAs."_s, {}, {}},
          {{u"discard"_s}, u"Destroy the old data."_s, {}, {}}},
         0,
         -1,
         runReset},
        {u"checkpoint"_s,
         u"list [IDA…] | save IDA… | restore|delete|export IDA CHECKPOINT | import IDA"_s,
         u"List, save, restore, delete, export or import copies of data."_s,
         u"“save IDA…” keeps the present data; of several IDAs it is one consistent set. A reset "
         u"keeps the old data as a checkpoint, too; “restore IDA NAME” brings it back and keeps "
         u"the present data as another. “export IDA NAME --file FILE” writes one file for a "
         u"colleague, without accounts; “import IDA --file FILE” makes a checkpoint of it."_s,
         {{{u"name"_s}, u"save, import: name of the checkpoint."_s, u"NAME"_s, {}},
          {{u"file"_s, u"f"_s}, u"export, import: the file."_s, u"FILE"_s, {}},
          {{u"protect"_s}, u"Keep the saved checkpoint when “clean” removes others."_s, {}, {}}},
         1,
         -1,
         runCheckpoint},
    };
}

} // namespace devstack::cli
