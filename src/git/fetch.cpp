// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/fetch.h"

#include "core/text.h"
#include "git/borrowedfolder.h"
#include "git/halfmoved.h"
#include "git/openrepository.h"
#include "git/repositorystate.h"
#include "git/repositoryurl.h"
#include "git/runtransfer.h"
#include "git/settings.h"

#include <QFileInfo>

#include <optional>
#include <vector>

namespace devstack::git {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kSilenceLimit = 3min;

/// The program itself, for repositories that libgit2 reads but cannot add objects to.
Result<> fetchByProgram(git_repository *repository,
                        const QString &path,
                        const QString &remote,
                        Reporter &reporter,
                        const std::stop_token &stop)
{
    const auto folder = BorrowedFolder::of(repository);
    if (!folder)
        return folder.error();
    const ProcessSpec spec = folder->program(
        {u"fetch"_s, u"--no-recurse-submodules"_s, u"--no-prune"_s, u"--quiet"_s, u"--"_s, remote},
        path);
    const auto outcome
        = runProcess(spec, stop, [&](const OutputLine &line) { reporter.line(line); });
    if (!outcome)
        return outcome.error();
    if (!outcome->succeeded())
        return outcome->toError(u"git fetch in “%1”"_s.arg(printable(path)));
    return ok();
}

Error leftAlone(const RepositoryState &state, const QString &why, const QString &hint = {})
{
    return {Error::Kind::Conflict,
            u"“%1” was not pulled: %2."_s.arg(printable(state.path), printable(why)),
            {},
            hint,
            {}};
}

Error localChanges(const RepositoryState &state)
{
    return leftAlone(state,
                     u"%1 files have local changes"_s.arg(state.changed),
                     u"Commit or stash them first."_s);
}

std::optional<Error> obstacle(const RepositoryState &state)
{
    if (state.bare)
        return leftAlone(state, u"it is a bare repository"_s);
    if (state.operation != Operation::None)
        return leftAlone(state,
                         u"a %1 is in progress"_s.arg(toString(state.operation)),
                         u"Finish or abort it first."_s);
    if (state.detached())
        return leftAlone(state, u"no branch is checked out"_s);
    if (state.upstream.isEmpty())
        return leftAlone(state, u"the branch “%1” follows no remote branch"_s.arg(state.branch));
    if (state.behind == 0)
        return std::nullopt;
    if (state.ahead > 0) {
        return leftAlone(state,
                         u"it has %1 commits that “%2” lacks, and lacks %3"_s.arg(state.ahead)
                             .arg(state.upstream)
                             .arg(state.behind),
                         u"Merge or rebase it yourself."_s);
    }
    // Else it is looked at whether they are what an earlier pull wrote.
    if (state.dirty() && state.partial)
        return localChanges(state);
    return std::nullopt;
}

Error filesInTheWay(const RepositoryState &state)
{
    return leftAlone(state,
                     u"files that git does not know are in the way of new ones"_s,
                     u"Move them away; “git merge --ff-only” names them."_s);
}

/// Writes the files of the commit. Where nothing but an earlier move that was killed stands
/// between, that is completed.
Result<> moveFiles(git_repository *repository,
                   const RepositoryState &state,
                   git_object *head,
                   git_object *target)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_SAFE;
    int code = state.dirty() ? GIT_ECONFLICT : git_checkout_tree(repository, target, &options);
    if (code == GIT_ECONFLICT) {
        TreeHandle from;
        TreeHandle to;
        if (git_commit_tree(from.out(), reinterpret_cast<git_commit *>(head)) < 0
            || git_commit_tree(to.out(), reinterpret_cast<git_commit *>(target)) < 0)
            return libraryError(code, u"The files of “%1” cannot be read"_s.arg(state.path));
        const auto paths = halfMoved(repository, from.get(), to.get());
        if (!paths)
            return state.dirty() ? localChanges(state) : filesInTheWay(state);
        std::vector<char *> names;
        for (const QByteArray &path : *paths)
            names.push_back(
                const_cast<char *>(path.constData())); // it takes no const and only reads
        options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DISABLE_PATHSPEC_MATCH;
        options.paths = {names.data(), names.size()};
        code = git_checkout_tree(repository, target, &options);
    }
    return code < 0
        ? libraryError(code, u"The new files of “%1” could not be written"_s.arg(state.path))
        : ok();
}

/// Files first, then the branch: killed in between, the next one completes it.
Result<> moveBranch(git_repository *repository, const RepositoryState &state, QString &after)
{
    ReferenceHandle branch;
    ReferenceHandle upstream;
    ReferenceHandle moved;
    ObjectHandle head;
    ObjectHandle target;
    int code = git_repository_head(branch.out(), repository);
    if (code >= 0)
        code = git_reference_lookup(
            upstream.out(),
            repository,
            upstreamName(settingsOf(repository), git_reference_name(branch.get())).constData());
    if (code >= 0)
        code = git_reference_peel(target.out(), upstream.get(), GIT_OBJECT_COMMIT);
    if (code >= 0)
        code = git_reference_peel(head.out(), branch.get(), GIT_OBJECT_COMMIT);
    if (code < 0)
        return libraryError(code, u"The branches of “%1” cannot be read"_s.arg(state.path));
    if (const auto written = moveFiles(repository, state, head.get(), target.get()); !written)
        return written;
    code = git_reference_set_target(
        moved.out(), branch.get(), git_object_id(target.get()), "pull: Fast-forward");
    if (code < 0)
        return libraryError(code, u"The branch of “%1” could not be moved"_s.arg(state.path));
    after = toHex(*git_object_id(target.get()));
    return ok();
}

} // namespace

Result<> fetch(const QString &path, Reporter &reporter, std::stop_token stop)
{
    if (stop.stop_requested())
        return cancelled();
    auto repository = openRepository(path);
    if (!repository)
        return repository.error();
    const QString remote = remoteName(repository->get());
    if (remote.isEmpty()) {
        return notFound(u"“%1” has no remote to fetch from."_s.arg(printable(path)),
                        u"Add one: git remote add origin URL"_s);
    }
    const auto url = checkedUrl(remoteUrl(repository->get()));
    if (!url)
        return url.error();
    if (isPartial(repository->get()) || git_repository_is_shallow(repository->get()) == 1)
        return fetchByProgram(repository->get(), path, remote, reporter, stop);
    const auto fetched
        = runTransfer({TransferRequest::Verb::Fetch, {}, {}, QFileInfo(path).absoluteFilePath()},
                      *url,
                      reporter,
                      stop,
                      kSilenceLimit);
    return fetched ? ok() : Result<>(fetched.error());
}

Result<FastForward> fastForward(const QString &path, std::stop_token stop)
{
    const auto state = inspect(path, stop);
    if (!state)
        return state.error();
    if (const auto why = obstacle(*state))
        return *why;
    FastForward result {state->behind, state->commit, state->commit};
    if (state->behind == 0)
        return result;
    auto repository = openRepository(path);
    if (!repository)
        return repository.error();
    if (state->partial) {
        // Objects may have to be fetched on the way, which only git can do.
        const auto folder = BorrowedFolder::of(repository->get());
        if (!folder)
            return folder.error();
        const auto merged = runTool(
            folder->program({u"merge"_s, u"--ff-only"_s, u"--quiet"_s, u"@{upstream}"_s}, path),
            stop);
        if (!merged)
            return merged.error();
        const auto now = inspect(path, stop);
        if (!now)
            return now.error();
        result.after = now->commit;
        return result;
    }
    if (const auto moved = moveBranch(repository->get(), *state, result.after); !moved)
        return moved.error();
    return result;
}

} // namespace devstack::git
