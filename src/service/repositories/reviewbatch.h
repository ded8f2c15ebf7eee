// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/review/scaffold/scaffold.h"
#include "foreign/review/subject/reviewsubject.h"

#include <QList>
#include <QStringList>

#include <stop_token>

namespace devstack {

class Workspace;

/// The repositories to check or lint, and their surroundings.
struct ReviewBatch
{
    QList<ReviewSubject> subjects;
    ReviewSurroundings surroundings;
    QStringList warnings; ///< unreadable parts of the surroundings, or that no repository is there
    QStringList notes; ///< IDAs that were read without Compose, and why
};

/// Reads the named folders; without any, all cloned IDAs of the workspace or, outside of a
/// workspace, the current folder. A name that is not a folder may be the name of an IDA.
///
/// Starts no process. In a workspace an IDA has the values of Compose's answer where one is kept
/// and current, as readWorkspace() has them; else, and outside of a workspace, those that this
/// program reads from its files. `workspace` is the folder that was
/// asked for; empty: the nearest one above the current folder, if any. Errors: NotFound,
/// InvalidInput (devstack.yml), Cancelled.
Result<ReviewBatch>
readForReview(const QStringList &paths, const QString &workspace, std::stop_token stop);

/// What scaffold would write into the repository of an IDA; nothing is written. Errors: NotFound
/// (no such IDA, or it is not cloned), those of readForReview().
Result<ScaffoldPlan> scaffoldOf(Workspace &workspace, const QString &ida, std::stop_token stop);

/// The same for the workspace: a proposed environment in `environments/NAME` (or where devstack.yml
/// says), the repository stays as it is. Errors: those of scaffoldOf(), Conflict (nothing is
/// proposed, or the environment is there).
Result<ScaffoldPlan> scaffoldBeside(Workspace &workspace, const QString &ida, std::stop_token stop);

} // namespace devstack
