// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/configprinter.h"
#include "cli/commands/textreporter.h"
#include "cli/json.h"
#include "cli/statetext.h"
#include "cli/table.h"
#include "core/process.h"
#include "core/text.h"
#include "service/configuration/choosecompose.h"
#include "service/operations/runoperation.h"
#include "service/repositories/adoption.h"
#include "service/repositories/repositories.h"
#include "service/repositories/sampleworkspace.h"
#include "service/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <utility>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

Result<int> runInit(Context &context)
{
    const QString folder = QDir(context.invocation.positionals.value(0, u"."_s)).absolutePath();
    const QString name = Workspace::nameFrom(QFileInfo(folder).fileName());
    const auto found = Workspace::init(folder, name);
    if (!found)
        return found.error();
    if (context.output.json())
        context.output.document({{u"path"_s, folder},
                                 {u"name"_s, name},
                                 {u"idas"_s, QJsonArray::fromStringList(*found)}});
    context.output.line(
        found->isEmpty()
            ? u"Made the workspace “%1”. “devstack add URL” adds the first repository."_s.arg(name)
            : u"Made the workspace “%1” with the repositories already there: %2."_s.arg(
                name, found->join(u", "_s)));
    return kDone;
}

Result<int> runSample(Context &context)
{
    const QString folder = QDir(context.invocation.positionals.first()).absolutePath();
    TextReporter reporter(context.output);
    const auto sample = createSample(folder, reporter, context.stop);
    if (!sample)
        return sample.error();
    if (context.output.json())
        context.output.document({{u"path"_s, folder}});
    context.output.line(
        (sample->existed
             ? u"The sample is already there: %1. Start it with: devstack --workspace %2 up "
               u"--trust"_s
             : u"The sample is in %1. Start it with: devstack --workspace %2 up --trust"_s)
            .arg(folder, shellText({folder})));
    return kDone;
}

Operation composeChoice(const QString &ida, const QString &files)
{
    Operation choice;
    choice.verb = Operation::Verb::Compose;
    choice.idas = {ida};
    choice.value = files;
    choice.shared = true;
    return choice;
}

/// Asks a person which compose file is meant. False: it is not chosen yet.
Result<bool> askCompose(Context &context, Workspace &workspace, const ComposeQuestion &question)
{
    const QList<ComposeOffer> choices = question.offers.choices();
    if (choices.isEmpty() || context.output.json() || context.invocation.yes)
        return false;
    QStringList lines {question.message};
    for (qsizetype at = 0; at < choices.size(); ++at)
        lines += u"  %1  %2 %3"_s.arg(at + 1).arg(choices.at(at).files.join(u" + "_s),
                                                  choices.at(at).reason);
    bool isNumber = false;
    const int number
        = context.answer(lines, u"Which one runs it? [1-%1, Enter: none now]"_s.arg(choices.size()))
              .toInt(&isNumber);
    if (!isNumber || number < 1 || number > choices.size())
        return false;
    const auto outcome = makeChoice(
        workspace, composeChoice(question.ida, choices.at(number - 1).value()), context.stop);
    if (!outcome)
        return outcome.error();
    printChoice(context.output, *outcome);
    return true;
}

Result<int> runAdd(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const bool chooses = context.invocation.has(u"compose"_s);
    if (chooses && context.invocation.positionals.size() != 1)
        return invalidInput(
            u"--compose is about one repository."_s, {}, u"Name the one that it is for."_s);
    TextReporter reporter(context.output);
    const auto added
        = addRepositories(**workspace, context.invocation.positionals, reporter, context.stop);
    if (!added)
        return added.error();
    QJsonObject document {{u"added"_s, QJsonArray::fromStringList(*added)}};
    if (chooses) {
        const auto outcome
            = makeChoice(**workspace,
                         composeChoice(added->value(0), context.invocation.value(u"compose"_s)),
                         context.stop);
        if (!outcome)
            return outcome.error();
        document.insert(u"choice"_s, choiceJson(*outcome));
        if (!context.output.json())
            printChoice(context.output, *outcome);
    } else {
        for (const QString &name : *added)
            context.output.line(name);
    }
    const auto questions = composeQuestions(**workspace, *added, context.stop);
    if (!questions)
        return questions.error();
    QJsonArray offered;
    for (const ComposeQuestion &question : *questions) {
        offered
            += QJsonObject {{u"ida"_s, question.ida}, {u"offers"_s, offersJson(question.offers)}};
        const auto chosen = askCompose(context, **workspace, question);
        if (!chosen)
            return chosen.error();
        if (*chosen)
            continue;
        context.output.note(printable(question.message));
        for (const QString &line : offersText(question.offers).split(u'\n'))
            context.output.note(u"  "_s + line);
        context.output.note(u"  "_s + question.hint);
    }
    document.insert(u"unchosen"_s, offered);
    if (context.output.json())
        context.output.document(document);
    return kDone;
}

