// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/library.h"
#include "git/transfer/cloneinto.h"
#include "git/transfer/fetchin.h"
#include "git/transfer/stopping.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <cstdio>

#ifdef __SANITIZE_ADDRESS__
/// A crash ends with its signal, as without the sanitizer: whoever started this tells it by that.
extern "C" const char *__asan_default_options();
const char *__asan_default_options()
{
    return "handle_segv=0";
}
#endif

namespace {

using namespace devstack;
using namespace devstack::git;
using namespace Qt::StringLiterals;

/// Where the certificates of the authorities are: the user's word first, then where systems keep
/// them.
QString certificateBundle()
{
    for (const char *variable : {"GIT_SSL_CAINFO", "SSL_CERT_FILE"}) {
        const QString path = qEnvironmentVariable(variable);
        if (!path.isEmpty())
            return path;
    }
    ConfigHandle config;
    if (git_config_open_default(config.out()) == 0) {
        Buffer path;
        if (git_config_get_path(path.out(), config.get(), "http.sslCAInfo") == 0)
            return path.text();
    }
    for (const QString &path : {u"/etc/ssl/certs/ca-certificates.crt"_s,
                                u"/etc/pki/tls/certs/ca-bundle.crt"_s,
                                u"/etc/ssl/ca-bundle.pem"_s}) {
        if (QFile::exists(path))
            return path;
    }
    return {};
}

/// A hostile pack may make libgit2 want any amount of memory, or crash it: that ends this process
/// alone, and no core file keeps the login that it had.
void limitHarm()
{
    const rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    rlimit files {};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = qMin<rlim_t>(files.rlim_cur, 1024);
    ::setrlimit(RLIMIT_NOFILE, &files);
#ifndef __SANITIZE_ADDRESS__ // its shadow memory counts
    rlimit memory {};
    ::getrlimit(RLIMIT_DATA, &memory);
    const auto half = rlim_t(::sysconf(_SC_PHYS_PAGES)) / 2 * rlim_t(::sysconf(_SC_PAGESIZE));
    memory.rlim_cur = qMin(memory.rlim_cur, half);
    ::setrlimit(RLIMIT_DATA, &memory);
#endif
}

void prepareLibrary()
{
    ensureLibrary();
    const QByteArray bundle = QFile::encodeName(certificateBundle());
    if (!bundle.isEmpty())
        git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, bundle.constData(), nullptr);
    git_libgit2_opts(GIT_OPT_SET_USER_AGENT, "devstack");
}

/// Ends with whoever started it. A clone at once, for its folder may be swept from then on; a fetch
/// in good order, for its repository stays.
void endWithParent(TransferRequest::Verb verb)
{
    ::prctl(PR_SET_PDEATHSIG, verb == TransferRequest::Verb::Clone ? SIGKILL : SIGTERM);
}

Result<TransferResult> carryOut(const TransferRequest &request, Telling &telling)
{
    if (request.verb == TransferRequest::Verb::Clone)
        return cloneInto(request, telling);
    const auto fetched = fetchIn(request.folder, telling);
    return fetched ? Result<TransferResult>(TransferResult {}) : fetched.error();
}

} // namespace

/// The part of the program that runs libgit2 on what a server sends. It reads one request from its
/// standard input and writes lines, see git/transferlines.h.
int main(int argc, char **argv)
{
    constexpr qint64 kMost = 1024 * 1024;
    const QCoreApplication application(argc, argv);
    listenForStop();
    limitHarm();
    QFile input;
    const auto request = !::isatty(STDIN_FILENO) && input.open(stdin, QIODevice::ReadOnly)
        ? transferRequest(input.read(kMost))
        : std::nullopt;
    if (!request) {
        std::fputs("This program is a part of devstack, which starts it to clone and fetch.\n",
                   stderr);
        return 2;
    }
    endWithParent(request->verb);
    prepareLibrary();
    Telling telling;
    telling.write(outcomeLine(carryOut(*request, telling)));
    return 0;
}
