// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/repositoryurl.h"

#include <git2.h>
#include <git2/sys/transport.h>

#include <QStringList>

#include <stop_token>

namespace devstack::git {

/// The ssh command for reading the repository at `parts`: the user's own client, so that his
/// ~/.ssh/config, agent, jump hosts, hardware keys and known hosts count; it never asks (BatchMode).
/// `GIT_SSH_COMMAND` and `GIT_SSH` are honoured as in git(1).
Result<QStringList> sshCommand(const UrlParts &parts);

/// What an ssh transport is given; must outlive the remote it is used for.
struct SshSession
{
    std::stop_token stop; ///< ends waiting for ssh, in whatever state the connection is
    QString errorTail; ///< the last lines ssh wrote to standard error
};

/// A `git_transport_cb` whose payload is ignored: makes a libgit2 transport that speaks through ssh.
int createSshTransport(git_transport **out, git_remote *owner, SshSession *session);

} // namespace devstack::git
