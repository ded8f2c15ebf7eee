// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/unreadablefiles.h"

#include "core/files.h"
#include "core/process.h"
#include "core/text.h"
#include "git/library.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestSettings = 1024 * 1024;

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

Error strangeError(const QString &path, const QString &where, const QString &hint)
{
    return invalidInput(
        u"“%1” leads to “%2”, which is not this checkout's: what is done here would be done there."_s
            .arg(printable(path), printable(where)),
        SourceMark {path, 0, 0},
        hint);
}

/// Refuses a link that leads out of a folder of git's data among what git writes there. What cannot
/// be looked through is refused as well: a link could stand behind it.
Result<> refuseFarLinks(const QString &data)
{
    namespace fs = std::filesystem;
    constexpr int kMost = 200'000;
    const QString top = QFileInfo(data).canonicalFilePath() + u'/';
    int seen = 0;
    for (const auto &[name, isDeep] : {std::pair {u""_s, false},
                                       {u"/refs"_s, true},
                                       {u"/logs"_s, true},
                                       {u"/objects"_s, false}}) {
        const QString folder = data + name;
        if (!QFileInfo(folder).isDir())
            continue;
        std::error_code error;
        // A folder that may be entered and not listed ends it: what is in it can be written to.
        fs::recursive_directory_iterator entry(QFile::encodeName(folder).toStdString(), error);
        for (; !error && entry != fs::end(entry); entry.increment(error)) {
            if (++seen > kMost)
                return invalidInput(
                    u"“%1” holds more files than can be looked through."_s.arg(printable(folder)),
                    SourceMark {folder, 0, 0},
                    u"“git pack-refs --all” makes one of those of branches and tags."_s);
            if (!isDeep)
                entry.disable_recursion_pending();
            std::error_code unknown;
            if (!fs::is_symlink(entry->symlink_status(unknown)))
                continue;
            const QString path = QFile::decodeName(entry->path().c_str());
            const QString end = QFileInfo(path).canonicalFilePath();
            // What is not there yet is made where the link leads.
            if (end.isEmpty() || !end.startsWith(top))
                return strangeError(
                    path, QFileInfo(path).symLinkTarget(), u"Put a copy in its place."_s);
        }
        // git itself takes files away meanwhile.
        if (error && error != std::errc::no_such_file_or_directory)
            return invalidInput(u"“%1” cannot be looked through: %2."_s.arg(
                                    printable(folder), QString::fromStdString(error.message())),
                                SourceMark {folder, 0, 0});
    }
    return ok();
}

/// The first line of a small file that git writes; empty when there is none.
QString lineOf(const QString &path)
{
    constexpr qint64 kLongest = 16 * 1024;
    const auto content = readFile(path, kLongest);
    return content ? QString::fromUtf8(content->split('\n').first()).trimmed() : QString();
}

/// A `.git` that is a file names the folder of git's data. `git worktree add` and submodules make
/// one that names this checkout in turn; others belong to somebody else.
Result<> refuseStrangeFolder(const QString &folder, const QString &dotGit)
{
    const QString prefix = u"gitdir:"_s;
    const QString line = lineOf(dotGit);
    if (!line.startsWith(prefix))
        return ok(); // opening it says what is wrong
    const QString data
        = QDir::cleanPath(QDir(folder).absoluteFilePath(line.sliced(prefix.size()).trimmed()));
    const auto isHere = [&](const QString &path, const QString &base) {
        return !path.isEmpty()
            && QFileInfo(QDir(base).absoluteFilePath(path)).canonicalFilePath()
            == QFileInfo(folder).canonicalFilePath();
    };
    // A linked worktree writes into what it has in common with others, too.
    const QString common = lineOf(data + u"/commondir"_s);
    for (const QString &place :
         {data, common.isEmpty() ? data : QDir::cleanPath(QDir(data).absoluteFilePath(common))}) {
        if (const auto own = refuseFarLinks(place); !own)
            return own;
    }
    const QString back = lineOf(data + u"/gitdir"_s);
    if (!back.isEmpty() && isHere(QFileInfo(QDir(data).absoluteFilePath(back)).path(), data))
        return ok();
    const auto config = readFile(data + u"/config"_s, kLargestSettings);
    for (const QByteArray &written : config ? config->split('\n') : QList<QByteArray>()) {
        const QString setting = QString::fromUtf8(written).trimmed();
        if (setting.startsWith(u"worktree"_s) && isHere(setting.section(u'=', 1).trimmed(), data))
            return ok();
    }
    return strangeError(
        dotGit,
        data,
        u"If it is meant to be so, tell git there: %1"_s.arg(printable(
            shellText({u"git"_s, u"--git-dir"_s, data, u"config"_s, u"core.worktree"_s, folder}))));
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
    if (QFileInfo(dotGit).isFile()) {
        if (const auto own = refuseStrangeFolder(folder, dotGit); !own)
            return own;
    }
    if (QFileInfo(dotGit).isSymLink())
        return strangeError(dotGit,
                            QFileInfo(dotGit).symLinkTarget(),
                            u"Put the folder itself in its place, or make a worktree of it."_s);
    for (const char *name : kInside) {
        const QString path = inside + u'/' + QLatin1StringView(name);
        if (isOdd(path))
            return oddError(path);
    }
    if (inside == dotGit) {
        if (const auto own = refuseFarLinks(dotGit); !own)
            return own;
    }
    // Only a linked worktree's folder has one, and that is never the `.git` of a checkout.
    if (inside == dotGit && QFileInfo::exists(dotGit + u"/commondir"_s))
        return strangeError(
            dotGit + u"/commondir"_s, lineOf(dotGit + u"/commondir"_s), u"Remove it."_s);
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
