// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/unsharedwork.h"

#include "core/text.h"
#include "git/boundedread.h"
#include "git/library.h"
#include "git/openrepository.h"
#include "git/settings.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

using RevwalkHandle = LibraryHandle<git_revwalk, git_revwalk_free>;
using ReflogHandle = LibraryHandle<git_reflog, git_reflog_free>;
using BranchesHandle = LibraryHandle<git_branch_iterator, git_branch_iterator_free>;

constexpr std::chrono::seconds kUnsharedLimit {20};
constexpr int kMostCommits = 10'000;

/// Whether the branches are kept below the checkout, and go with it.
bool keepsBranches(git_repository *repository)
{
    const auto resolved
        = [](const char *path) { return QFileInfo(QFile::decodeName(path)).canonicalFilePath(); };
    return resolved(git_repository_commondir(repository))
        .startsWith(resolved(git_repository_workdir(repository)) + u'/');
}

QByteArray rawId(const git_oid &id)
{
    return {reinterpret_cast<const char *>(id.id), GIT_OID_RAWSZ};
}

/// Adds the commits that the references (`glob` null: HEAD) lead to, as far as a shallow clone has
/// them. The walker of libgit2 1.5 fails where history was cut.
Result<> followShallow(git_repository *repository,
                       const char *glob,
                       QSet<QByteArray> &seen,
                       QSet<QByteArray> *added,
                       const std::stop_token &stop)
{
    struct Walk
    {
        git_repository *repository;
        QList<git_oid> open;
    } walk {repository, {}};
    const auto each = [](const char *name, void *payload) {
        auto &into = *static_cast<Walk *>(payload);
        git_oid id {};
        if (git_reference_name_to_id(&id, into.repository, name) >= 0)
            into.open += id;
        return 0;
    };
    const int code
        = glob ? git_reference_foreach_glob(repository, glob, each, &walk) : each("HEAD", &walk);
    if (code < 0)
        return libraryError(code, u"The branches cannot be read"_s);
    while (!walk.open.isEmpty() && !stop.stop_requested()) {
        const git_oid id = walk.open.takeLast();
        CommitHandle commit;
        if (seen.contains(rawId(id)) || git_commit_lookup(commit.out(), repository, &id) < 0)
            continue;
        seen += rawId(id);
        if (added)
            *added += rawId(id);
        for (unsigned i = 0; i < git_commit_parentcount(commit.get()); ++i)
            walk.open += *git_commit_parent_id(commit.get(), i);
    }
    return ok();
}

/// The same as unsharedCommits() in a shallow clone.
Result<QSet<QByteArray>>
unsharedInShallow(git_repository *repository, bool ofBranches, const std::stop_token &stop)
{
    QSet<QByteArray> seen;
    QSet<QByteArray> found;
    auto followed = followShallow(repository, "refs/remotes/*", seen, nullptr, stop);
    if (followed && ofBranches)
        followed = followShallow(repository, "refs/heads/*", seen, &found, stop);
    if (followed && git_repository_head_detached(repository) == 1)
        followed = followShallow(repository, nullptr, seen, &found, stop);
    if (!followed)
        return followed.error();
    return found;
}

/// The commits that no remote-tracking branch has, the newest first; at most one above the limit.
Result<QSet<QByteArray>>
unsharedCommits(git_repository *repository, bool ofBranches, const std::stop_token &stop)
{
    if (git_repository_is_shallow(repository) == 1)
        return unsharedInShallow(repository, ofBranches, stop);
    RevwalkHandle walk;
    int code = git_revwalk_new(walk.out(), repository);
    if (code >= 0 && ofBranches)
        code = git_revwalk_push_glob(walk.get(), "refs/heads/*");
    if (code >= 0 && git_repository_head_detached(repository) == 1)
        code = git_revwalk_push_head(walk.get());
    if (code >= 0)
        code = git_revwalk_hide_glob(walk.get(), "refs/remotes/*");
    QSet<QByteArray> found;
    git_oid id {};
    while (code >= 0 && found.size() <= kMostCommits && !stop.stop_requested()) {
        code = git_revwalk_next(&id, walk.get());
        if (code >= 0)
            found += rawId(id);
    }
    if (code < 0 && code != GIT_ITEROVER)
        return libraryError(code, u"What was not pushed cannot be found out"_s);
    return found;
}

