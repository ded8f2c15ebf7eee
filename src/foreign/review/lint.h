// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/rules/lintrule.h"
#include "foreign/review/subject/reviewsubject.h"

#include <QHash>
#include <QStringList>

namespace devstack {

/// Every rule there is, in the order of the documentation (docs/checks.md explains each).
const QList<LintRule> &lintRules();

/// What `lint` found in one repository.
struct LintReport
{
    QString path; ///< of the repository, absolute
    QList<LintFinding> findings; ///< by file and line
    QList<LintFinding> suppressed; ///< those that comments in the files take away
    QList<Error> problems; ///< files that could not be read, and so were not checked
    QList<Error>
        remarks; ///< by which nothing is lost: suppressions that name no rule, and the like
    QHash<QString, QString> fileNames; ///< of marks whose printable file is not the file's name

    bool hasErrors() const;
    bool isIncomplete() const { return !problems.isEmpty(); }
};

/// Looks at a repository with every rule. Pure but for reading its files.
LintReport lintRepository(const ReviewSubject &subject, const ReviewSurroundings &surroundings);

} // namespace devstack
