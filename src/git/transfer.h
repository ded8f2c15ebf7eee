// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "git/abandonable.h"
#include "git/credentials.h"
#include "git/library.h"
#include "git/programtransport.h"

#include <optional>
#include <stop_token>

namespace devstack::git {

/// One conversation with a remote: its callbacks for progress, cancel, login and ssh, and what
/// failed.
///
/// Lives on the worker thread that makes the libgit2 calls, longer than the remote it is used for.
class Transfer
{
public:
    Transfer(Mailbox &mailbox, std::stop_token stop);

    /// Fetches `refspecs` (none: the remote's own) with all or only the following tags, and tells
    /// the credential helper how its login did.
    Result<> fetch(git_remote *remote, const QStringList &refspecs, bool allTags);

    /// The reason why a libgit2 call of this conversation failed; call at once, see libraryError().
    Error failure(int code, const QString &what) const;

private:
    Result<QByteArray> authorization();
    static int onCredentials(
        git_credential **out, const char *url, const char *user, unsigned allowed, void *self);
    static int onTransfer(const git_indexer_progress *progress, void *self);
    static int onSideband(const char *text, int size, void *self);
    static int onTransport(git_transport **out, git_remote *owner, void *self);

    int stopped() const { return m_stop.stop_requested() ? int(GIT_EUSER) : 0; }

    Mailbox &m_mailbox;
    std::stop_token m_stop;
    Credentials m_credentials;
    ProgramSession m_program;
    QString m_url;
    std::optional<Error> m_failure; // of a callback: libgit2 carries only a number back
    bool m_triedDefault = false;
    bool m_wantsLogin = false; // the server asked for a name and password
    QString m_user; // the name that libgit2 knows for it, may be empty
};

} // namespace devstack::git
