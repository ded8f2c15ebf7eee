// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/fetchin.h"

#include "git/openrepository.h"
#include "git/transfer/transfer.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// Removes what transfers that were killed had received. libgit2 gives these files their name and
/// forgets them; one that is still being received was written to a moment ago.
void removeStalePacks(git_repository *repository)
{
    constexpr qint64 kOld = 3600; // seconds
    const QDir packs(QFile::decodeName(git_repository_commondir(repository)) + u"objects/pack"_s);
    const auto found = packs.entryInfoList({u"pack_git2_*"_s}, QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo &entry : found) {
        if (entry.lastModified().secsTo(QDateTime::currentDateTime()) > kOld)
            QFile::remove(entry.filePath());
    }
}

} // namespace

Result<> fetchIn(const QString &folder, Telling &telling)
{
    Transfer transfer(telling); // outlives the remote, which uses it
    auto repository = openRepository(folder);
    if (!repository)
        return repository.error();
    removeStalePacks(repository->get());
    RemoteHandle remote;
    const int code = git_remote_lookup(
        remote.out(), repository->get(), remoteName(repository->get()).toUtf8().constData());
    if (code < 0)
        return libraryError(code, u"The remote of “%1” cannot be read"_s.arg(folder));
    return transfer.fetch(remote.get(), {}, false);
}

} // namespace devstack::git
