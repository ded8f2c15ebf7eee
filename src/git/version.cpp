// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/version.h"

#include <git2.h>

namespace devstack::git {

using namespace Qt::StringLiterals;

QString libraryVersion()
{
    int major = 0;
    int minor = 0;
    int revision = 0;
    git_libgit2_version(&major, &minor, &revision);
    return u"%1.%2.%3"_s.arg(major).arg(minor).arg(revision);
}

} // namespace devstack::git
