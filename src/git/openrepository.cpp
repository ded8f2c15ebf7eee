// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/openrepository.h"

#include "git/unreadablefiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace devstack::git {

using namespace Qt::StringLiterals;

Result<RepositoryHandle> openRepository(const QString &path)
{
    ensureLibrary();
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (const auto plain = refuseOddMetadata(absolute); !plain)
        return plain.error();
    RepositoryHandle repository;
    const int code = git_repository_open_ext(repository.out(),
                                             QFile::encodeName(absolute).constData(),
                                             GIT_REPOSITORY_OPEN_NO_SEARCH,
                                             nullptr);
    if (code >= 0) {
        if (const auto near = refuseFarWorkTree(repository.get(), absolute); !near)
            return near.error();
        return repository;
    }
    Error error = libraryError(code, u"The repository “%1” cannot be opened"_s.arg(absolute));
    // 1.5 loses GIT_EOWNER where no safe.directory is configured: all that is left is that it
    // looked for one.
    if (code == GIT_EOWNER || error.message.contains(u"safe.directory"_s)) {
        return invalidInput(
            u"The repository “%1” belongs to another user."_s.arg(absolute),
            {},
            u"If you trust it, run: git config --global --add safe.directory %1"_s.arg(absolute));
    }
    if (code == GIT_ENOTFOUND)
        return notFound(u"“%1” is not a git repository."_s.arg(absolute));
    return error;
}

QString remoteName(git_repository *repository)
{
    git_strarray names {};
    if (git_remote_list(&names, repository) < 0)
        return {};
    QStringList list;
    for (std::size_t i = 0; i < names.count; ++i)
        list += QString::fromUtf8(names.strings[i]);
    git_strarray_dispose(&names);
    if (list.contains(u"origin"_s))
        return u"origin"_s;
    return list.size() == 1 ? list.first() : QString();
}

QString remoteUrl(git_repository *repository)
{
    const QString name = remoteName(repository);
    ConfigHandle config;
    if (name.isEmpty() || git_repository_config_snapshot(config.out(), repository) < 0)
        return {};
    const char *url = nullptr;
    const QByteArray key = "remote." + name.toUtf8() + ".url";
    return git_config_get_string(&url, config.get(), key.constData()) == 0 ? QString::fromUtf8(url)
                                                                           : QString();
}

bool isPartial(git_repository *repository)
{
    ConfigHandle config;
    if (git_repository_config_snapshot(config.out(), repository) < 0)
        return false;
    const char *value = nullptr;
    return git_config_get_string(&value, config.get(), "extensions.partialclone") == 0;
}

} // namespace devstack::git
