// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/changescommand.h"
#include "cli/commands/commandgroups.h"
#include "core/text.h"
#include "service/workspace.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

Result<int> runData(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QString verb = context.invocation.positionals.first();
    const QStringList words = context.invocation.positionals.mid(1);
    if (verb == u"changes")
        return showChanges(context, **workspace, words);
    return invalidInput(u"There is no “data %1”."_s.arg(printable(verb)), {}, u"Use changes."_s);
}

} // namespace

QList<Command> dataVerbCommands()
{
    return {
        {u"data"_s,
         u"changes IDA[/SERVICE]"_s,
         u"Show which rows changed since the last reset or a checkpoint."_s,
         u"“changes IDA” compares the data with what it began over: tables and rows added, changed "
         u"and removed, the first of them side by side. Only tables that were written are read. "
         u"“--save-seed NAME” writes the changes to seeds/NAME.sql of the IDA's repository, as "
         u"statements that can be run again, and prints how to declare them."_s,
         {{{u"since"_s}, u"changes: compare with this checkpoint."_s, u"CHECKPOINT"_s, {}},
          {{u"save-seed"_s}, u"changes: write them as a seed."_s, u"NAME"_s, {}}},
         1,
         2,
         runData,
         u"ida"_s},
    };
}

} // namespace devstack::cli
