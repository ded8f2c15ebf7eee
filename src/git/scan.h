// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "git/repositorystate.h"

#include <QList>

namespace devstack::git {

/// A repository found in a folder; one that cannot be read carries the reason instead of its state.
struct FoundRepository
{
    QString path;
    Result<RepositoryState> state;
};

/// inspect() of each path, side by side on a few threads; answers in the order given.
QList<FoundRepository> inspectAll(const QStringList &paths, std::stop_token stop = {});

/// The repositories directly in `folder` (one level), by name. Hidden folders are left out, and so
/// are links: what they lead to is found under its own name or is not part of the folder.
Result<QList<FoundRepository>> scan(const QString &folder, std::stop_token stop = {});

} // namespace devstack::git
