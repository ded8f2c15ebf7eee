// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Clones repositories (URL or bare name) or adds them as they are (path in the workspace), with
/// their dependencies, and writes them to devstack.yml. Repositories that are already there are
/// kept. Answers the names of the IDAs.
Result<QStringList> addRepositories(Workspace &workspace,
                                    const QStringList &what,
                                    Reporter &reporter,
                                    std::stop_token stop);

/// What goes with the folder of an IDA, a line each: the folder first, then the work that exists
/// nowhere else. Error Conflict: the folder is not the IDA's alone, and removeRepository() refuses.
Result<QStringList>
deletionConsequences(Workspace &workspace, const QString &ida, std::stop_token stop);

/// Forgets an IDA; the folder stays unless `deleteFolder` (the caller has asked, with
/// deletionConsequences()). Refuses while it runs, and while a container of the workspace uses the
/// folder that is to be deleted.
Result<>
removeRepository(Workspace &workspace, const QString &ida, bool deleteFolder, std::stop_token stop);

/// Fetches from the remotes, several at a time; never merges. Failures are collected in one error.
Result<> fetchRepositories(Workspace &workspace,
                           const QStringList &idas,
                           Reporter &reporter,
                           std::stop_token stop);

/// Fast-forwards the checkouts that are clean and behind; says why each other one was left alone.
Result<> pullRepositories(Workspace &workspace,
                          const QStringList &idas,
                          Reporter &reporter,
                          std::stop_token stop);

} // namespace devstack
