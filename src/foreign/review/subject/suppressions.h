// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/subject/finding.h"
#include "foreign/review/subject/reviewsubject.h"

#include <QHash>

namespace devstack {

/// What comments in the files of a repository take away:
/// `# devstack-lint: ignore RULE[, RULE] – reason` on the line or right above it, and
/// `# devstack-lint: ignore-file RULE[, RULE] – reason` anywhere. A place in a continued line is
/// also reached from above its first part.
class Suppressions
{
public:
    /// `ruleIds`: every rule there is.
    Suppressions(const ReviewSubject &subject, const QStringList &ruleIds);

    /// Takes away the places that are ignored. True when none is left: then the finding is whole
    /// again and has its justification.
    bool apply(LintFinding &finding);
    /// Comments that name no rule there is.
    const QList<Error> &problems() const { return m_problems; }

private:
    struct Comment
    {
        QStringList rules;
        bool wholeFile = false;
        QString reason;
    };
    struct FileComments
    {
        QHash<int, Comment> byLine;
        QList<Comment> wholeFile;
        QStringList lines;
    };
    const FileComments &of(const QString &file);
    const Comment *ignoring(const QString &rule, const SourceMark &mark);

    const ReviewSubject &m_subject;
    QStringList m_ruleIds;
    QHash<QString, FileComments> m_files;
    QList<Error> m_problems;
};

} // namespace devstack
