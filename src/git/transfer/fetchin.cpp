// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/fetchin.h"

#include "git/openrepository.h"
#include "git/settings.h"
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
    // The address that is shown and agreed to. Looked up by its name, the remote would have what
    // the repository's own settings put in its place, and write where these say.
    const QByteArray name = remoteName(repository->get()).toUtf8();
    const QByteArray url = insteadOf(userSettings(), remoteUrl(repository->get())).toUtf8();
    git_remote_create_options options = GIT_REMOTE_CREATE_OPTIONS_INIT;
    options.repository = repository->get();
    options.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC;
    RemoteHandle remote;
    const int code = git_remote_create_with_opts(remote.out(), url.constData(), &options);
    if (code < 0)
        return libraryError(code, u"The remote of “%1” cannot be read"_s.arg(folder));
    QStringList refspecs;
    for (const QByteArray &refspec : fetchRefspecs(settingsOf(repository->get()), name))
        refspecs += QString::fromUtf8(refspec);
    return transfer.fetch(remote.get(), refspecs, false);
}

} // namespace devstack::git
