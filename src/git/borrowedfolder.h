// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"
#include "core/result.h"
#include "git/library.h"

#include <QTemporaryDir>

#include <memory>

namespace devstack::git {

/// A git folder that shares objects, branches and logs with a repository, and has settings of its
/// own: of the repository's only those that describe its format and its remotes. So the git program
/// can work in a repository without reading what that names: programs for ssh, credentials, proxies
/// and filters, other addresses for a remote, hooks. The user's own settings count as always.
///
/// Laid out as git-new-workdir does. Removed with the object.
class BorrowedFolder
{
public:
    /// Errors: Io.
    static Result<BorrowedFolder> of(git_repository *repository);

    /// gitProgram() on the repository at `path`, through this folder.
    ProcessSpec program(const QStringList &arguments, const QString &path) const;
    QString path() const { return m_folder->path(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_index; ///< the repository's
};

} // namespace devstack::git
