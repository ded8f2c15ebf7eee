// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/openrepository.h"

#include "core/process.h"
#include "core/text.h"
#include "git/settings.h"
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
            u"If you trust it, run: %1"_s.arg(printable(shellText({u"git"_s,
                                                                   u"config"_s,
                                                                   u"--global"_s,
                                                                   u"--add"_s,
                                                                   u"safe.directory"_s,
                                                                   absolute}))));
    }
    if (code == GIT_ENOTFOUND)
        return notFound(u"“%1” is not a git repository."_s.arg(absolute));
    return error;
}

QString remoteName(git_repository *repository)
{
    const QList<QByteArray> names = remoteNames(settingsOf(repository));
    if (names.contains("origin"))
        return u"origin"_s;
    return names.size() == 1 ? QString::fromUtf8(names.first()) : QString();
}

QString remoteUrl(git_repository *repository)
{
    const QString name = remoteName(repository);
    return name.isEmpty()
        ? QString()
        : QString::fromUtf8(setting(settingsOf(repository), "remote." + name.toUtf8() + ".url"));
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
