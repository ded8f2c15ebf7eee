// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/library.h"

#include "core/secrets.h"
#include "core/text.h"

#include <QStringList>

#include <array>
#include <mutex>
#include <new>
#include <tuple>

#ifdef __SANITIZE_ADDRESS__
/// What the sanitizer asks for leaks that are none of ours, in the transfer program too, which gets
/// nothing of its parent's environment: libgit2 1.5 loses 20 KB for each setting that is not of the
/// name it looks for, when it opens a repository of format version 1.
extern "C" const char *__lsan_default_suppressions();
const char *__lsan_default_suppressions()
{
    return "leak:libpcre2-8.so\n";
}
#endif

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// The next step for a failure that people meet; empty for the rare ones.
QString hintFor(int code, int category, const QString &text)
{
    if (code == GIT_ECERTIFICATE || category == GIT_ERROR_SSL) {
        return u"The server's certificate is not trusted. Set http.sslCAInfo in git's "
               u"configuration, or "
               "SSL_CERT_FILE, to your organisation's certificate."_s;
    }
    if (text.contains(u"No space left"_s) || text.contains(u"Disk quota"_s))
        return u"Free some space on this disk and try again."_s;
    if (text.contains(u"redirect"_s))
        return u"The repository has moved; use its new address."_s;
    if (text.contains(u"failed to resolve address"_s) || text.contains(u"failed to connect"_s))
        return u"Check the address, the network connection and the proxy (http.proxy)."_s;
    if (category == GIT_ERROR_NET || text.contains(u"early EOF"_s))
        return u"The connection broke. Try again; nothing incomplete was left behind."_s;
    return {};
}

Error::Kind kindFor(int code, const QString &text)
{
    switch (code) {
    case GIT_ENOTFOUND:
        return Error::Kind::NotFound;
    case GIT_EINVALIDSPEC:
        return Error::Kind::InvalidInput;
    case GIT_EEXISTS:
    case GIT_ECONFLICT:
    case GIT_ELOCKED:
    case GIT_EUNCOMMITTED:
        return Error::Kind::Conflict;
    case GIT_EUSER:
        return Error::Kind::Cancelled;
    default:
        break;
    }
    if (text.contains(u"unsupported extension"_s)
        || text.contains(u"unsupported repository version"_s))
        return Error::Kind::InvalidInput;
    return Error::Kind::Io;
}

} // namespace

void ensureLibrary()
{
    // Where there is no memory for the first thing of a thread, libgit2 1.5 reports that with
    // memory that is not there, without end. It is looked for here, where its lack ends with a
    // sentence.
    static thread_local const bool hasRoom = [] {
        constexpr std::size_t kRoom = 16 * 1024 * 1024; // of addresses: a page of it is used
        auto *room = static_cast<volatile char *>(::operator new(kRoom));
        room[0] = 1; // else the compiler leaves both calls out
        ::operator delete(const_cast<char *>(room));
        return true;
    }();
    std::ignore = hasRoom;
    static std::once_flag once;
    std::call_once(once, [] {
        git_libgit2_init();
        // Reading needs nothing of these: missing objects, per-worktree settings and the ban on
        // pruning concern who writes. fetch() hands partial clones to git itself.
        std::array<const char *, 3> extensions {
            "partialclone", "worktreeconfig", "preciousobjects"};
        git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
    });
}

Error libraryError(int code, const QString &what)
{
    if (code == GIT_EUSER)
        return cancelled();
    const git_error *last = git_error_last();
    const QString text = last && last->message ? printable(masked(QString::fromUtf8(last->message)))
                                               : u"libgit2 error %1"_s.arg(code);
    const int category = last ? last->klass : 0;
    QString hint = hintFor(code, category, text);
    if (text.contains(u"objectformat"_s)) {
        return invalidInput(
            what + u": the repository uses SHA-256 object names, which libgit2 cannot read."_s,
            {},
            u"Its branch and changes stay unknown here; git itself reads it."_s);
    }
    return {kindFor(code, text), what + u": "_s + text + u'.', {}, std::move(hint), {}};
}

QString toHex(const git_oid &id)
{
    std::array<char, GIT_OID_HEXSZ + 1> text {};
    git_oid_tostr(text.data(), text.size(), &id);
    return QString::fromLatin1(text.data());
}

} // namespace devstack::git
