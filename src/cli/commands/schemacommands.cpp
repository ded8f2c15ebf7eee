// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/schemadiffcommand.h"
#include "cli/commands/textreporter.h"
#include "cli/json.h"
#include "cli/table.h"
#include "core/text.h"
#include "model/manifest/workspacefile.h"
#include "service/configuration/chooseschema.h"
#include "service/schemas/fetchdump.h"
#include "service/schemas/schemasource.h"
#include "service/snapshots/buildsnapshot.h"
#include "service/snapshots/snapshots.h"
#include "service/workspace.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// "MariaDB 10.11, 497 tables, schema only, made 2026-11-29 from dump edxapp.sql".
/// And behind it, where there are any: ", with the work of 9 steps (migrations, clients, seeds)".
QString labelsText(const SnapshotLabels &labels)
{
    const QString work = labels.work.isEmpty()
        ? QString()
        : u", with the work of %1 steps (migrations, clients, seeds)"_s.arg(labels.work.size());
    return u"%1, %2 tables, %3, made %4 from %5%6"_s.arg(labels.product.text())
        .arg(labels.tables)
        .arg(labels.hasRows ? u"with rows"_s : u"schema only"_s,
             labels.created.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
             printable(labels.source),
             work);
}

Result<int> useSchema(Context &context, Workspace &workspace, const QStringList &words)
{
    if (words.size() != 2)
        return invalidInput(u"“devstack schema use” needs an IDA and a file or a snapshot."_s,
                            {},
                            u"The word “default” instead of them takes the choice back."_s);
    TextReporter reporter(context.output);
    const QString source = words.last() == kAsDefault ? QString() : words.last();
    const ChoicePlace place
        = context.invocation.has(u"shared"_s) ? ChoicePlace::Shared : ChoicePlace::Personal;
    const auto chosen
        = chooseSchema(workspace, words.first(), source, place, reporter, context.stop);
    if (!chosen)
        return chosen.error();
    const bool isDump = isFile(chosen->source);
    if (context.output.json())
        context.output.document({{u"ida"_s, chosen->ida},
                                 {u"service"_s, chosen->service},
                                 {u"dump"_s, isDump ? chosen->source : QString()},
                                 {u"snapshot"_s, isDump ? QString() : chosen->source}});
    if (chosen->source.isEmpty())
        context.output.line(
            u"%1/%2 begins with nothing of yours any more."_s.arg(chosen->ida, chosen->service));
    else
        context.output.line(
            u"New data of %1/%2 begins with %3. “devstack reset %1” makes it so now."_s.arg(
                chosen->ida, chosen->service, printable(chosen->source)));
    return kDone;
}

Result<int> buildSchema(Context &context, Workspace &workspace, const QStringList &words)
{
    SnapshotRequest request;
    request.reference = context.invocation.value(u"tag"_s);
    const QString dump = context.invocation.value(u"dump"_s);
    const bool fromService = context.invocation.has(u"from-service"_s);
    if (words.size() != 1 || request.reference.isEmpty())
        return invalidInput(u"“devstack schema build” needs an IDA and --tag NAME:TAG."_s,
                            {},
                            u"devstack schema build IDA --tag registry.example.org/schemas/ida:1 "
                            u"--dump FILE"_s);
    request.server = context.invocation.value(u"from-server"_s);
    request.withRows = context.invocation.has(u"with-rows"_s);
    if (int(!dump.isEmpty()) + int(fromService) + int(!request.server.isEmpty()) != 1)
        return invalidInput(
            u"“devstack schema build” needs one of --dump, --from-service and --from-server."_s);
    if (request.withRows && request.server.isEmpty())
        return invalidInput(u"--with-rows belongs to --from-server: a dump has the rows it has."_s);
    request.place = words.first();
    request.sha256 = context.invocation.value(u"sha256"_s).toLower();
    static const QRegularExpression kDigits(u"\\A(?:[0-9a-f]{64})?\\z"_s);
    if (!kDigits.match(request.sha256).hasMatch())
        return invalidInput(u"--sha256 takes 64 hexadecimal digits."_s);
    if (!dump.isEmpty())
        request.dump = isWebDump(dump) ? dump : QFileInfo(dump).absoluteFilePath();
    TextReporter reporter(context.output);
    const auto built = buildSnapshot(workspace, request, reporter, context.stop);
    if (!built)
        return built.error();
    if (context.output.json())
        context.output.document({{u"reference"_s, built->reference},
                                 {u"digest"_s, built->id},
                                 {u"bytes"_s, built->bytes},
                                 {u"tables"_s, built->labels.tables},
                                 {u"rows"_s, built->labels.hasRows}});
    context.output.line(u"Built %1 (%2): %3."_s.arg(
        built->reference, formatBytes(built->bytes), labelsText(built->labels)));
    context.output.note(u"Publish it: devstack schema push %1"_s.arg(built->reference));
    return kDone;
}

Result<int> listSchemas(Context &context, Workspace &workspace)
{
    const auto all = snapshots(workspace, context.stop);
    if (!all)
        return all.error();
    if (context.output.json()) {
        context.output.document(snapshotsJson(*all));
        return kDone;
    }
    Table table(
        {u"SNAPSHOT"_s, u"OF"_s, u"SERVER"_s, u"TABLES"_s, u"MADE"_s, u"SIZE"_s, u"USED BY"_s});
    for (const SnapshotView &view : *all) {
        const SnapshotLabels &labels = view.labels;
        table.addRow({{printable(view.reference), Tone::Strong},
                      {printable(labels.ida + u'/' + labels.service)},
                      {view.isHere ? labels.product.text() : u"not pulled yet"_s, Tone::Dim},
                      {view.isHere ? QString::number(labels.tables)
                               + (labels.hasRows ? u" and rows"_s : QString())
                                   : QString()},
                      {labels.created.isValid()
                           ? labels.created.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s)
                           : QString()},
                      {view.bytes < 0 ? QString() : formatBytes(view.bytes), Tone::Plain, true},
                      {view.users.join(u", "_s)}});
    }
    if (table.isEmpty())
        context.output.line(
            u"There are no schema snapshots here. “devstack schema build” makes one."_s);
    else
        table.print(context.output);
    return kDone;
}

