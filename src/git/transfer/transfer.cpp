// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/transfer.h"

#include "core/text.h"
#include "git/repositoryurl.h"
#include "git/transfer/stopping.h"

#include <vector>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// What a callback answers: anything but zero ends the transfer.
int stopCode()
{
    return stopRequested() ? int(GIT_EUSER) : 0;
}

} // namespace

Transfer::Transfer(Telling &telling)
    : m_telling(telling)
    , m_credentials(telling)
{
}

Result<> Transfer::fetch(git_remote *remote, const QStringList &refspecs, bool allTags)
{
    m_url = QString::fromUtf8(git_remote_url(remote));
    m_wantsLogin = false;
    git_fetch_options options = GIT_FETCH_OPTIONS_INIT;
    options.callbacks.credentials = onCredentials;
    options.callbacks.transfer_progress = onTransfer;
    options.callbacks.sideband_progress = onSideband;
    options.callbacks.payload = this;
    const auto parts = parseUrl(m_url);
    if (parts && (parts->form == UrlParts::Form::Ssh || parts->form == UrlParts::Form::Path))
        options.callbacks.transport = onTransport;
    options.prune = GIT_FETCH_NO_PRUNE;
    options.update_fetchhead = 0;
    options.download_tags = allTags ? GIT_REMOTE_DOWNLOAD_TAGS_ALL : GIT_REMOTE_DOWNLOAD_TAGS_AUTO;
    options.proxy_opts.type = GIT_PROXY_AUTO;
    // Off-site redirects would take a login meant for one server to another.
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;

    std::vector<QByteArray> words;
    for (const QString &refspec : refspecs)
        words.push_back(refspec.toUtf8());
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    const git_strarray specs {pointers.data(), pointers.size()};

    m_telling.progress({0, -1, u"bytes"_s, u"Connecting to %1"_s.arg(printableUrl(m_url))});
    int code = git_remote_fetch(remote, pointers.empty() ? nullptr : &specs, &options, "fetch");
    if (code < 0 && m_wantsLogin && !m_failure) {
        // On a connection that goes on after “401”, 1.5 takes a late rest of that answer for the
        // next one. So the login goes with the requests of a new connection, instead of being
        // handed to libgit2.
        git_remote_disconnect(remote);
        auto header = authorization();
        if (!header)
            return header.error();
        char *line = header->data();
        options.custom_headers = {&line, 1};
        code = git_remote_fetch(remote, pointers.empty() ? nullptr : &specs, &options, "fetch");
    }
    if (code < 0)
        return failure(code, u"“%1” could not be fetched"_s.arg(printableUrl(m_url)));
    m_credentials.approve();
    return ok();
}

/// The header that carries the login which the user's helper has for the server (RFC 7617).
Result<QByteArray> Transfer::authorization()
{
    const auto login = m_credentials.login(m_url, m_user);
    if (!login)
        return login.error();
    const QString pair = login->user + u':' + login->password;
    return QByteArray("Authorization: Basic ").append(pair.toUtf8().toBase64());
}

