// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

#include <optional>

namespace devstack::git {

/// The parts of a repository's address. Forms are those of git-clone(1), "GIT URLS".
struct UrlParts
{
    enum class Form { Web, Ssh, Daemon, Path };
    Form form = Form::Path;
    QString scheme; ///< lower case; "ssh" for host:path, "file" for paths
    QString user; ///< without a password
    QString host; ///< lower case, no brackets; empty for paths
    int port = -1; ///< as written; -1: the scheme's own
    QString path; ///< percent-decoded; for ssh "~/x" and "x" are relative to the home folder
};

/// Takes an address apart; nothing when it is not a form that this program clones from.
std::optional<UrlParts> parseUrl(const QString &url);

/// `url` trimmed, when it is safe to hand to git: no option in disguise, no transport helper
/// (`ext::`), no control character, a known scheme. Else InvalidInput with what is allowed.
Result<QString> checkedUrl(const QString &url);

/// The identity of a repository, equal for its https, ssh and git addresses, with and without
/// ".git": "git.example.org/team/platform", "/srv/git/platform". Not an address; empty for an
/// unusable URL.
QString normalizedUrl(const QString &url);

/// A `relative` address that begins with "./" or "../" against the remote URL `base`, as
/// git-submodule(1) does; any other is answered as it is. The result has been through checkedUrl().
Result<QString> resolveUrl(const QString &base, const QString &relative);

/// The name a clone gets: the last part without ".git", fit for a folder. Empty when there is none.
QString nameOfUrl(const QString &url);

/// `url` without password or token, for messages.
QString printableUrl(const QString &url);

/// `url` as it may stand in a file that is shared, and still be used: without whatever identifies
/// who wrote it (of http addresses the name too: it can be a token).
QString shareableUrl(const QString &url);

} // namespace devstack::git
