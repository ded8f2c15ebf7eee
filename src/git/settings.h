// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <git2.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace devstack::git {

/// A line of a repository's configuration, those of the user and the machine included.
struct Setting
{
    QByteArray name; ///< "remote.origin.url"; section and key in lower case
    QByteArray value;
};

/// All of them; of two with one name the later one counts, as in git.
///
/// What is looked up by a pattern is looked up here: git_remote_list, git_remote_lookup and
/// git_branch_upstream_name of libgit2 1.5 lose about 20 kB for each setting that does not match
/// (mended by its pull request 6382), and a workspace is read again whenever a file changes.
QList<Setting> settingsOf(git_repository *repository);

/// Those of the repository alone, and of the file of its work tree where there is one.
QList<Setting> ownSettings(git_repository *repository, const QString &worktreeFile);

/// The value that counts; empty when there is none.
QByteArray setting(const QList<Setting> &settings, const QByteArray &name);

/// Those of the user and the machine alone, outside of any repository.
QList<Setting> userSettings();

/// The address behind the names that `url.*.insteadOf` of the settings gives, as git-config(1)
/// says.
QString insteadOf(const QList<Setting> &settings, const QString &url);

/// What is fetched from the remote into where: its own refspecs, but for those that would write
/// anything but its own remote-tracking branches, or the usual one where none is left.
QList<QByteArray> fetchRefspecs(const QList<Setting> &settings, const QByteArray &remote);

/// Names of the remotes that have a URL.
QList<QByteArray> remoteNames(const QList<Setting> &settings);

/// "refs/remotes/origin/main" for "refs/heads/main" as `branch.main.*` and the fetch refspecs say;
/// empty when the branch follows nothing.
QByteArray upstreamName(const QList<Setting> &settings, const QByteArray &reference);

} // namespace devstack::git
