// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/halfmoved.h"

#include "core/openfile.h"
#include "git/library.h"

#include <QFile>
#include <QFileInfo>

namespace devstack::git {

namespace {

using namespace Qt::StringLiterals;

using DiffHandle = LibraryHandle<git_diff, git_diff_free>;
using BlobHandle = LibraryHandle<git_blob, git_blob_free>;

/// What was being written when the writer was killed.
bool isBeginningOf(git_repository *repository, const QString &path, const git_oid &blobId)
{
    BlobHandle blob;
    if (git_blob_lookup(blob.out(), repository, &blobId) < 0)
        return false;
    const QByteArrayView whole(static_cast<const char *>(git_blob_rawcontent(blob.get())),
                               qsizetype(git_blob_rawsize(blob.get())));
    QFile file;
    return openRegular(path, file) && file.size() < whole.size()
        && whole.startsWith(file.read(whole.size()));
}

bool isFile(const git_diff_file &side)
{
    return side.mode == GIT_FILEMODE_BLOB || side.mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

/// Whether the file is as on one of the sides of the difference; a side without it says so.
bool isOnTheWay(git_repository *repository, const git_diff_delta &delta)
{
    const git_diff_file &from = delta.old_file;
    const git_diff_file &to = delta.new_file;
    const bool hadIt = delta.status != GIT_DELTA_ADDED;
    const bool hasIt = delta.status != GIT_DELTA_DELETED;
    // Links, submodules and changes of kind are left to people.
    if ((hadIt && !isFile(from)) || (hasIt && !isFile(to)))
        return false;
    const QString path
        = QFile::decodeName(git_repository_workdir(repository)) + QFile::decodeName(to.path);
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return !hadIt || !hasIt;
    if (info.isSymLink() || !info.isFile())
        return false;
    git_oid found;
    if (git_repository_hashfile(&found, repository, to.path, GIT_OBJECT_BLOB, nullptr) < 0)
        return false;
    return (hadIt && git_oid_equal(&found, &from.id)) || (hasIt && git_oid_equal(&found, &to.id))
        || (hasIt && isBeginningOf(repository, path, to.id));
}

} // namespace

std::optional<QList<QByteArray>> halfMoved(git_repository *repository, git_tree *from, git_tree *to)
{
    DiffHandle way;
    if (git_diff_tree_to_tree(way.out(), repository, from, to, nullptr) < 0)
        return std::nullopt;
    QList<QByteArray> paths;
    for (std::size_t i = 0; i < git_diff_num_deltas(way.get()); ++i) {
        const git_diff_delta *delta = git_diff_get_delta(way.get(), i);
        if (!isOnTheWay(repository, *delta))
            return std::nullopt;
        paths += delta->new_file.path;
    }
    DiffHandle changed;
    if (git_diff_tree_to_workdir_with_index(changed.out(), repository, from, nullptr) < 0)
        return std::nullopt;
    for (std::size_t i = 0; i < git_diff_num_deltas(changed.get()); ++i) {
        if (!paths.contains(git_diff_get_delta(changed.get(), i)->new_file.path))
            return std::nullopt;
    }
    return paths;
}

} // namespace devstack::git
