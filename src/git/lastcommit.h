// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QString>

#include <stop_token>

namespace devstack::git {

/// The commit that is checked out. Its texts are others': they may hold anything.
struct LastCommit
{
    QString id; ///< full hexadecimal
    QString subject; ///< the first line of its message, cut to 200 characters
    QString author; ///< the name without the address, cut to 100 characters
    QDateTime date; ///< UTC; when it was written

    bool operator==(const LastCommit &) const = default;
};

/// Reads the commit of HEAD of the repository whose top is `path`. Runs no program and writes
/// nothing. Errors: NotFound (no repository, or no commit yet), InvalidInput, Timeout (after ten
/// seconds), Cancelled, Io.
Result<LastCommit> lastCommit(const QString &path, std::stop_token stop = {});

} // namespace devstack::git
