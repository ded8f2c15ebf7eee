// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/reviewprinter.h"
#include "cli/reviewjson.h"
#include "core/text.h"
#include "foreign/review/sarif.h"
#include "service/repositories/reviewbatch.h"

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

Result<ReviewBatch> reading(Context &context)
{
    auto reviewing
        = readForReview(context.invocation.positionals, context.invocation.workspace, context.stop);
    if (reviewing) {
        for (const QString &warning : reviewing->warnings)
            context.output.note(context.output.tonedErr(u"warning: "_s, Tone::Warning)
                                + printable(warning));
        for (const QString &note : reviewing->notes)
            context.output.note(note);
    }
    return reviewing;
}

Result<int> runCheck(Context &context)
{
    const auto reviewing = reading(context);
    if (!reviewing)
        return reviewing.error();
    QList<RepositoryCheck> checks;
    for (const ReviewSubject &subject : reviewing->subjects) {
        if (context.stop.stop_requested())
            return cancelled();
        checks += checkRepository(subject);
    }
    if (context.output.json())
        context.output.document(checkJson(checks));
    else
        printChecks(context.output, checks);
    return std::ranges::all_of(checks, &RepositoryCheck::passed) ? kDone : kFailed;
}

Result<int> runLint(Context &context)
{
    const auto reviewing = reading(context);
    if (!reviewing)
        return reviewing.error();
    QList<LintReport> reports;
    for (const ReviewSubject &subject : reviewing->subjects) {
        if (context.stop.stop_requested())
            return cancelled();
        reports += lintRepository(subject, reviewing->surroundings);
    }
    if (context.output.style().sarif)
        context.output.document(toSarif(reports, QStringLiteral(DEVSTACK_VERSION)));
    else if (context.output.json())
        context.output.document(lintJson(reports));
    else
        printFindings(context.output, reports);
    printLintProblems(context.output, reports);
    // A file that nobody can read is worse than one with a fault: nothing is known of it.
    if (std::ranges::any_of(reports, &LintReport::isIncomplete))
        return kUsage;
    return std::ranges::any_of(reports, &LintReport::hasErrors) ? kFailed : kDone;
}

/// For the repository, or with --beside for the workspace that it is in.
Result<ScaffoldPlan> scaffoldFor(Context &context)
{
    if (!context.invocation.has(u"beside"_s)) {
        const auto reviewing = reading(context);
        if (!reviewing)
            return reviewing.error();
        return planScaffold(
            reviewing->subjects.first(), reviewing->surroundings.known, context.stop);
    }
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    return scaffoldBeside(**workspace, context.invocation.positionals.first(), context.stop);
}

/// Builds and starts what was proposed and asks for its health: only then it is called working.
Result<int> tryProposal(Context &context, const ScaffoldPlan &plan)
{
    const auto code = runUp(context);
    const bool works = code && *code == kDone;
    context.output.note(
        works
            ? u"The proposal works: it was built and started, and it answers."_s
            : u"The proposal does not work yet. Correct %1, then try again with “devstack up %2”."_s
                  .arg(printable(plan.changes.first().file),
                       printable(context.invocation.positionals.first())));
    return code;
}

Result<int> runScaffold(Context &context)
{
    const bool tries = context.invocation.has(u"try"_s);
    if (tries && !context.invocation.has(u"beside"_s))
        return invalidInput(u"--try goes with --beside: a workspace tries it."_s);
    const auto planned = scaffoldFor(context);
    if (!planned)
        return planned.error();
    const ScaffoldPlan &plan = *planned;
    const bool dryRun = context.invocation.has(u"dry-run"_s);
    Output &output = context.output;
    if (!output.json())
        printScaffold(output, plan);
    if (!dryRun && !plan.changes.isEmpty()) {
        if (!context.confirm(QStringList(), u"Write these changes?"_s)) {
            const Error refusal
                = unconfirmed(u"Nothing was written: the changes were not confirmed."_s,
                              u"Add --yes to write them, --dry-run only to look."_s);
            if (output.json()) {
                QJsonObject document = scaffoldJson(plan, false);
                document.insert(u"error"_s, errorJson(refusal));
                output.document(document);
            }
            return refusal;
        }
        if (const auto written = writeScaffold(plan); !written)
            return written.error();
        if (tries)
            return tryProposal(context, plan);
        output.note(u"Written. Review it with “git diff”, correct wrong guesses, and run "
                    u"“devstack check”."_s);
        if (plan.isProposal)
            output.note(
                plan.guesses == 0
                    ? u"The environment is a proposal that nobody has run yet: “devstack up” tries it."_s
                    : u"The environment is a proposal with %1 that nobody has run yet: “devstack up” tries it."_s
                          .arg(counted(plan.guesses, u"guess"_s, u"guesses"_s)));
    }
    if (output.json())
        output.document(scaffoldJson(plan, !dryRun && !plan.changes.isEmpty()));
    return kDone;
}

} // namespace

QList<Command> checkCommands()
{
    return {
        {u"check"_s,
         u"[PATH…]"_s,
         u"Check repositories against the definition of done, with evidence."_s,
         u"Judges repositories by their files; nothing in them runs. Without PATH: all IDAs of the "
         u"workspace, or the current folder. Exit code 1 when a point is not met."_s,
         {},
         0,
         -1,
         runCheck},
        {u"lint"_s,
         u"[PATH…]"_s,
         u"Find faults in compose files, scripts and Makefiles that make a stack fail later."_s,
         u"--format text, json or sarif. Exit code 1 on an error, 0 when there are only "
         u"warnings. A "
         u"comment “# devstack-lint: ignore RULE – reason” on the line or above it suppresses the "
         u"finding, “ignore-file” all of its kind in the file."_s,
         {},
         0,
         -1,
         runLint},
        {u"scaffold"_s,
         u"PATH|IDA"_s,
         u"Propose the files a repository lacks, as a change to review."_s,
         u"Shows a patch first and writes it when you agree. Existing files and targets are never "
         u"changed; decisions that only the owner can make are listed. Where there is no compose "
         u"file, one "
         u"is proposed from the Dockerfile and the code, with the place behind each line."_s,
         {{{u"dry-run"_s}, u"Show the patch only."_s, {}, {}},
          {{u"beside"_s},
           u"Write a proposed environment of an IDA into the workspace, not into its repository."_s,
           {},
           {}},
          {{u"try"_s},
           u"With --beside: start it at once, as “up” does, and say whether it works."_s,
           {},
           {}}},
         1,
         1,
         runScaffold},
    };
}

} // namespace devstack::cli
