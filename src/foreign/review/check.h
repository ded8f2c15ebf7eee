// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/checks/checkresult.h"
#include "foreign/review/subject/reviewsubject.h"

#include <QList>
#include <QString>

namespace devstack {

/// The definition of done, applied to one repository.
struct RepositoryCheck
{
    QString path; ///< absolute
    QList<CheckResult> results; ///< one for each id, in the order of checkIds()
    QString exemption; ///< why nothing of it applies: it runs nothing; empty: it applies
    QList<Evidence> exemptionEvidence;
    QList<Error> problems; ///< files that could not be read as a whole

    bool passed() const;
    /// By id; null for an id there is none of.
    const CheckResult *find(const QString &id) const;
};

/// Every id there is; docs/checks.md explains each.
QStringList checkIds();

/// Judges a repository by its files alone; nothing of it runs. Pure but for reading them. A pass
/// that is one only by another name (an external Dockerfile, a published image) says so.
RepositoryCheck checkRepository(const ReviewSubject &subject);

} // namespace devstack
