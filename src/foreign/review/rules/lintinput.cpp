// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/rules/lintinput.h"

#include <algorithm>

namespace devstack {

FindingSink::FindingSink(const LintRule &rule,
                         const ReviewSubject &subject,
                         QList<LintFinding> &findings)
    : m_rule(rule)
    , m_subject(subject)
    , m_findings(findings)
{
}

void FindingSink::add(const QList<SourceMark> &marks, const QString &message, const QString &fix)
{
    add(m_rule.severity, marks, message, fix);
}

void FindingSink::add(LintSeverity severity,
                      const QList<SourceMark> &marks,
                      const QString &message,
                      const QString &fix)
{
    QList<SourceMark> places;
    for (const SourceMark &mark : marks) {
        SourceMark place = m_subject.relative(mark);
        place.line = std::max(1, place.line);
        if (!std::ranges::any_of(places, [&](const SourceMark &known) {
                return known.file == place.file && known.line == place.line;
            }))
            places += place;
    }
    if (places.isEmpty())
        return;
    LintFinding finding;
    finding.rule = m_rule.id;
    finding.severity = severity;
    finding.mark = places.takeFirst();
    finding.also = places;
    finding.message = message;
    finding.fix = fix;
    m_findings += finding;
}

} // namespace devstack
