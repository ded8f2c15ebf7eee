// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "git/library.h"
#include "git/transfer/credentials.h"
#include "git/transfer/programtransport.h"
#include "git/transfer/telling.h"

#include <optional>

namespace devstack::git {

/// One conversation with a remote: its callbacks for progress, cancel, login and ssh, and what
/// failed.
///
/// Must outlive the remote it is used for.
class Transfer
{
public:
    explicit Transfer(Telling &telling);

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

    Telling &m_telling;
    Credentials m_credentials;
    ProgramSession m_program;
    QString m_url;
    std::optional<Error> m_failure; // of a callback: libgit2 carries only a number back
    bool m_triedDefault = false;
    bool m_wantsLogin = false; // the server asked for a name and password
    QString m_user; // the name that libgit2 knows for it, may be empty
};

} // namespace devstack::git
