// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/rules/lintrule.h"
#include "foreign/review/subject/reviewsubject.h"

namespace devstack {

/// What a rule looks at.
struct LintInput
{
    const ReviewSubject &subject;
    const ReviewSurroundings &surroundings;
};

/// Takes the findings of one rule: fills in what all have in common.
class FindingSink
{
public:
    FindingSink(const LintRule &rule, const ReviewSubject &subject, QList<LintFinding> &findings);

    /// A fault at one place, or the same fault at several; those without a line are given line 1.
    void add(const QList<SourceMark> &marks, const QString &message, const QString &fix);
    void add(LintSeverity severity,
             const QList<SourceMark> &marks,
             const QString &message,
             const QString &fix);

private:
    const LintRule &m_rule;
    const ReviewSubject &m_subject;
    QList<LintFinding> &m_findings;
};

} // namespace devstack