Error Transfer::failure(int code, const QString &what) const
{
    if (stopRequested())
        return cancelled();
    if (m_failure)
        return *m_failure;
    Error error = libraryError(code, what);
    const QString &said = m_program.errorTail;
    const auto parts = parseUrl(m_url);
    if (!said.isEmpty()) {
        // The last line says what is wrong; it is not said twice.
        error = {Error::Kind::Io,
                 what + u": "_s + said.section(u'\n', -1),
                 said.section(u'\n', 0, -2),
                 {},
                 {}};
        const QString host = parts ? printable(parts->host) : QString();
        if (said.contains(u"Host key verification failed"_s)) {
            error.hint = u"Connect once in a terminal and check the key: ssh %1"_s.arg(host);
        } else if (said.contains(u"Permission denied"_s)) {
            error.hint = u"Give the server your public key and load it into the agent: ssh-add"_s;
        } else if (said.contains(u"dubious ownership"_s)) {
            error.kind = Error::Kind::InvalidInput;
            error.hint
                = u"The repository belongs to another user. If you trust it, run: git config "
                  u"--global "
                  "--add safe.directory %1"_s.arg(parts ? printable(parts->path) : QString());
        } else if (said.contains(u"not appear to be a git repository"_s)
                   || said.contains(u"epository not found"_s)) {
            error.kind = Error::Kind::NotFound;
            error.hint = u"Check the address and that your account may read the repository."_s;
        }
    } else if (error.message.contains(u"status code: 404"_s)
               || error.message.contains(u"not appear to be a git repository"_s)
               || error.message.contains(u"repository not exported"_s)
               || error.message.contains(u"no such repository"_s)
               || error.message.contains(u"failed to resolve path"_s)) {
        error.kind = Error::Kind::NotFound;
        error.hint = u"Check the address and that your account may read the repository."_s;
    } else if (error.message.contains(u"parsing REF pkt-line"_s)) {
        // libgit2 does not understand the lines by which a server says what it does not have.
        error = invalidInput(u"%1: it is a shallow clone itself."_s.arg(what),
                             {},
                             u"Give the repository that it was cloned from, or complete it: git "
                             "fetch --unshallow"_s);
    } else if (error.message.contains(u"status code: 401"_s)
               || error.message.contains(u"status code: 403"_s)) {
        error.hint = u"Your account may not read this repository."_s;
    }
    return error;
}

int Transfer::onCredentials(
    git_credential **out, const char *url, const char *user, unsigned allowed, void *self)
{
    auto &transfer = *static_cast<Transfer *>(self);
    if (stopRequested())
        return GIT_EUSER;
    if ((allowed & GIT_CREDENTIAL_DEFAULT) && !transfer.m_triedDefault) {
        transfer.m_triedDefault = true; // Kerberos and the like: a ticket or nothing
        return git_credential_default_new(out);
    }
    if (!(allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT))
        return GIT_PASSTHROUGH;
    if (transfer
            .m_wantsLogin) { // what fetch() sent was not good enough: this says so to the helper
        const auto refused = transfer.m_credentials.login(QString::fromUtf8(url), transfer.m_user);
        transfer.m_failure = refused.error();
    }
    transfer.m_wantsLogin = true;
    transfer.m_user = QString::fromUtf8(user ? user : "");
    return GIT_EUSER;
}

int Transfer::onTransfer(const git_indexer_progress *progress, void *self)
{
    auto &transfer = *static_cast<Transfer *>(self);
    const auto percent
        = [](unsigned done, unsigned total) { return total ? quint64(done) * 100 / total : 0; };
    if (progress->received_objects < progress->total_objects || progress->total_deltas == 0) {
        transfer.m_telling.progress(
            {qint64(progress->received_bytes),
             -1,
             u"bytes"_s,
             u"Receiving objects: %1 % (%2 of %3)"_s
                 .arg(percent(progress->received_objects, progress->total_objects))
                 .arg(progress->received_objects)
                 .arg(progress->total_objects)});
    } else {
        transfer.m_telling.progress({qint64(progress->received_bytes),
                                     qint64(progress->received_bytes),
                                     u"bytes"_s,
                                     u"Resolving deltas: %1 %"_s.arg(percent(
                                         progress->indexed_deltas, progress->total_deltas))});
    }
    return stopCode();
}

int Transfer::onSideband(const char *text, int size, void *self)
{
    auto &transfer = *static_cast<Transfer *>(self);
    const QString said = QString::fromUtf8(text, size).section(u'\r', -1).trimmed();
    if (!said.isEmpty())
        transfer.m_telling.progress({0, -1, u"bytes"_s, u"Server: "_s + printable(said.left(200))});
    return stopCode();
}

int Transfer::onTransport(git_transport **out, git_remote *owner, void *self)
{
    return createProgramTransport(out, owner, &static_cast<Transfer *>(self)->m_program);
}

} // namespace devstack::git
