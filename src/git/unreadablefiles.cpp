// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/unreadablefiles.h"

#include "core/process.h"
#include "core/text.h"
#include "git/library.h"

#include <sys/stat.h>

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// Whether something is there, links followed, that is not a regular file.
bool isOdd(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && !S_ISREG(status.st_mode);
}

Error oddError(const QString &path)
{
    return invalidInput(
        u"“%1” is not a regular file, so git's data cannot be read."_s.arg(printable(path)),
        SourceMark {path, 0, 0},
        u"Remove it, or put a regular file in its place."_s);
}

/// The first of the branches and tags that is no file; a checkout with more than these is left to
/// the time limit of its reader.
QString oddReference(const QString &gitFolder)
{
    namespace fs = std::filesystem;
    constexpr int kMost = 20'000;
    std::error_code error;
    fs::recursive_directory_iterator entry(QFile::encodeName(gitFolder + u"/refs"_s).toStdString(),
                                           error);
    for (int i = 0; !error && i < kMost && entry != fs::end(entry); ++i, entry.increment(error)) {
        std::error_code unknown;
        if (entry->is_other(unknown))
            return QFile::decodeName(entry->path().c_str());
    }
    return {};
}

} // namespace

Result<> refuseOddMetadata(const QString &folder)
{
    static constexpr std::array kInside {"HEAD",
                                         "config",
                                         "config.worktree",
                                         "index",
                                         "packed-refs",
                                         "info/exclude",
                                         "info/attributes",
                                         "objects/info/alternates",
                                         "commondir",
                                         "shallow",
                                         "MERGE_HEAD",
                                         "FETCH_HEAD"};
    const QString dotGit = folder + u"/.git"_s;
    const QString inside = QFileInfo(dotGit).isDir() ? dotGit : folder;
    for (const char *name : kInside) {
        const QString path = inside + u'/' + QLatin1StringView(name);
        if (isOdd(path))
            return oddError(path);
    }
    const QString reference = oddReference(inside);
    return reference.isEmpty() ? ok() : Result<>(oddError(reference));
}

Result<> refuseOddRules(git_repository *repository)
{
    const QString top = QFile::decodeName(git_repository_workdir(repository));
    for (const auto name : {".gitignore"_L1, ".gitattributes"_L1, ".gitmodules"_L1}) {
        if (isOdd(top + name))
            return oddError(top + name);
    }
    IndexHandle index;
    if (git_repository_index(index.out(), repository) < 0)
        return ok(); // the reading of changes says why
    for (std::size_t i = 0; i < git_index_entrycount(index.get()); ++i) {
        const git_index_entry *entry = git_index_get_byindex(index.get(), i);
        const char *slash = std::strrchr(entry->path, '/');
        const std::string_view name = slash ? slash + 1 : entry->path;
        if (name != ".gitignore" && name != ".gitattributes")
            continue;
        const QString path = top + QFile::decodeName(entry->path);
        if (isOdd(path))
            return oddError(path);
    }
    return ok();
}

Result<> refuseFarWorkTree(git_repository *repository, const QString &folder)
{
    if (git_repository_is_bare(repository) == 1)
        return ok();
    const QString tree = QFile::decodeName(git_repository_workdir(repository));
    if (QFileInfo(tree).canonicalFilePath() == QFileInfo(folder).canonicalFilePath())
        return ok();
    return invalidInput(
        u"The repository “%1” keeps its work tree elsewhere: core.worktree leads to “%2”."_s.arg(
            printable(folder), printable(tree)),
        {},
        u"If that is not intended, run: %1"_s.arg(printable(shellText(
            {u"git"_s, u"-C"_s, folder, u"config"_s, u"--unset"_s, u"core.worktree"_s}))));
}

} // namespace devstack::git