/// Whether a remote has a branch under the name of this one, or under the one that it follows.
bool isPushed(git_repository *repository, const QList<Setting> &settings, const QByteArray &name)
{
    git_oid id {};
    const QByteArray upstream = upstreamName(settings, "refs/heads/" + name);
    if (!upstream.isEmpty() && git_reference_name_to_id(&id, repository, upstream.constData()) >= 0)
        return true;
    return std::ranges::any_of(remoteNames(settings), [&](const QByteArray &remote) {
        const QByteArray theirs = "refs/remotes/" + remote + '/' + name;
        return git_reference_name_to_id(&id, repository, theirs.constData()) >= 0;
    });
}

int stashesIn(git_repository *repository)
{
    git_oid id {};
    if (git_reference_name_to_id(&id, repository, "refs/stash") < 0)
        return 0;
    ReflogHandle log;
    return git_reflog_read(log.out(), repository, "refs/stash") < 0
        ? 1
        : std::max(1, int(git_reflog_entrycount(log.get())));
}

Result<UnsharedWork> unsharedHere(const QString &path, const std::stop_token &stop)
{
    const auto opened = openRepository(path);
    if (!opened)
        return opened.error();
    git_repository *repository = opened->get();
    const bool ofBranches = git_repository_is_bare(repository) == 1 || keepsBranches(repository);
    const auto commits = unsharedCommits(repository, ofBranches, stop);
    if (!commits)
        return commits.error();
    UnsharedWork work;
    work.commits = int(std::min<qsizetype>(commits->size(), kMostCommits));
    work.more = commits->size() > kMostCommits;
    const auto has = [&](const git_oid &id) {
        return commits->contains(QByteArray(reinterpret_cast<const char *>(id.id), GIT_OID_RAWSZ));
    };
    git_oid head {};
    if (git_repository_head_detached(repository) == 1
        && git_reference_name_to_id(&head, repository, "HEAD") >= 0 && has(head))
        work.branches += u"HEAD"_s;
    if (!ofBranches)
        return work;
    const QList<Setting> settings = settingsOf(repository);
    BranchesHandle branches;
    if (const int code = git_branch_iterator_new(branches.out(), repository, GIT_BRANCH_LOCAL);
        code < 0)
        return libraryError(code, u"The branches cannot be read"_s);
    git_branch_t kind {};
    for (ReferenceHandle branch; git_branch_next(branch.out(), &kind, branches.get()) == 0;) {
        git_oid id {};
        const QByteArray name = git_reference_shorthand(branch.get());
        if (git_reference_name_to_id(&id, repository, git_reference_name(branch.get())) < 0)
            continue;
        if (has(id))
            work.branches += QString::fromUtf8(name);
        if (!isPushed(repository, settings, name))
            work.neverPushed += QString::fromUtf8(name);
    }
    work.stashes = stashesIn(repository);
    return work;
}

} // namespace

Result<UnsharedWork> unsharedWork(const QString &path, std::stop_token stop)
{
    const auto outcome = std::make_shared<std::optional<Result<UnsharedWork>>>();
    const auto run
        = [outcome, path](std::stop_token inner) { *outcome = unsharedHere(path, inner); };
    const ReadEnd end = runBounded(run, stop, kUnsharedLimit);
    if (end == ReadEnd::Cancelled || stop.stop_requested())
        return cancelled();
    if (end == ReadEnd::TimedOut)
        return timedOut(u"What was not pushed could not be found out within %1."_s.arg(
            formatDuration(kUnsharedLimit)));
    return **outcome;
}

} // namespace devstack::git