Result<int> runRemove(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const QString ida = context.invocation.positionals.first();
    const bool deleteFolder = context.invocation.has(u"delete"_s);
    if (deleteFolder) {
        const auto consequences = deletionConsequences(**workspace, ida, context.stop);
        if (!consequences)
            return consequences.error();
        if (!context.confirm(*consequences, u"Delete it?"_s))
            return unconfirmed(u"Nothing was removed."_s).because(consequences->join(u'\n'));
    }
    if (const auto done = removeRepository(**workspace, ida, deleteFolder, context.stop); !done)
        return done.error();
    if (context.output.json())
        context.output.document({{u"removed"_s, ida}});
    context.output.line(deleteFolder
                            ? u"Removed %1 and its folder."_s.arg(ida)
                            : u"Removed %1 from the workspace; its folder stays."_s.arg(ida));
    return kDone;
}

Result<int> runList(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto snapshot = (*workspace)->snapshot(context.stop);
    if (!snapshot)
        return snapshot.error();
    // Its exit code says so, too: quiet or not.
    if (snapshot->engine.availability != EngineView::Availability::Available)
        context.output.problem(snapshot->engine.error.within(u"What runs is not known"_s));
    const auto code = [&] {
        const int files = reportProblems(context.output, *snapshot, {});
        return files == kDone ? codeFor(snapshot->engine) : files;
    };
    if (context.output.json()) {
        context.output.document(listJson(*snapshot));
        return code();
    }
    Table table(
        {u"IDA"_s, u"MODE"_s, u"BRANCH"_s, u"COMMIT"_s, u"CHANGES"_s, u"STATE"_s, u"REPOSITORY"_s});
    for (const IdaView &ida : snapshot->idas) {
        QStringList changes;
        if (ida.dirty)
            changes += u"dirty"_s;
        if (ida.ahead)
            changes += u"↑%1"_s.arg(ida.ahead);
        if (ida.behind)
            changes += u"↓%1"_s.arg(ida.behind);
        table.addRow(
            {{ida.name, Tone::Strong},
             {toString(ida.mode)},
             {ida.branch.isEmpty() && !ida.commit.isEmpty() ? u"(detached)"_s : ida.branch},
             {ida.commit.left(9), Tone::Dim},
             {changes.join(u' '), Tone::Warning},
             stateCell(ida, snapshot->engine),
             {ida.repository, Tone::Dim}});
    }
    if (table.isEmpty())
        context.output.line(
            u"No repositories yet. “devstack add URL” adds one, with its dependencies."_s);
    else
        table.print(context.output);
    return code();
}

QJsonObject placeJson(const SourceMark &mark)
{
    return {{u"file"_s, mark.file}, {u"line"_s, mark.line}};
}

QJsonObject adoptionJson(const Adoption &adoption, bool dryRun)
{
    QJsonArray idas;
    for (const AdoptedIda &ida : adoption.plan.idas) {
        QJsonArray from;
        for (const SourceMark &mark : ida.from)
            from += placeJson(mark);
        QJsonArray facts;
        for (const AdoptedFact &fact : ida.facts) {
            QJsonObject object = placeJson(fact.mark);
            object.insert(u"text"_s, fact.text);
            facts += object;
        }
        idas += QJsonObject {{u"name"_s, ida.name},
                             {u"path"_s, ida.name},
                             {u"repository"_s, ida.repository},
                             {u"services"_s, QJsonArray::fromStringList(ida.services)},
                             {u"helpers"_s, QJsonArray::fromStringList(ida.helpers)},
                             {u"needs"_s, QJsonArray::fromStringList(ida.needs)},
                             {u"steps"_s, ida.steps},
                             {u"stepsElsewhere"_s, ida.stepsElsewhere},
                             {u"from"_s, from},
                             {u"facts"_s, facts}};
    }
    QJsonArray unclaimed;
    for (const UnclaimedPart &part : adoption.plan.unclaimed) {
        QJsonObject object = placeJson(part.mark);
        object.insert(u"kind"_s, part.kind);
        object.insert(u"text"_s, part.text);
        unclaimed += object;
    }
    return {{u"workspace"_s, adoption.workspace},
            {u"idas"_s, idas},
            {u"unclaimed"_s, unclaimed},
            {u"files"_s, QJsonArray::fromStringList(adoption.written)},
            {u"written"_s, !dryRun}};
}

