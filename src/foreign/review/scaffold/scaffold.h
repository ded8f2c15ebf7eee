// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/review/subject/reviewsubject.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <stop_token>

namespace devstack {

/// One file that scaffold would make or extend; existing content stays byte for byte.
struct FileChange
{
    enum class Action { Create, Append };
    QString file; ///< relative to the repository
    Action action = Action::Create;
    QByteArray before; ///< what an appended file holds now
    QByteArray content; ///< its future content
    QByteArray diff; ///< fit for `git apply` in the repository's root
    bool executable = false;
};

/// A point of the definition of done that only the owner can decide on.
struct ScaffoldLeft
{
    QString id; ///< of the check
    QString why;
};

struct ScaffoldPlan
{
    QString path; ///< of the repository, absolute
    QList<FileChange> changes;
    QList<ScaffoldLeft> left;
    bool isProposal = false; ///< the repository shows no environment: what runs it is proposed
    int guesses = 0; ///< of a proposal: lines that nothing in the repository says for certain

    /// All changes as one patch.
    QByteArray diff() const;
};

/// What the repository lacks to pass check and what can be written without asking its owner. Where
/// it has no compose file at all, and its code shows what it runs, one is proposed, and a
/// Dockerfile where it has none (foreign/propose/proposal.h). Nothing of the repository is run or
/// written. Errors: those of proposeEnvironment().
Result<ScaffoldPlan>
planScaffold(const ReviewSubject &subject, const KnownNames &names, std::stop_token stop = {});

/// Writes the changes. Refused (Conflict) when a file appeared or changed since the plan was made:
/// then nothing is written.
Result<> writeScaffold(const ScaffoldPlan &plan);

} // namespace devstack
