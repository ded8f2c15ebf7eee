// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/repositorystate.h"

#include "core/enumnames.h"
#include "core/slowanswer.h"
#include "core/text.h"
#include "git/boundedread.h"
#include "git/checkoutfiles.h"
#include "git/library.h"
#include "git/openrepository.h"
#include "git/settings.h"
#include "git/unreadablefiles.h"

#include <QDir>
#include <QFile>

#include <chrono>
#include <memory>
#include <optional>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kHead = "HEAD";
constexpr std::chrono::seconds kReadingLimit {60};
constexpr std::chrono::seconds kReadingLong {10};

/// Branch, commit and whether there is one.
Result<> readHead(git_repository *repository, RepositoryState &state)
{
    ReferenceHandle head;
    int code = git_reference_lookup(head.out(), repository, kHead);
    if (code < 0)
        return libraryError(code, u"HEAD of “%1” cannot be read"_s.arg(state.path));
    if (git_reference_type(head.get()) == GIT_REFERENCE_SYMBOLIC) {
        const QString target = QString::fromUtf8(git_reference_symbolic_target(head.get()));
        state.branch = target.startsWith(u"refs/heads/"_s) ? target.mid(11) : target;
    }
    git_oid id {};
    code = git_reference_name_to_id(&id, repository, kHead);
    if (code == GIT_ENOTFOUND) {
        state.unborn = true;
        return ok();
    }
    if (code < 0)
        return libraryError(code, u"HEAD of “%1” cannot be read"_s.arg(state.path));
    state.commit = toHex(id);
    return ok();
}

/// Upstream and the distance to it, as last fetched. An upstream that is gone counts as none.
void readUpstream(git_repository *repository, RepositoryState &state)
{
    if (state.branch.isEmpty())
        return;
    const QByteArray reference = "refs/heads/" + state.branch.toUtf8();
    const QByteArray upstream = upstreamName(settingsOf(repository), reference);
    git_oid theirs {};
    if (upstream.isEmpty()
        || git_reference_name_to_id(&theirs, repository, upstream.constData()) < 0)
        return;
    state.upstream = QString::fromUtf8(upstream);
    if (state.upstream.startsWith(u"refs/remotes/"_s))
        state.upstream.remove(0, 13);
    git_oid ours {};
    std::size_t ahead = 0;
    std::size_t behind = 0;
    if (git_oid_fromstr(&ours, state.commit.toLatin1().constData()) == 0
        && git_graph_ahead_behind(&ahead, &behind, repository, &ours, &theirs) == 0) {
        state.ahead = int(ahead);
        state.behind = int(behind);
    }
}

Result<>
countChanges(git_repository *repository, RepositoryState &state, const std::stop_token &stop)
{
    struct Count
    {
        RepositoryState &state;
        const std::stop_token &stop;
    } count {state, stop};
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_EXCLUDE_SUBMODULES
        | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    const auto each = [](const char *, unsigned flags, void *payload) {
        const auto &into = *static_cast<Count *>(payload);
        if (flags & GIT_STATUS_WT_NEW)
            ++into.state.untracked;
        else if (!(flags & GIT_STATUS_IGNORED) && flags != GIT_STATUS_CURRENT)
            ++into.state.changed;
        return into.stop.stop_requested() ? int(GIT_EUSER) : 0;
    };
    const int code = git_status_foreach_ext(repository, &options, each, &count);
    if (code >= 0)
        return ok();
    Error error = libraryError(code, u"Changes in “%1” cannot be read"_s.arg(state.path));
    if (state.partial && error.kind == Error::Kind::NotFound)
        error.hint
            = u"This partial clone lacks objects: run “git status” in it once, git fetches them."_s;
    return error;
}

Operation operationOf(git_repository *repository)
{
    switch (git_repository_state(repository)) {
    case GIT_REPOSITORY_STATE_MERGE:
        return Operation::Merge;
    case GIT_REPOSITORY_STATE_REVERT:
    case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
        return Operation::Revert;
    case GIT_REPOSITORY_STATE_CHERRYPICK:
    case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
        return Operation::CherryPick;
    case GIT_REPOSITORY_STATE_BISECT:
        return Operation::Bisect;
    case GIT_REPOSITORY_STATE_REBASE:
    case GIT_REPOSITORY_STATE_REBASE_INTERACTIVE:
    case GIT_REPOSITORY_STATE_REBASE_MERGE:
        return Operation::Rebase;
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX:
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE:
        return Operation::ApplyMailbox;
    default:
        return Operation::None;
    }
}

Result<RepositoryState> inspectHere(const QString &path, const std::stop_token &stop)
{
    auto repository = openRepository(path);
    if (!repository)
        return repository.error();
    git_repository *handle = repository->get();

    RepositoryState state;
    state.bare = git_repository_is_bare(handle) == 1;
    const char *top = state.bare ? git_repository_path(handle) : git_repository_workdir(handle);
    state.path = QDir::cleanPath(QFile::decodeName(top));
    state.shallow = git_repository_is_shallow(handle) == 1;
    state.partial = isPartial(handle);
    state.operation = operationOf(handle);
    state.remote = remoteUrl(handle);
    if (const auto head = readHead(handle, state); !head)
        return head.error();
    readUpstream(handle, state);
    if (!state.bare) {
        if (const auto plain = refuseOddRules(handle); !plain)
            return plain.error();
        state.submodules = submodulePaths(state.path);
        if (const auto counted = countChanges(handle, state, stop); !counted)
            return counted.error();
    }
    return state;
}

constexpr EnumName<Operation> kOperations[] {
    {Operation::None, u""},
    {Operation::Merge, u"merge"},
    {Operation::Revert, u"revert"},
    {Operation::CherryPick, u"cherry-pick"},
    {Operation::Bisect, u"bisect"},
    {Operation::Rebase, u"rebase"},
    {Operation::ApplyMailbox, u"git am"},
};

} // namespace

QString toString(Operation operation)
{
    return nameOf<kOperations>(operation);
}

Result<RepositoryState> inspect(const QString &path, std::stop_token stop)
{
    if (stop.stop_requested())
        return cancelled();
    const auto outcome = std::make_shared<std::optional<Result<RepositoryState>>>();
    const auto run
        = [outcome, path](std::stop_token inner) { *outcome = inspectHere(path, inner); };
    const SlowTool slow(u"The repository “%1”"_s.arg(printable(path)), kReadingLong, kReadingLimit);
    switch (runBounded(run, stop, kReadingLimit)) {
    case ReadEnd::Cancelled:
        return cancelled();
    case ReadEnd::TimedOut:
        return Error {
            Error::Kind::Timeout,
            u"The repository “%1” could not be read within %2."_s.arg(
                printable(path), formatDuration(kReadingLimit)),
            {},
            u"Its disk does not answer, or its objects are damaged: see what “git status” "
            u"and “git fsck” say there."_s,
            {}};
    case ReadEnd::Finished:
        break;
    }
    return **outcome;
}

} // namespace devstack::git
