// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/branches.h"

#include "git/openrepository.h"

namespace devstack::git {

using namespace Qt::StringLiterals;

Result<bool> hasBranch(const QString &path, const QString &branch)
{
    const auto repository = openRepository(path);
    if (!repository)
        return repository.error();
    git_oid id;
    const QByteArray name = "refs/heads/" + branch.toUtf8();
    const int found = git_reference_name_to_id(&id, repository->get(), name.constData());
    if (found == GIT_ENOTFOUND || found == GIT_EINVALIDSPEC)
        return false;
    return found == 0 ? Result<bool>(true)
                      : libraryError(found, u"Looking for the branch %1"_s.arg(branch));
}

} // namespace devstack::git
