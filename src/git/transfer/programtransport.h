// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/repositoryurl.h"

#include <git2.h>
#include <git2/sys/transport.h>

#include <QStringList>

namespace devstack::git {

/// The command that serves the repository at `parts` on its standard input and output.
///
/// ssh: the user's own client, so that his ~/.ssh/config, agent, jump hosts, hardware keys and
/// known hosts count, which libgit2's own ssh does not know; it never asks (BatchMode).
/// `GIT_SSH_COMMAND` and `GIT_SSH` are honoured as in git(1). Paths: git's upload-pack, which
/// checks the owner and, on a repository of 50 MB, is twice as fast as libgit2's local transport
/// and can be interrupted. Error InvalidInput: a form of address that libgit2 reads itself, or a
/// part that looks like an option.
Result<QStringList> readingCommand(const UrlParts &parts);

/// What such a transport is given; must outlive the remote it is used for.
struct ProgramSession
{
    QString errorTail; ///< the last lines it wrote to standard error
};

/// Makes a libgit2 transport that speaks the git protocol with the program of readingCommand().
int createProgramTransport(git_transport **out, git_remote *owner, ProgramSession *session);

} // namespace devstack::git