void printAdoption(Output &output, const Adoption &adoption, bool dryRun)
{
    const auto joined
        = [](const QStringList &names) { return names.isEmpty() ? u"–"_s : names.join(u", "_s); };
    Table table({u"IDA"_s, u"SERVICES"_s, u"ITS OWN"_s, u"NEEDS"_s, u"STEPS"_s});
    for (const AdoptedIda &ida : adoption.plan.idas)
        table.addRow({{printable(ida.name), Tone::Strong},
                      {printable(joined(ida.services))},
                      {printable(joined(ida.helpers)), Tone::Dim},
                      {printable(joined(ida.needs))},
                      {ida.stepsElsewhere == 0
                           ? QString::number(ida.steps)
                           : u"%1, %2 elsewhere"_s.arg(ida.steps).arg(ida.stepsElsewhere)}});
    table.print(output);
    bool isFirst = true;
    for (const AdoptedIda &ida : adoption.plan.idas) {
        for (const AdoptedFact &fact : ida.facts) {
            if (std::exchange(isFirst, false))
                output.line(u"\nWhat else they become:"_s);
            output.line(u"  %1:%2  %3: %4"_s.arg(printable(fact.mark.file),
                                                 QString::number(fact.mark.line),
                                                 printable(ida.name),
                                                 printable(fact.text)));
        }
    }
    if (!adoption.plan.unclaimed.isEmpty())
        output.line(u"\nNot carried over:"_s);
    for (const UnclaimedPart &part : adoption.plan.unclaimed)
        output.line(u"  %1:%2  %3 %4"_s.arg(printable(part.mark.file),
                                            QString::number(part.mark.line),
                                            part.kind,
                                            printable(part.text.simplified().left(100))));
    output.line(QString());
    for (const QString &file : adoption.written)
        output.line((dryRun ? u"would write %1"_s : u"wrote %1"_s).arg(printable(file)));
    if (adoption.written.isEmpty())
        output.line(u"Everything is there already."_s);
    else if (!dryRun)
        output.line(
            u"Look at it, then: devstack --workspace %1 up"_s.arg(shellText({adoption.workspace})));
}

Result<int> runAdopt(Context &context)
{
    const QStringList &words = context.invocation.positionals;
    const bool dryRun = context.invocation.has(u"dry-run"_s);
    const auto adoption = adoptCentral(
        {words.first(), words.mid(1), context.invocation.value(u"into"_s), dryRun}, context.stop);
    if (!adoption)
        return adoption.error();
    if (context.output.json())
        context.output.document(adoptionJson(*adoption, dryRun));
    else
        printAdoption(context.output, *adoption, dryRun);
    return kDone;
}

using RepositoryVerb = Result<> (*)(Workspace &, const QStringList &, Reporter &, std::stop_token);

Result<int> runOnRepositories(Context &context, RepositoryVerb verb)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    TextReporter reporter(context.output);
    if (const auto done = verb(**workspace, context.invocation.positionals, reporter, context.stop);
        !done)
        return done.error();
    if (context.output.json()) {
        const auto snapshot = (*workspace)->snapshot(context.stop);
        if (!snapshot)
            return snapshot.error();
        context.output.document(listJson(*snapshot));
    }
    return kDone;
}

} // namespace

QList<Command> repositoryCommands()
{
    return {
        {u"init"_s, u"[DIR]"_s, u"Make an empty workspace."_s, {}, {}, 0, 1, runInit},
        {u"sample"_s,
         u"DIR"_s,
         u"Make the bundled sample workspace: four services as real git repositories."_s,
         {},
         {},
         1,
         1,
         runSample},
        {u"add"_s,
         u"URL|PATH|NAME…"_s,
         u"Add repositories to the workspace, with their dependencies."_s,
         u"A URL or a bare name is cloned; a path inside the workspace is added as it is. "
         u"Repositories that are already there are kept. A folder with a compose file or a "
         u"Dockerfile in a repository of the workspace becomes an IDA of its own."_s,
         {{{u"compose"_s},
           u"The compose files that run it, where they are not found by themselves; “:” between "
           u"several, “default” takes it back. Kept in devstack.yml."_s,
           u"FILE"_s,
           {}}},
         1,
         -1,
         runAdd},
        {u"adopt"_s,
         u"CENTRAL [IDA…]"_s,
         u"Make a workspace of a central devstack."_s,
         u"Each service that mounts a checkout beside CENTRAL becomes an IDA with an environment "
         u"in “environments/NAME”: databases and caches of its own, and what the provisioning "
         u"scripts run in it and in others. What nobody takes is listed. CENTRAL and the checkouts "
         u"stay as they are."_s,
         {{{u"into"_s},
           u"The folder of the workspace; default: where the checkouts lie."_s,
           u"DIR"_s,
           {}},
          {{u"dry-run"_s}, u"Show it, write nothing."_s, {}, {}}},
         1,
         -1,
         runAdopt},
        {u"remove"_s,
         u"IDA"_s,
         u"Forget a repository; its folder stays."_s,
         {},
         {{{u"delete"_s}, u"Delete its folder too (asks first)."_s, {}, {}}},
         1,
         1,
         runRemove},
        {u"list"_s,
         {},
         u"List the repositories: branch, changes, mode, state."_s,
         {},
         {},
         0,
         0,
         runList},
        {u"fetch"_s,
         u"[IDA…]"_s,
         u"Fetch from the remotes; never merges."_s,
         {},
         {},
         0,
         -1,
         [](Context &context) { return runOnRepositories(context, fetchRepositories); }},
        {u"pull"_s,
         u"[IDA…]"_s,
         u"Fast-forward the checkouts that are clean."_s,
         {},
         {},
         0,
         -1,
         [](Context &context) { return runOnRepositories(context, pullRepositories); }},
    };
}

} // namespace devstack::cli
