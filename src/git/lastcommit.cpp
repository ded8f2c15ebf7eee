// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/lastcommit.h"

#include "core/text.h"
#include "git/boundedread.h"
#include "git/library.h"
#include "git/openrepository.h"

#include <chrono>
#include <memory>
#include <optional>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kCommitLimit {10};
constexpr qsizetype kLongestSubject = 200;
constexpr qsizetype kLongestAuthor = 100;

QString cutAt(const char *text, qsizetype longest)
{
    // A message may be as long as a disk: what is shown is in its first bytes.
    const QByteArrayView bytes(text ? text : "");
    return QString::fromUtf8(bytes.first(std::min(bytes.size(), 4 * longest)))
        .section(u'\n', 0, 0)
        .left(longest)
        .trimmed();
}

Result<LastCommit> readLastCommit(const QString &path)
{
    const auto repository = openRepository(path);
    if (!repository)
        return repository.error();
    git_oid id {};
    const int found = git_reference_name_to_id(&id, repository->get(), "HEAD");
    if (found == GIT_ENOTFOUND)
        return notFound(u"“%1” has no commit yet."_s.arg(printable(path)));
    if (found < 0)
        return libraryError(found, u"HEAD of “%1” cannot be read"_s.arg(printable(path)));
    CommitHandle commit;
    if (const int code = git_commit_lookup(commit.out(), repository->get(), &id); code < 0)
        return libraryError(code, u"The last commit of “%1” cannot be read"_s.arg(printable(path)));
    LastCommit last;
    last.id = toHex(id);
    last.subject = cutAt(git_commit_summary(commit.get()), kLongestSubject);
    if (const git_signature *author = git_commit_author(commit.get())) {
        last.author = cutAt(author->name, kLongestAuthor);
        last.date = QDateTime::fromSecsSinceEpoch(author->when.time, Qt::UTC);
    }
    return last;
}

} // namespace

Result<LastCommit> lastCommit(const QString &path, std::stop_token stop)
{
    if (stop.stop_requested())
        return cancelled();
    const auto outcome = std::make_shared<std::optional<Result<LastCommit>>>();
    const auto read = [outcome, path](std::stop_token) { *outcome = readLastCommit(path); };
    switch (runBounded(read, stop, kCommitLimit)) {
    case ReadEnd::Cancelled:
        return cancelled();
    case ReadEnd::TimedOut:
        return timedOut(u"The last commit of “%1” could not be read within %2."_s.arg(
                            printable(path), formatDuration(kCommitLimit)),
                        u"Its disk does not answer: see what “git log -1” says there."_s);
    case ReadEnd::Finished:
        break;
    }
    return **outcome;
}

} // namespace devstack::git