Result<int> transferSchema(Context &context,
                           Workspace &workspace,
                           const QString &verb,
                           const QString &reference)
{
    TextReporter reporter(context.output);
    QStringList idas;
    if (verb == u"push") {
        if (const auto pushed = pushSnapshot(workspace, reference, reporter, context.stop); !pushed)
            return pushed.error();
    } else {
        const auto pulled = pullSnapshot(workspace, reference, reporter, context.stop);
        if (!pulled)
            return pulled.error();
        idas = *pulled;
    }
    if (context.output.json())
        context.output.document({{u"reference"_s, reference}, {u"result"_s, u"done"_s}});
    context.output.line((verb == u"push" ? u"Pushed %1."_s : u"Pulled %1."_s).arg(reference));
    if (!idas.isEmpty())
        context.output.note(
            u"It is newer than what the data of %1 began with: “devstack reset %2” begins with it."_s
                .arg(idas.join(u", "_s), idas.join(u' ')));
    return kDone;
}

Result<int> verifySchema(Context &context, Workspace &workspace, const QString &name)
{
    TextReporter reporter(context.output);
    const auto verified = verifySnapshot(workspace, name, reporter, context.stop);
    if (!verified)
        return verified.error();
    if (context.output.json())
        context.output.document({{u"reference"_s, verified->reference},
                                 {u"ida"_s, verified->ida},
                                 {u"service"_s, verified->service},
                                 {u"tables"_s, verified->tables},
                                 {u"result"_s, u"whole"_s}});
    context.output.line(u"%1 is whole and suits %2/%3: %4."_s.arg(
        verified->reference, verified->ida, verified->service, labelsText(verified->labels)));
    return kDone;
}

Result<int> runSchema(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QString verb = context.invocation.positionals.first();
    const QStringList words = context.invocation.positionals.mid(1);
    if (verb == u"use")
        return useSchema(context, **workspace, words);
    if (verb == u"build")
        return buildSchema(context, **workspace, words);
    if (verb == u"diff")
        return diffSchemas(context, **workspace, words);
    if (verb == u"list" && words.isEmpty())
        return listSchemas(context, **workspace);
    const bool takesName = verb == u"push" || verb == u"pull" || verb == u"verify";
    if (takesName && words.size() == 1)
        return verb == u"verify" ? verifySchema(context, **workspace, words.first())
                                 : transferSchema(context, **workspace, verb, words.first());
    if (takesName)
        return invalidInput(u"“devstack schema %1” needs the name of a snapshot."_s.arg(verb),
                            {},
                            u"“devstack schema list” shows them."_s);
    return invalidInput(u"There is no “schema %1”."_s.arg(printable(verb)),
                        {},
                        u"Use build, push, pull, list, verify, use or diff."_s);
}

} // namespace

QList<Command> schemaCommands()
{
    return {
        {u"schema"_s,
         u"list | build|diff IDA[/SERVICE] | use IDA[/SERVICE] SNAPSHOT|FILE | push|pull SNAPSHOT "
         u"| "
         u"verify SNAPSHOT|IDA"_s,
         u"Make, publish, take and compare schema snapshots and dumps."_s,
         u"A schema snapshot is an image with the files of a database. “build IDA --tag NAME:TAG” "
         u"makes one from a dump or from the data of the running service, without accounts; "
         u"“push” and “pull” talk to its registry with the credentials of “docker login”; “verify” "
         u"starts the IDA's server over it.\n\n“use IDA SNAPSHOT|FILE” takes a snapshot, or a "
         u"dump of MySQL, MariaDB or PostgreSQL, plain or compressed with gzip, zstd, xz or bzip2, "
         u"for new data: with the first “up”, or with a reset; pending migrations run after it. "
         u"The choice is yours alone, with --shared that of the workspace; nothing is written into "
         u"the repository. “default” instead of a name takes it back.\n\n“diff IDA” compares "
         u"production's schema, what the migrations give and the live database, with what each "
         u"difference means and the statement that closes it."_s,
         {{{u"tag"_s}, u"build: name and tag of the snapshot."_s, u"NAME:TAG"_s, {}},
          {{u"dump"_s},
           u"build: from this dump; an https address with --sha256."_s,
           u"FILE|URL"_s,
           {}},
          {{u"sha256"_s}, u"build: that the dump must have."_s, u"DIGITS"_s, {}},
          {{u"shared"_s}, u"use: in devstack.yml, for everybody."_s, {}, {}},
          {{u"from-service"_s},
           u"build: from the data that the service has, rows included."_s,
           {},
           {}},
          {{u"from-server"_s},
           u"build: from a database elsewhere, mysql://USER@HOST/DATABASE or postgres://…; only "
           u"read, the schema alone. The password: MYSQL_PWD, PGPASSWORD, or the keychain."_s,
           u"ADDRESS"_s,
           {}},
          {{u"with-rows"_s}, u"build: --from-server with all rows."_s, {}, {}}},
         1,
         3,
         runSchema},
    };
}

} // namespace devstack::cli
