// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/branchdata.h"

#include "cli/commands/planprinter.h"
#include "cli/json.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/databases/branchdata.h"
#include "service/workspace.h"

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QString timeText(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

QString followText(FollowBranch follow)
{
    switch (follow) {
    case FollowBranch::On:
        return u"goes with the branch at the next “up”"_s;
    case FollowBranch::Ask:
        return u"“up” asks when the branch is another"_s;
    case FollowBranch::Off:
        break;
    }
    return u"one for all branches"_s;
}

QJsonObject branchJson(const BranchData &data)
{
    QJsonArray kept;
    for (const KeptBranch &each : data.kept)
        kept += QJsonObject {{u"branch"_s, each.branch},
                             {u"since"_s, each.since.toUTC().toString(Qt::ISODate)},
                             {u"checkpoint"_s, each.checkpoint},
                             {u"gone"_s, each.isGone}};
    return {{u"ida"_s, data.ida},
            {u"follow"_s, toString(data.follow)},
            {u"checkedOut"_s, data.checkedOut},
            {u"holds"_s, data.holds},
            {u"kept"_s, kept}};
}

void printBranch(Output &output, const BranchData &data)
{
    output.line(u"%1: %2."_s.arg(data.ida, followText(data.follow)));
    output.line(u"  checked out  %1"_s.arg(data.checkedOut.isEmpty() ? u"no branch"_s
                                                                     : printable(data.checkedOut)));
    output.line(u"  data of      %1"_s.arg(data.holds.isEmpty() ? u"no branch in particular"_s
                                                                : printable(data.holds)));
    if (data.kept.isEmpty())
        return;
    Table table({u"KEPT FOR"_s, u"SINCE"_s, u"CHECKPOINT"_s});
    for (const KeptBranch &kept : data.kept)
        table.addRow(
            {{printable(kept.branch) + (kept.isGone ? u" (no such branch any more)"_s : QString()),
              Tone::Strong},
             {timeText(kept.since)},
             {kept.checkpoint, Tone::Dim}});
    table.print(output);
}

Result<int> showBranch(Context &context, Workspace &workspace, const QString &ida)
{
    const auto all = branchData(workspace, {ida}, context.stop);
    if (!all)
        return all.error();
    if (context.output.json())
        context.output.document(branchJson(all->first()));
    else
        printBranch(context.output, all->first());
    return kDone;
}

Result<int> switchBranch(Context &context, Workspace &workspace, const QStringList &words)
{
    Operation operation = context.operation(Operation::Verb::SwitchData);
    operation.idas = words.first(1);
    operation.value = words.last();
    PlanPrinter printer(context.output);
    const auto plan
        = planOf(context, workspace, operation, context.request(words.first(1)), printer);
    if (!plan)
        return plan.error();
    const int code = concludeRun(context.output, *plan, {}, operation);
    if (code == kDone)
        context.output.note(
            u"The data of %1 is that of %2 now."_s.arg(words.first(), printable(words.last())));
    return code;
}

BranchAnswer askForBranch(Context &context, const BranchData &data)
{
    const QString question = u"Go over to the data of %1?"_s.arg(printable(data.checkedOut));
    const QString anew
        = data.hasKept() ? u" “anew” begins with what a reset goes back to."_s : QString();
    const QString answer = context.ask({differenceText(data)}, question + anew);
    return answer == u"anew" && data.hasKept() ? BranchAnswer::BeginAnew
        : Context::isYes(answer)               ? BranchAnswer::GoOver
                                               : BranchAnswer::Stay;
}

} // namespace

Result<int> runDataBranch(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QStringList words = context.invocation.positionals.mid(1);
    const QString verb = words.value(1);
    const bool isSwitch = verb == u"switch" && words.size() == 3;
    const auto follow = followBranchFromString(verb);
    if (words.isEmpty() || (words.size() > 2 && !isSwitch)
        || (words.size() == 2 && !follow && verb != u"stay"))
        return invalidInput(
            u"“devstack data branch” needs an IDA, and then nothing, on, off, ask, stay, or "
            u"“switch BRANCH”."_s,
            {},
            u"“devstack data branch IDA” shows whose data it has."_s);
    const QString ida = words.first();
    if (isSwitch)
        return switchBranch(context, **workspace, {ida, words.last()});
    if (verb.isEmpty())
        return showBranch(context, **workspace, ida);
    const auto done = follow ? chooseFollowBranch(**workspace, ida, *follow, context.stop)
                             : stayWithData(**workspace, ida, context.stop);
    return done ? showBranch(context, **workspace, ida) : Result<int>(done.error());
}

Result<QMap<QString, BranchAnswer>>
askForBranches(Context &context, Workspace &workspace, const QStringList &idas)
{
    const auto questions = branchQuestions(workspace, idas, context.stop);
    if (!questions)
        return questions.error();
    QMap<QString, BranchAnswer> answers;
    for (const BranchData &data : *questions) {
        const QString what = differenceText(data);
        if (data.follow == FollowBranch::On) {
            context.output.note(u"note: "_s + what);
            continue;
        }
        const BranchAnswer answer = askForBranch(context, data);
        answers.insert(data.ida, answer);
        if (answer != BranchAnswer::Stay)
            continue;
        context.output.note(
            u"note: %1 stays with the data of %2. %3"_s.arg(data.ida, printable(data.holds), what));
        context.output.note(u"  “%1” goes over, “%2” keeps it for this branch."_s.arg(
            commandLine({u"data"_s, u"branch"_s, data.ida, u"switch"_s, data.checkedOut}),
            commandLine({u"data"_s, u"branch"_s, data.ida, u"stay"_s})));
    }
    return answers;
}

Result<> tellOfBranches(Context &context, Workspace &workspace, const QStringList &idas)
{
    const auto questions = branchQuestions(workspace, idas, context.stop);
    if (!questions)
        return questions.error();
    for (const BranchData &data : *questions)
        context.output.note(
            u"note: "_s + differenceText(data)
            + (data.follow == FollowBranch::On
                   ? u" “devstack up” goes over to it first; this is the plan for the present data."_s
                   : u" “devstack up” asks first."_s));
    return ok();
}

} // namespace devstack::cli
