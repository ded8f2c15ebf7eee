// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/branchdata.h"
#include "cli/commands/changescommand.h"
#include "cli/commands/commandgroups.h"
#include "core/text.h"
#include "service/workspace.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

Result<int> runData(Context &context)
{
    const QString verb = context.invocation.positionals.first();
    if (verb == u"branch")
        return runDataBranch(context);
    if (verb != u"changes")
        return invalidInput(u"There is no “data %1”."_s.arg(printable(verb)),
                            {},
                            u"There are “data changes” and “data branch”."_s);
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    return showChanges(context, **workspace, context.invocation.positionals.mid(1));
}

} // namespace

QList<Command> dataVerbCommands()
{
    return {
        {u"data"_s,
         u"changes IDA[/SERVICE] | branch IDA [on|off|ask|stay|switch BRANCH]"_s,
         u"Show which rows changed, and let data go with the git branch."_s,
         u"“changes IDA” compares the data with what it began over: tables and rows added, changed "
         u"and removed, the first of them side by side. Only tables that were written are read. "
         u"“--save-seed NAME” writes the changes to seeds/NAME.sql of the IDA's repository, as "
         u"statements that can be run again, and prints how to declare them.\n\n“branch IDA” shows "
         u"whose "
         u"data it has. “on”: when another branch is checked out, “up” goes over to its data: what "
         u"was kept for it, or what a reset goes back to; the present data is kept for its own "
         u"branch. “ask”: “up” asks first. “off”: one data for all branches. “switch BRANCH” goes "
         u"over now, “stay” takes the present data for the branch that is checked out."_s,
         {{{u"since"_s}, u"changes: compare with this checkpoint."_s, u"CHECKPOINT"_s, {}},
          {{u"save-seed"_s}, u"changes: write them as a seed."_s, u"NAME"_s, {}}},
         1,
         4,
         runData},
    };
}

} // namespace devstack::cli
