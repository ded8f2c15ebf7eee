// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/lint.h"

#include "foreign/review/rules/lintinput.h"
#include "foreign/review/subject/suppressions.h"

#include <algorithm>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList ruleIds()
{
    QStringList ids;
    for (const LintRule &rule : lintRules())
        ids += rule.id;
    return ids;
}

Error relative(const ReviewSubject &subject, Error problem)
{
    problem.where = subject.relative(problem.where);
    return problem;
}

/// The names of files that marks cannot show as they are.
QHash<QString, QString> fileNames(const ReviewSubject &subject, const LintReport &report)
{
    QHash<QString, QString> names;
    const auto add = [&](const QString &printed) {
        if (const QString name = subject.fileNamed(printed); name != printed)
            names.insert(printed, name);
    };
    for (const QList<LintFinding> *list : {&report.findings, &report.suppressed}) {
        for (const LintFinding &finding : *list) {
            add(finding.mark.file);
            for (const SourceMark &mark : finding.also)
                add(mark.file);
        }
    }
    for (const QList<Error> *list : {&report.problems, &report.remarks}) {
        for (const Error &problem : *list)
            add(problem.where.file);
    }
    return names;
}

} // namespace

bool LintReport::hasErrors() const
{
    return std::ranges::any_of(findings, [](const LintFinding &finding) {
        return finding.severity == LintSeverity::Error;
    });
}

LintReport lintRepository(const ReviewSubject &subject, const ReviewSurroundings &surroundings)
{
    LintReport report;
    report.path = subject.path;
    QList<LintFinding> all;
    const LintInput input {subject, surroundings};
    for (const LintRule &rule : lintRules()) {
        FindingSink sink(rule, subject, all);
        rule.look(input, sink);
    }
    Suppressions suppressions(subject, ruleIds());
    for (LintFinding &finding : all) {
        const bool suppressed = suppressions.apply(finding);
        finding.text = subject.evidence(finding.mark).text;
        (suppressed ? report.suppressed : report.findings) += finding;
    }
    const auto place = [](const LintFinding &finding) {
        return std::tie(finding.mark.file, finding.mark.line, finding.rule);
    };
    for (QList<LintFinding> *list : {&report.findings, &report.suppressed})
        std::ranges::stable_sort(*list, {}, place);
    for (Error problem : subject.unreadable) {
        const SourceMark at = subject.relative(problem.where);
        const bool isFound = std::ranges::any_of(all, [&](const LintFinding &finding) {
            return finding.rule == u"compose-refused" && finding.mark == at;
        });
        if (isFound)
            continue;
        problem.hint += (problem.hint.isEmpty() ? u""_s : u" "_s)
            + u"Until then its services are unknown, and most rules cannot check anything."_s;
        report.problems += relative(subject, problem);
    }
    for (const Error &problem : subject.unreadableOthers)
        report.problems += relative(subject, problem);
    for (const Error &fault : subject.manifestFaults) {
        const Error problem = relative(subject, fault);
        // What a rule explains better is no riddle any more.
        const bool explained = std::ranges::any_of(all, [&](const LintFinding &finding) {
            return finding.rule == u"manifest-interpolation"
                && finding.mark.file == problem.where.file
                && finding.mark.line == problem.where.line;
        });
        if (!explained)
            report.problems += problem;
    }
    report.remarks = suppressions.problems();
    // What the checkout refused was asked for by now. Without a file it is about how far it looked.
    for (const Error &problem : subject.checkout->problems()) {
        const bool known = std::ranges::any_of(report.problems, [&](const Error &other) {
            return other.where.file == problem.where.file;
        });
        if (!known)
            (problem.where.file.isEmpty() ? report.remarks : report.problems) += problem;
    }
    report.fileNames = fileNames(subject, report);
    return report;
}

} // namespace devstack
