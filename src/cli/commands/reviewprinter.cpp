// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/reviewprinter.h"

#include "cli/table.h"
#include "core/text.h"

#include <QDir>

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// A place in a repository as one types it from here.
QString place(const QString &repository, const SourceMark &mark)
{
    const QString path = QDir::current().relativeFilePath(QDir(repository).filePath(mark.file));
    return printable(mark.line > 0 ? u"%1:%2"_s.arg(path, QString::number(mark.line)) : path);
}

/// A problem of a repository's file with the file as one types it from here; without a file it is
/// the repository's.
Error seenFromHere(const QString &repository, Error problem)
{
    problem.where.file
        = QDir::current().relativeFilePath(QDir(repository).filePath(problem.where.file));
    return problem;
}

Tone toneOf(LintSeverity severity)
{
    switch (severity) {
    case LintSeverity::Error:
        return Tone::Bad;
    case LintSeverity::Warning:
        return Tone::Warning;
    case LintSeverity::Note:
        break;
    }
    return Tone::Accent;
}

void printCheck(Output &output, const RepositoryCheck &check)
{
    if (!check.exemption.isEmpty()) {
        output.line(output.toned(printable(QDir(check.path).dirName()), Tone::Strong)
                    + output.toned(u"  does not apply  "_s + printable(check.path), Tone::Dim));
        output.line(u"    "_s + printable(check.exemption));
        for (const Evidence &evidence : check.exemptionEvidence)
            output.line(output.toned(u"      %1  %2"_s.arg(place(check.path, evidence.mark),
                                                           printable(evidence.text.left(100))),
                                     Tone::Dim));
        return;
    }
    const auto passed = std::ranges::count_if(check.results, &CheckResult::pass);
    output.line(output.toned(printable(QDir(check.path).dirName()), Tone::Strong)
                + output.toned(u"  %1 of %2 points  %3"_s.arg(QString::number(passed),
                                                              QString::number(check.results.size()),
                                                              printable(check.path)),
                               Tone::Dim));
    for (const CheckResult &result : check.results) {
        output.line(u"  %1 %2 %3"_s.arg(result.pass ? output.toned(u"✓"_s, Tone::Good)
                                                    : output.toned(u"✗"_s, Tone::Bad),
                                        output.toned(result.id.leftJustified(24), Tone::Strong),
                                        printable(result.message)));
        constexpr qsizetype kShown = 6;
        for (const Evidence &evidence :
             result.evidence.first(std::min<qsizetype>(kShown, result.evidence.size())))
            output.line(output.toned(u"      %1  %2"_s.arg(place(check.path, evidence.mark),
                                                           printable(evidence.text.left(100))),
                                     Tone::Dim));
        if (!result.fix.isEmpty())
            output.line(output.toned(u"      → "_s + printable(result.fix), Tone::Accent));
    }
}

void printFinding(Output &output, const QString &repository, const LintFinding &finding)
{
    output.line(
        u"%1: %2: %3 %4"_s.arg(place(repository, finding.mark),
                               output.toned(toString(finding.severity), toneOf(finding.severity)),
                               printable(finding.message),
                               output.toned(u'[' + finding.rule + u']', Tone::Dim)));
    if (!finding.also.isEmpty()) {
        QStringList others;
        for (const SourceMark &mark : finding.also) {
            others += mark.file == finding.mark.file ? QString::number(mark.line)
                                                     : place(repository, mark);
        }
        constexpr qsizetype kShown = 12;
        const bool more = others.size() > kShown;
        output.line(output.toned(u"    also at "_s + others.mid(0, kShown).join(u", "_s)
                                     + (more ? u" …"_s : QString()),
                                 Tone::Dim));
    }
    output.line(output.toned(u"    → "_s + printable(finding.fix), Tone::Accent));
}

} // namespace

void printChecks(Output &output, const QList<RepositoryCheck> &checks)
{
    for (qsizetype i = 0; i < checks.size(); ++i) {
        if (i > 0)
            output.line();
        printCheck(output, checks.at(i));
        for (const Error &problem : checks.at(i).problems)
            output.problem(seenFromHere(checks.at(i).path, problem));
    }
}

void printFindings(Output &output, const QList<LintReport> &reports)
{
    qsizetype counts[3] {};
    qsizetype suppressed = 0;
    for (const LintReport &report : reports) {
        suppressed += report.suppressed.size();
        for (const LintFinding &finding : report.findings) {
            printFinding(output, report.path, finding);
            ++counts[int(finding.severity)];
        }
    }
    QString summary
        = u"%1, %2 and %3 in %4"_s.arg(counted(counts[2], u"error"_s, u"errors"_s),
                                       counted(counts[1], u"warning"_s, u"warnings"_s),
                                       counted(counts[0], u"note"_s, u"notes"_s),
                                       counted(reports.size(), u"repository"_s, u"repositories"_s));
    if (suppressed > 0)
        summary += u"; %1 suppressed by comments"_s.arg(suppressed);
    output.note(summary + u'.');
}

void printLintProblems(Output &output, const QList<LintReport> &reports)
{
    for (const LintReport &report : reports) {
        for (const Error &problem : report.problems)
            output.problem(seenFromHere(report.path, problem));
        for (const Error &remark : report.remarks)
            output.warning(seenFromHere(report.path, remark));
    }
}

void printScaffold(Output &output, const ScaffoldPlan &plan)
{
    for (const QByteArray &bytes : plan.diff().split('\n')) {
        const QString text = QString::fromUtf8(bytes);
        const QString line
            = text.endsWith(u'\r') ? QString(printable(text.chopped(1)) + u'\r') : printable(text);
        output.line(text.startsWith(u'+')       ? output.toned(line, Tone::Good)
                        : text.startsWith(u'-') ? output.toned(line, Tone::Bad)
                                                : line);
    }
    if (plan.changes.isEmpty())
        output.line(u"Nothing can be written without asking the owner."_s);
    for (const ScaffoldLeft &left : plan.left)
        output.note(u"left to you: %1 – %2"_s.arg(left.id, printable(left.why)));
}

} // namespace devstack::cli
