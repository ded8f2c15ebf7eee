// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "review/lint.h"

#include "review/rules/lintinput.h"
#include "review/suppressions.h"

#include <algorithm>
#include <tuple>

namespace devstack {

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
    Suppressions suppressions(*subject.checkout);
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
        problem.where = subject.relative(problem.where);
        // What a rule explains better is no riddle any more.
        const bool explained = std::ranges::any_of(all, [&](const LintFinding &finding) {
            return finding.rule == u"manifest-interpolation"
                && finding.mark.file == problem.where.file
                && finding.mark.line == problem.where.line;
        });
        if (explained)
            continue;
        report.problems += problem;
        report.unreadable = true;
    }
    report.problems += suppressions.problems();
    // What the checkout refused was asked for by now.
    report.problems += subject.checkout->problems();
    return report;
}

} // namespace devstack
