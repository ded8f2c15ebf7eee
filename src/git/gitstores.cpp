// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/gitstores.h"

#include "core/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPointerLimit = 64 * 1024;

/// What a file that names another place says, links resolved; empty: nothing, or it is not there.
QString pointedTo(const QString &file, const QByteArray &prefix = {})
{
    const auto content = readFile(file, kPointerLimit);
    if (!content || !content->startsWith(prefix))
        return {};
    const QString path = QFile::decodeName(content->mid(prefix.size()).trimmed());
    return path.isEmpty()
        ? QString()
        : QFileInfo(QFileInfo(file).absoluteDir().absoluteFilePath(path)).canonicalFilePath();
}

QString gitFolderOf(const QString &checkout)
{
    const QString entry = checkout + u"/.git"_s;
    return QFileInfo(entry).isDir() ? QFileInfo(entry).canonicalFilePath()
                                    : pointedTo(entry, "gitdir:");
}

} // namespace

QStringList gitStores(const QString &folder)
{
    const QString own = gitFolderOf(folder);
    if (own.isEmpty())
        return {};
    QStringList stores {own};
    const QString common = pointedTo(own + u"/commondir"_s);
    if (!common.isEmpty())
        stores += common;
    const QDir objects((common.isEmpty() ? own : common) + u"/objects"_s);
    const auto borrowed = readFile(objects.filePath(u"info/alternates"_s), kPointerLimit);
    if (!borrowed)
        return stores;
    for (const QByteArray &line : borrowed->split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QString store
            = QFileInfo(objects.absoluteFilePath(QFile::decodeName(line))).canonicalFilePath();
        if (!store.isEmpty())
            stores += store;
    }
    return stores;
}

QStringList linkedWorktrees(const QString &folder)
{
    const QString own = gitFolderOf(folder);
    // A worktree that is no main one has none of its own.
    if (own.isEmpty() || QFileInfo::exists(own + u"/commondir"_s))
        return {};
    QStringList found;
    const QDir entries(own + u"/worktrees"_s);
    for (const QString &name : entries.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString pointer = pointedTo(entries.filePath(name + u"/gitdir"_s));
        if (!pointer.isEmpty())
            found += QFileInfo(pointer).path();
    }
    return found;
}

QStringList checkoutsBelow(const QString &folder)
{
    namespace fs = std::filesystem;
    constexpr int kMost = 100'000;
    QStringList found;
    std::error_code error;
    fs::recursive_directory_iterator entry(QFile::encodeName(folder).toStdString(),
                                           fs::directory_options::skip_permission_denied,
                                           error);
    for (int seen = 0; !error && entry != fs::recursive_directory_iterator() && seen < kMost;
         entry.increment(error), ++seen) {
        if (entry->path().filename() != ".git")
            continue;
        entry.disable_recursion_pending();
        if (entry.depth() > 0)
            found += QDir(folder).relativeFilePath(
                QFile::decodeName(entry->path().parent_path().c_str()));
    }
    found.sort();
    return found;
}

} // namespace devstack::git
