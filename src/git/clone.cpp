// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"

#include "core/log.h"
#include "core/text.h"
#include "git/library.h"
#include "git/openrepository.h"
#include "git/pendingfolder.h"
#include "git/repositoryurl.h"
#include "git/startingpoint.h"
#include "git/transfer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

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

/// Relative and home paths made absolute: they would mean something else from inside the clone.
QString absoluteUrl(const QString &url)
{
    const auto parts = parseUrl(url);
    if (!parts || parts->form != UrlParts::Form::Path || url.startsWith(u"file:"_s))
        return url;
    return QDir::cleanPath(QFileInfo(parts->path).absoluteFilePath());
}

Result<> checkOut(git_repository *repository, const git_object *commit, Mailbox &mailbox)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE;
    options.progress_payload = &mailbox;
    options.progress_cb = [](const char *, std::size_t done, std::size_t total, void *payload) {
        static_cast<Mailbox *>(payload)->progress(
            {qint64(done), qint64(total), u"files"_s, u"Checking out files"_s});
    };
    const int code = git_checkout_tree(repository, commit, &options);
    if (code < 0)
        return libraryError(code, u"The files could not be checked out"_s);
    return ok();
}

Result<CloneOutcome> cloneInto(const QString &folder,
                               const CloneRequest &request,
                               Mailbox &mailbox,
                               const std::stop_token &stop)
{
    Transfer transfer(mailbox, stop); // outlives the remote, which uses it
    auto repository = initialise(folder);
    if (!repository)
        return repository.error();
    RemoteHandle remote;
    const QByteArray url = absoluteUrl(request.url).toUtf8();
    const int code = git_remote_create(remote.out(), repository->get(), "origin", url.constData());
    if (code < 0)
        return libraryError(code, u"The remote could not be set"_s);
    if (const auto fetched = transfer.fetch(remote.get(), {}, true); !fetched)
        return fetched.error();
    const auto start = startingPoint(repository->get(), remote.get(), request.ref, transfer);
    remote.reset();
    if (!start)
        return start.error();
    if (stop.stop_requested())
        return cancelled();

    CloneOutcome outcome;
    outcome.branch = start->branch;
    if (start->commit) {
        outcome.commit = toHex(*git_object_id(start->commit.get()));
        if (const auto done = checkOut(repository->get(), start->commit.get(), mailbox); !done)
            return done.error();
    }
    if (const auto head = pointHead(repository->get(), *start); !head)
        return head.error();
    outcome.submodules = submodulePaths(repository->get());
    outcome.needsLfs = usesLfs(repository->get());
    return outcome;
}

} // namespace

Result<CloneOutcome> clone(const CloneRequest &request, Reporter &reporter, std::stop_token stop)
{
    ensureLibrary();
    if (stop.stop_requested())
        return cancelled();
    const auto url = checkedUrl(request.url);
    if (!url)
        return url.error();
    if (const auto valid = checkedRef(request.ref); !valid)
        return valid.error();
    const QString destination = QDir::cleanPath(QFileInfo(request.destination).absoluteFilePath());
    if (const auto free = PendingFolder::checkFree(destination); !free)
        return free.error();
    removeLeftovers(QFileInfo(destination).absolutePath());

    // Everything the worker touches is its own or shared: it may outlive this call.
    struct Work
    {
        CloneRequest request;
        std::optional<Result<CloneOutcome>> outcome;
    };
    const auto work = std::make_shared<Work>();
    work->request = request;
    work->request.url = *url;
    const auto run = [work, destination](Mailbox &mailbox, std::stop_token inner) {
        auto place = PendingFolder::make(destination);
        if (!place) {
            work->outcome = Result<CloneOutcome>(place.error());
            return;
        }
        auto outcome = cloneInto(place->tree(), work->request, mailbox, inner);
        if (outcome && inner.stop_requested())
            outcome = cancelled();
        if (outcome) {
            if (const auto moved = place->moveTo(destination); !moved)
                outcome = moved.error();
        }
        work->outcome = std::move(outcome);
    };
    switch (runAbandonable(run, reporter, stop, request.silenceLimit)) {
    case WorkEnd::Cancelled:
        return cancelled();
    case WorkEnd::Silent:
        return Error {Error::Kind::Timeout,
                      u"“%1” did not respond for %2."_s.arg(printableUrl(*url),
                                                            formatDuration(request.silenceLimit)),
                      {},
                      u"Check the network connection and the address, and try again."_s,
                      {}};
    case WorkEnd::Finished:
        break;
    }
    const Result<CloneOutcome> outcome = std::move(*work->outcome);
    if (!outcome)
        return outcome.error();
    if (!outcome->submodules.isEmpty()) {
        reporter.line({OutputLine::Stream::Note,
                       u"Submodules were not fetched: %1"_s.arg(
                           printable(outcome->submodules.join(u", "_s)))});
    }
    if (outcome->needsLfs) {
        reporter.line({OutputLine::Stream::Note,
                       u"Some files are in Git LFS; fetch them with: git -C %1 lfs pull"_s.arg(
                           printable(destination))});
    }
    return outcome;
}

} // namespace devstack::git
