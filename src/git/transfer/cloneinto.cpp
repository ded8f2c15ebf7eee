// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/cloneinto.h"

#include "git/library.h"
#include "git/transfer/startingpoint.h"
#include "git/transfer/stopping.h"
#include "git/transfer/transfer.h"

#include <QFile>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

Result<RepositoryHandle> initialise(const QString &folder)
{
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags
        = GIT_REPOSITORY_INIT_MKDIR | GIT_REPOSITORY_INIT_NO_REINIT; // and no templates: no hooks
    options.initial_head = "main";
    RepositoryHandle repository;
    const int code = git_repository_init_ext(
        repository.out(), QFile::encodeName(folder).constData(), &options);
    if (code < 0)
        return libraryError(code, u"“%1” could not be turned into a repository"_s.arg(folder));
    return repository;
}

Result<> checkOut(git_repository *repository, const git_object *commit, Telling &telling)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE;
    options.progress_payload = &telling;
    options.progress_cb = [](const char *, std::size_t done, std::size_t total, void *payload) {
        static_cast<Telling *>(payload)->progress(
            {qint64(done), qint64(total), u"files"_s, u"Checking out files"_s});
    };
    const int code = git_checkout_tree(repository, commit, &options);
    if (code < 0)
        return libraryError(code, u"The files could not be checked out"_s);
    return ok();
}

} // namespace

Result<TransferResult> cloneInto(const TransferRequest &request, Telling &telling)
{
    Transfer transfer(telling); // outlives the remote, which uses it
    auto repository = initialise(request.folder);
    if (!repository)
        return repository.error();
    RemoteHandle remote;
    const QByteArray url = request.url.toUtf8();
    const int code = git_remote_create(remote.out(), repository->get(), "origin", url.constData());
    if (code < 0)
        return libraryError(code, u"The remote could not be set"_s);
    if (const auto fetched = transfer.fetch(remote.get(), {}, true); !fetched)
        return fetched.error();
    const auto start = startingPoint(repository->get(), remote.get(), request.ref, transfer);
    remote.reset();
    if (!start)
        return start.error();
    if (stopRequested())
        return cancelled();

    TransferResult result;
    result.branch = start->branch;
    if (start->commit) {
        result.commit = toHex(*git_object_id(start->commit.get()));
        if (const auto done = checkOut(repository->get(), start->commit.get(), telling); !done)
            return done.error();
    }
    if (const auto head = pointHead(repository->get(), *start); !head)
        return head.error();
    return result;
}

} // namespace devstack::git
