// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/startingpoint.h"

#include "core/text.h"
#include "git/repositoryurl.h"

#include <QRegularExpression>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

bool looksLikeCommit(const QString &ref)
{
    static const QRegularExpression kHex(u"^[0-9a-f]{7,40}$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return kHex.match(ref).hasMatch();
}

/// The commit that a reference leads to, through annotated tags.
ObjectHandle commitAt(git_repository *repository, const QString &reference)
{
    ReferenceHandle found;
    ObjectHandle commit;
    if (git_reference_lookup(found.out(), repository, reference.toUtf8().constData()) == 0
        && git_reference_peel(commit.out(), found.get(), GIT_OBJECT_COMMIT) < 0)
        commit.reset();
    return commit;
}

ObjectHandle commitNamed(git_repository *repository, const QString &id)
{
    git_oid prefix {};
    ObjectHandle object;
    ObjectHandle commit;
    const QByteArray hex = id.toLower().toLatin1();
    if (git_oid_fromstrn(&prefix, hex.constData(), std::size_t(hex.size())) == 0
        && git_object_lookup_prefix(
               object.out(), repository, &prefix, std::size_t(hex.size()), GIT_OBJECT_ANY)
            == 0
        && git_object_peel(commit.out(), object.get(), GIT_OBJECT_COMMIT) < 0)
        commit.reset();
    return commit;
}

/// The commit, brought over by a reference or its id where no branch that was fetched leads to it.
Result<ObjectHandle> commitFetched(git_repository *repository,
                                   git_remote *remote,
                                   const QString &id,
                                   const QString &refspec,
                                   Transfer &transfer)
{
    if (auto commit = commitNamed(repository, id))
        return commit;
    const auto fetched = transfer.fetch(remote, {refspec}, false);
    if (!fetched && fetched.error().kind == Error::Kind::Cancelled)
        return fetched.error();
    return commitNamed(repository, id);
}

Result<StartingPoint>
defaultBranch(git_repository *repository, git_remote *remote, Transfer &transfer)
{
    Buffer name;
    if (git_remote_default_branch(name.out(), remote) == 0) {
        const QString branch = name.text().mid(u"refs/heads/"_s.size());
        if (auto commit = commitAt(repository, u"refs/remotes/origin/"_s + branch))
            return StartingPoint {branch, std::move(commit)};
    }
    // A detached or absent HEAD over there: its commit if it has one, nothing for an empty remote.
    const git_remote_head **heads = nullptr;
    std::size_t count = 0;
    if (git_remote_ls(&heads, &count, remote) == 0) {
        for (std::size_t i = 0; i < count; ++i) {
            if (qstrcmp(heads[i]->name, "HEAD") != 0)
                continue;
            auto commit
                = commitFetched(repository, remote, toHex(heads[i]->oid), u"HEAD"_s, transfer);
            if (!commit)
                return commit.error();
            if (!*commit) {
                return notFound(
                    u"“%1” has a commit checked out that no branch of it leads to."_s.arg(
                        printableUrl(QString::fromUtf8(git_remote_url(remote)))),
                    u"Name a branch, tag or commit with “ref”."_s);
            }
            return StartingPoint {{}, std::move(*commit)};
        }
        for (const QString &usual : {u"main"_s, u"master"_s}) {
            if (auto commit = commitAt(repository, u"refs/remotes/origin/"_s + usual))
                return StartingPoint {usual, std::move(commit)};
        }
    }
    return StartingPoint {u"main"_s, {}};
}

} // namespace

Result<StartingPoint> startingPoint(git_repository *repository,
                                    git_remote *remote,
                                    const QString &ref,
                                    Transfer &transfer)
{
    if (ref.isEmpty())
        return defaultBranch(repository, remote, transfer);
    if (auto commit = commitAt(repository, u"refs/remotes/origin/"_s + ref))
        return StartingPoint {ref, std::move(commit)};
    if (auto commit = commitAt(repository, u"refs/tags/"_s + ref))
        return StartingPoint {{}, std::move(commit)};
    if (looksLikeCommit(ref)) {
        if (auto commit = commitNamed(repository, ref))
            return StartingPoint {{}, std::move(commit)};
        // Only a whole id can be asked for; servers may still refuse what no branch leads to.
        if (ref.size() == GIT_OID_HEXSZ) {
            auto commit = commitFetched(repository, remote, ref, ref.toLower(), transfer);
            if (!commit)
                return commit.error();
            if (*commit)
                return StartingPoint {{}, std::move(*commit)};
        }
    }
    return notFound(u"“%1” has no branch, tag or commit “%2”."_s.arg(
                        printableUrl(QString::fromUtf8(git_remote_url(remote))), printable(ref)),
                    u"Check “ref”; leave it out for the default branch."_s);
}

Result<> pointHead(git_repository *repository, const StartingPoint &start)
{
    const QByteArray branch = start.branch.toUtf8();
    const QByteArray reference = "refs/heads/" + branch;
    const QByteArray upstream = "origin/" + branch;
    const QString what = u"HEAD could not be set"_s;
    if (branch.isEmpty() && start.commit) {
        const int code
            = git_repository_set_head_detached(repository, git_object_id(start.commit.get()));
        return code < 0 ? Result<>(libraryError(code, what)) : ok();
    }
    if (start.commit) {
        ReferenceHandle created;
        const auto *commit = reinterpret_cast<const git_commit *>(start.commit.get());
        int code = git_branch_create(created.out(), repository, branch.constData(), commit, 0);
        if (code >= 0)
            code = git_branch_set_upstream(created.get(), upstream.constData());
        if (code < 0)
            return libraryError(code, u"The branch “%1” could not be created"_s.arg(start.branch));
    }
    const int code = git_repository_set_head(repository, reference.constData());
    return code < 0 ? Result<>(libraryError(code, what)) : ok();
}

} // namespace devstack::git
